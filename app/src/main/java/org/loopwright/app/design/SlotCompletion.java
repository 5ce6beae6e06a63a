package org.loopwright.app.design;

import java.util.List;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Offers the slots behind `{{` while a prompt is typed, and by Shortcut+Space anywhere.
final class SlotCompletion {
    private final TextArea area;
    private final ContextMenu menu = new ContextMenu();

    private SlotCompletion(TextArea area, List<String> slots) {
        this.area = area;
        for (String slot : slots) {
            MenuItem item = new MenuItem(slot);
            item.setId("complete-" + slot);
            item.setOnAction(event -> complete(slot));
            menu.getItems().add(item);
        }
    }

    static void on(TextArea area, List<String> slots) {
        SlotCompletion completion = new SlotCompletion(area, slots);
        area.addEventHandler(KeyEvent.KEY_TYPED, event -> completion.typed(event.getCharacter()));
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.SPACE && event.isShortcutDown()) {
                completion.offer();
                event.consume();
            }
        });
    }

    private void typed(String character) {
        int caret = area.getCaretPosition();
        if (character.equals("{")
                && caret >= 2
                && area.getText(caret - 2, caret).equals("{{")) {
            offer();
        } else {
            menu.hide();
        }
    }

    private void offer() {
        if (!menu.getItems().isEmpty()) {
            menu.show(area, Side.BOTTOM, 0, 0);
        }
    }

    private void complete(String slot) {
        int caret = area.getCaretPosition();
        boolean open = caret >= 2 && area.getText(caret - 2, caret).equals("{{");
        area.insertText(caret, open ? " " + slot + " }}" : "{{ " + slot + " }}");
    }
}
