package org.loopwright.app.trial;

import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.Value;
import org.loopwright.project.TypedValue;
import org.loopwright.trial.SlotChange;

/// A slot before and after a step. A changed one shows both and has a mark; its value is edited in place.
final class SlotRow extends VBox {
    private static final PseudoClass WRITTEN = PseudoClass.getPseudoClass("written");
    private static final int LONGEST = 900;

    private final SlotChange change;
    private final BiConsumer<String, String> edit;
    private final VBox values = new VBox();

    /// @param type of the slot, in lower case
    /// @param stepped whether there was a step: before the first one nothing is marked
    /// @param editable whether another value can be put in here
    /// @param edit takes the slot and its new text
    SlotRow(SlotChange change, String type, boolean stepped, boolean editable, BiConsumer<String, String> edit) {
        this.change = change;
        this.edit = edit;
        boolean written = stepped && change.written();
        setId("try-row-" + change.slot());
        getStyleClass().add("slot-row");
        pseudoClassStateChanged(WRITTEN, written);
        values.getStyleClass().add("slot-values");
        getChildren().addAll(head(type, written, editable), values);
        show(written);
    }

    private HBox head(String type, boolean written, boolean editable) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(Labels.of(change.slot(), "slot-name"), Labels.of(type, "slot-type"));
        if (written) {
            head.getChildren().add(Labels.chip(Texts.of("try.written"), "tiny", "success"));
        }
        if (change.versions() > 1) {
            head.getChildren()
                    .add(Named.tip(
                            Labels.whole(Texts.of("try.versions", change.versions()), "slot-type"),
                            Texts.of("try.versions.tip", change.versions())));
        }
        head.getChildren().add(space);
        if (editable) {
            head.getChildren()
                    .add(Named.iconButton(
                            "try-edit-" + change.slot(),
                            Texts.of("try.edit", change.slot()),
                            Icons.WRITES.node(),
                            this::openEditor));
        }
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("slot-head");
        return head;
    }

    private void show(boolean written) {
        values.getChildren().clear();
        if (written && change.before().isPresent() && !change.before().equals(change.after())) {
            values.getChildren().add(text(change.before(), "slot-before"));
        }
        Label after = text(change.after(), "slot-after");
        after.setId("try-value-" + change.slot());
        values.getChildren().add(after);
    }

    private static Label text(Optional<Value> value, String style) {
        String text = value.map(one -> TypedValue.text(one.content())).orElse(Texts.of("try.empty"));
        Label label =
                Labels.wrapping(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…", "code-text", style);
        label.setMaxWidth(Double.MAX_VALUE);
        if (value.isEmpty()) {
            label.getStyleClass().add("slot-empty");
        }
        return label;
    }

    private void openEditor() {
        String now =
                change.after().map(value -> TypedValue.text(value.content())).orElse("");
        TextArea area = Named.node(new TextArea(now), "try-edit-text", Texts.of("try.slot-text", change.slot()));
        area.getStyleClass().add("code-text");
        area.setWrapText(true);
        area.setPrefRowCount(Math.clamp(now.lines().count() + 1, 2, 10));
        Button put = Named.button(
                "try-edit-put",
                Texts.of("try.edit.put"),
                Icons.RIGHT.node(),
                () -> edit.accept(change.slot(), area.getText()));
        put.getStyleClass().add("accent");
        Button leave = Named.iconButton(
                "try-edit-leave", Texts.of("try.edit.leave"), Icons.CLOSE.node(), () -> show(change.written()));
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                put.fire();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                leave.fire();
                event.consume();
            }
        });
        HBox buttons = new HBox(put, leave);
        buttons.getStyleClass().add("try-line");
        values.getChildren().setAll((Node) area, buttons);
        area.requestFocus();
        area.selectAll();
    }
}
