package org.loopwright.app.shell;

import javafx.scene.input.KeyCombination;

/// Every keyboard shortcut of the window. A test forbids duplicates.
public enum Shortcut {
    OPEN_PROJECT("Shortcut+O"),
    NEW_FROM_RECIPE("Shortcut+Shift+N"),
    NEW_LOOP("Shortcut+N"),
    SAVE_LOOP("Shortcut+S"),
    UNDO("Shortcut+Z"),
    REDO("Shortcut+Shift+Z"),
    IMPORT("Shortcut+I"),
    REFRESH("F5"),
    QUIT("Shortcut+Q"),
    START_RUN("Shortcut+R"),
    HOLD_RUN("Shortcut+P"),
    CANCEL_RUN("Shortcut+Shift+C"),
    PAGE_HOME("Shortcut+Shift+H"),
    PAGE_DESIGN("Shortcut+1"),
    PAGE_RUNS("Shortcut+2"),
    PAGE_RESULT("Shortcut+3"),
    PAGE_ITEMS("Shortcut+4"),
    PAGE_MODELS("Shortcut+9"),
    FIT("Shortcut+0"),
    THEME("Shortcut+T");

    private final String keys;

    Shortcut(String keys) {
        this.keys = keys;
    }

    /// The keys.
    public KeyCombination keys() {
        return KeyCombination.keyCombination(keys);
    }
}
