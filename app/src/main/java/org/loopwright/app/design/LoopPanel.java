package org.loopwright.app.design;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.NodeDrafts;

/// The editor of what belongs to no node: the loop's name, model roles, slots and parameters.
final class LoopPanel extends VBox {
    private static final List<String> TYPES =
            java.util.Arrays.stream(SlotType.values()).map(SlotType::label).toList();

    private final DesignViewModel model;
    private final VBox body = new VBox();

    /// @param close closes it
    LoopPanel(DesignViewModel model, Runnable close) {
        this.model = model;
        setId("loop-panel");
        getStyleClass().add("side-panel");
        body.getStyleClass().add("panel-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var title = Labels.of(Texts.of("loop.title"), "title-4");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head =
                new HBox(title, Named.iconButton("close-loop", Texts.of("details.close"), Icons.CLOSE.node(), close));
        head.getStyleClass().add("panel-head");
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, scroll);
    }

    void show(@Nullable LoopSpec loop) {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        String focus = owner == null ? null : owner.getId();
        body.getChildren().clear();
        if (loop == null) {
            return;
        }
        body.getChildren()
                .addAll(
                        FormField.named(
                                Texts.of("loop.name"),
                                FormField.text(
                                        "loop-name",
                                        Texts.of("loop.name"),
                                        loop.name(),
                                        name -> model.change(new LoopChange.SetName(name.strip())))),
                        FormField.named(
                                Texts.of("loop.models"),
                                FormField.text(
                                        "loop-models",
                                        Texts.of("loop.models"),
                                        String.join(", ", loop.models()),
                                        roles -> model.change(new LoopChange.SetModels(
                                                List.of(roles.strip().split("\\s*,\\s*")))))),
                        Labels.section(Texts.of("loop.slots")));
        loop.slots().values().forEach(slot -> body.getChildren().add(slot(slot)));
        body.getChildren()
                .addAll(
                        Named.button(
                                "add-slot",
                                Texts.of("loop.add-slot"),
                                Icons.ADD.node(),
                                () -> model.change(new LoopChange.AddSlot(new SlotSpec(
                                        NodeDrafts.fresh(loop.slots().keySet(), "slot")
                                                .replace('-', '_'),
                                        SlotType.TEXT,
                                        null,
                                        null,
                                        SlotSpec.Role.WORKING,
                                        Mark.NONE)))),
                        Labels.section(Texts.of("loop.params")));
        loop.params().forEach((name, value) -> body.getChildren().add(param(name, value.toString())));
        body.getChildren().add(newParam());
        if (focus != null) {
            javafx.application.Platform.runLater(() -> {
                Node again = lookup("#" + focus);
                if (again != null) {
                    again.requestFocus();
                }
            });
        }
    }

    private VBox slot(SlotSpec slot) {
        String name = slot.name();
        TextField field = FormField.text(
                "slot-" + name,
                Texts.of("loop.slot", name),
                name,
                next -> model.change(new LoopChange.RenameSlot(name, next.strip())));
        HBox.setHgrow(field, Priority.ALWAYS);
        var type = FormField.choice(
                "slot-type-" + name,
                Texts.of("loop.slot-type", name),
                slot.type().label(),
                TYPES,
                next -> model.change(new LoopChange.SetSlot(name, "type", next)));
        type.setPrefWidth(100);
        var remove = Named.iconButton(
                "remove-slot-" + name,
                Texts.of("loop.remove-slot", name),
                Icons.CLOSE.node(),
                () -> model.change(new LoopChange.RemoveSlot(name)));
        TextField from = key(slot, "from", slot.from());
        TextField initial = key(slot, "default", slot.initial());
        CheckBox answer =
                Named.node(new CheckBox(Texts.of("loop.answer")), "slot-answer-" + name, Texts.of("loop.answer"));
        answer.setSelected(slot.role() == SlotSpec.Role.ANSWER);
        answer.setOnAction(event -> model.change(
                answer.isSelected()
                        ? new LoopChange.SetSlot(name, "answer", true)
                        : new LoopChange.ClearSlot(name, "answer")));
        HBox first = new HBox(field, type, remove);
        first.setAlignment(Pos.CENTER_LEFT);
        first.getStyleClass().add("pair");
        HBox second = new HBox(from, initial, answer);
        second.setAlignment(Pos.CENTER_LEFT);
        second.getStyleClass().add("pair");
        VBox box = new VBox(first, second);
        box.getStyleClass().add("message");
        return box;
    }

    private TextField key(SlotSpec slot, String key, @Nullable String value) {
        TextField field = FormField.text(
                "slot-" + key + "-" + slot.name(),
                Texts.of("loop.slot-key", key, slot.name()),
                value == null ? "" : value,
                next -> model.change(
                        next.isBlank()
                                ? new LoopChange.ClearSlot(slot.name(), key)
                                : new LoopChange.SetSlot(slot.name(), key, next.strip())));
        field.setPromptText(key);
        return field;
    }

    private HBox param(String name, String value) {
        var label = Labels.whole(name, "pair-name");
        label.setPrefWidth(92);
        TextField field = FormField.text(
                "param-" + name,
                Texts.of("loop.param", name),
                value,
                next -> model.change(
                        next.isBlank()
                                ? new LoopChange.RemoveParam(name)
                                : new LoopChange.SetParam(name, SettingText.plain(next))));
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(label, field);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("pair");
        return row;
    }

    private TextField newParam() {
        TextField field = FormField.text("add-param", Texts.of("loop.add-param"), "", text -> {
            int colon = text.indexOf(':');
            String name = (colon < 0 ? text : text.substring(0, colon)).strip();
            Object value = colon < 0 ? (Object) 3L : SettingText.plain(text.substring(colon + 1));
            model.change(new LoopChange.SetParam(name, value));
        });
        field.setPromptText(Texts.of("loop.add-param"));
        return field;
    }
}
