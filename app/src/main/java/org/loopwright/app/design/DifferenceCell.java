package org.loopwright.app.design;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.diff.Difference;
import org.loopwright.loop.diff.Part;

/// One difference: what differs, what stood there, and what stands there now.
final class DifferenceCell extends ListCell<Difference> {
    private static final int LONG = 240;

    DifferenceCell() {
        getStyleClass().add("difference-cell");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Difference difference, boolean empty) {
        super.updateItem(difference, empty);
        if (empty || difference == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        Label name = Labels.of(name(difference.part()), "card-name");
        name.setMinWidth(0);
        HBox head = new HBox(
                8, Labels.chip(Texts.of("diff." + key(difference.change())), tone(difference.change()), "tiny"), name);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(4, head);
        add(box, "− ", difference.before(), "was");
        add(box, "+ ", difference.after(), "is");
        setGraphic(box);
        setAccessibleText(Texts.of(
                "diff.said",
                Texts.of("diff." + key(difference.change())),
                name(difference.part()),
                difference.before(),
                difference.after()));
    }

    private static void add(VBox box, String sign, String text, String style) {
        if (!text.isEmpty()) {
            String shown = text.length() > LONG ? text.substring(0, LONG) + "…" : text;
            box.getChildren().add(Labels.wrapping(sign + shown, "code-text", "difference-" + style));
        }
    }

    /// What differs, in words.
    private static String name(Part part) {
        return switch (part) {
            case Part.Node(var id) -> id;
            case Part.Setting(var id, var path) -> id + " · " + String.join(" › ", path);
            case Part.Exit(var id, var exit) -> Texts.of("diff.exit", id, exit);
            case Part.Slot(var name) -> Texts.of("diff.slot", name);
            case Part.Param(var name) -> Texts.of("diff.param", name);
            case Part.Property(var key) -> Texts.of("diff.property." + key);
        };
    }

    static String key(Difference.Change change) {
        return change.name().toLowerCase(Locale.ROOT);
    }

    static String tone(Difference.Change change) {
        return switch (change) {
            case ADDED -> "success";
            case REMOVED -> "danger";
            case CHANGED -> "warning";
        };
    }
}
