package org.loopwright.app.design;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Offers the slots behind `{{` while a prompt is typed, those that begin as what was typed since, and by
/// Shortcut+Space anywhere.
final class SlotCompletion {
    private static final Pattern OPEN = Pattern.compile("\\{\\{\\s*([\\w.]*)$");

    private final PromptText area;
    private final List<String> slots;
    private final ContextMenu menu = new ContextMenu();

    private SlotCompletion(PromptText area, List<String> slots) {
        this.area = area;
        this.slots = List.copyOf(slots);
    }

    static void on(PromptText area, List<String> slots) {
        SlotCompletion completion = new SlotCompletion(area, slots);
        area.addEventHandler(KeyEvent.KEY_TYPED, event -> completion.typed());
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.SPACE && event.isShortcutDown()) {
                completion.offer();
                event.consume();
            }
        });
        area.focusedProperty().subscribe(is -> {
            if (!is && !completion.menu.isFocused()) {
                completion.menu.hide();
            }
        });
    }

    private void typed() {
        if (OPEN.matcher(before()).find()) {
            offer();
        } else {
            menu.hide();
        }
    }

    /// What stands before the caret.
    private String before() {
        return area.getText(0, area.getCaretPosition());
    }

    private void offer() {
        Matcher open = OPEN.matcher(before());
        String begun = open.find() ? open.group(1) : "";
        List<MenuItem> items = slots.stream()
                .filter(slot -> slot.startsWith(begun))
                .map(slot -> item(slot, begun))
                .toList();
        menu.getItems().setAll(items);
        if (items.isEmpty()) {
            menu.hide();
            return;
        }
        area.getCaretBounds()
                .ifPresentOrElse(
                        (Bounds caret) -> menu.show(area, caret.getMinX(), caret.getMaxY() + 4),
                        () -> menu.show(area, Side.BOTTOM, 0, 0));
    }

    private MenuItem item(String slot, String begun) {
        MenuItem item = new MenuItem(slot);
        item.setId("complete-" + slot);
        item.setOnAction(event -> complete(slot, begun));
        return item;
    }

    private void complete(String slot, String begun) {
        int caret = area.getCaretPosition();
        boolean open = OPEN.matcher(before()).find();
        String space = before().endsWith("{{") ? " " : "";
        String rest = area.getText(caret, area.getLength());
        String end = rest.stripLeading().startsWith("}}") ? "" : " }}";
        area.replaceText(caret - begun.length(), caret, open ? space + slot + end : "{{ " + slot + " }}");
    }
}
