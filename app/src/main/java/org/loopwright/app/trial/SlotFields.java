package org.loopwright.app.trial;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.trial.BenchPrompt;

/// The slots that a prompt shows, each with a field to type another value for it. A field that has the keyboard stays
/// as it is while the others are shown anew.
final class SlotFields {
    private static final int MOST_ROWS = 6;

    private SlotFields() {}

    /// Shows the slots in `box`.
    ///
    /// @param type takes a slot and its text; null takes what was typed away
    static void show(VBox box, List<BenchPrompt.ShownSlot> slots, BiConsumer<String, @Nullable String> type) {
        List<Node> before = List.copyOf(box.getChildren());
        box.getChildren()
                .setAll(slots.stream()
                        .filter(slot -> slot.read() || slot.origin() == BenchPrompt.Origin.TYPED)
                        .map(slot -> kept(before, slot).orElseGet(() -> field(slot, type)))
                        .toList());
    }

    private static java.util.Optional<Node> kept(List<Node> before, BenchPrompt.ShownSlot slot) {
        return before.stream()
                .filter(node -> slot.slot().equals(node.getUserData()))
                .filter(node -> node.lookup("#" + id(slot)) instanceof TextArea area && area.isFocused())
                .findFirst();
    }

    private static String id(BenchPrompt.ShownSlot slot) {
        return "try-slot-" + slot.slot();
    }

    private static Node field(BenchPrompt.ShownSlot slot, BiConsumer<String, @Nullable String> type) {
        boolean typed = slot.origin() == BenchPrompt.Origin.TYPED;
        boolean empty = slot.origin() == BenchPrompt.Origin.EMPTY;
        HBox head = new HBox(
                Labels.of(slot.slot(), "slot-name"),
                Labels.chip(
                        Texts.of("try.origin." + slot.origin().name().toLowerCase(Locale.ROOT)),
                        "tiny",
                        typed ? "accent" : empty ? "warning" : "neutral"));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("slot-head");
        if (typed) {
            head.getChildren()
                    .add(Named.iconButton(
                            "try-untype-" + slot.slot(),
                            Texts.of("try.untype", slot.slot()),
                            Icons.UNDO.node(),
                            () -> type.accept(slot.slot(), null)));
        }
        TextArea area = Named.node(new TextArea(slot.text()), id(slot), Texts.of("try.slot-text", slot.slot()));
        area.getStyleClass().add("code-text");
        area.setWrapText(true);
        area.setPrefRowCount(Math.clamp(slot.text().lines().count(), 1, MOST_ROWS));
        area.textProperty().subscribe((was, now) -> type.accept(slot.slot(), now));
        VBox field = new VBox(head, area);
        field.getStyleClass().add("slot-field");
        field.setUserData(slot.slot());
        return field;
    }
}
