package org.loopwright.app.trial;

import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;
import org.loopwright.app.control.CanvasPanel;

/// The keys of a debugger, wherever the keyboard is, while the panel is open.
final class StepKeys {
    /// Does the next step.
    static final KeyCombination STEP = new KeyCodeCombination(KeyCode.F10);

    /// Steps into a called loop.
    static final KeyCombination INTO = new KeyCodeCombination(KeyCode.F11);

    /// Goes on.
    static final KeyCombination PROCEED = new KeyCodeCombination(KeyCode.F8);

    /// Goes one step back.
    static final KeyCombination BACK = new KeyCodeCombination(KeyCode.F10, KeyCombination.SHIFT_DOWN);

    /// Goes on from here with other seeds.
    static final KeyCombination RERUN = new KeyCodeCombination(KeyCode.F8, KeyCombination.SHIFT_DOWN);

    /// Sets the open node's breakpoint, or takes it away.
    static final KeyCombination BREAKPOINT = new KeyCodeCombination(KeyCode.F9);

    private final TryViewModel model;
    private final CanvasPanel.Subject subject;

    StepKeys(TryViewModel model, CanvasPanel.Subject subject) {
        this.model = model;
        this.subject = subject;
    }

    /// Listens in a scene.
    Subscription on(Scene scene) {
        EventHandler<KeyEvent> handler = this::pressed;
        scene.addEventHandler(KeyEvent.KEY_PRESSED, handler);
        return () -> scene.removeEventHandler(KeyEvent.KEY_PRESSED, handler);
    }

    private void pressed(KeyEvent event) {
        Runnable action = action(event);
        if (action != null) {
            model.tabProperty().set(TryViewModel.Tab.STEP);
            action.run();
            event.consume();
        }
    }

    private @org.jspecify.annotations.Nullable Runnable action(KeyEvent event) {
        StepViewModel step = model.step();
        if (STEP.match(event)) {
            return step::step;
        }
        if (INTO.match(event)) {
            return step::into;
        }
        if (PROCEED.match(event)) {
            return step::proceed;
        }
        if (BACK.match(event)) {
            return step::back;
        }
        if (RERUN.match(event)) {
            return step::rerun;
        }
        if (BREAKPOINT.match(event)) {
            return () -> subject.nodeProperty().get().ifPresent(step::toggle);
        }
        return null;
    }
}
