package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.PromptSettings;

/// Edits the role messages of a prompt.
final class PromptEditor extends VBox {
    private static final List<String> ROLES = List.of("user", "assistant", "system", PromptSettings.PREFILL);

    private final SettingEdit edit;

    PromptEditor(SettingEdit edit) {
        this.edit = edit;
        getStyleClass().add("stack");
        List<Map<String, Object>> messages = edit.elements();
        for (int i = 0; i < messages.size(); i++) {
            getChildren().add(message(i, messages.get(i)));
        }
        int count = messages.size();
        getChildren()
                .add(Named.button(
                        "add-message",
                        Texts.of("details.add-message"),
                        Icons.ADD.node(),
                        () -> edit.insert(count, Map.of(count % 2 == 0 ? "user" : "assistant", ""))));
    }

    private Node message(int index, Map<String, Object> tree) {
        Map.Entry<String, Object> message = tree.entrySet().stream().findFirst().orElse(Map.entry("user", ""));
        var role = FormField.choice(
                "role-" + index,
                Texts.of("details.message-role", index + 1),
                message.getKey(),
                ROLES,
                next -> edit.replace(index, Map.of(next, message.getValue())));
        var remove = Named.iconButton(
                "remove-message-" + index,
                Texts.of("details.remove-message"),
                Icons.CLOSE.node(),
                () -> edit.remove(index));
        PromptText text = new PromptText(
                "message-" + index,
                Texts.of("details.message", index + 1),
                String.valueOf(message.getValue()),
                known(),
                next -> edit.replace(index, Map.of(message.getKey(), next)));
        SlotCompletion.on(text, offered());
        FlowPane named = new FlowPane(4, 4);
        text.textProperty().subscribe(now -> showNames(now, named));
        showNames(text.getText(), named);
        HBox head = new HBox(role, remove);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(head, text, named);
        box.getStyleClass().addAll("message", "role-" + message.getKey());
        return box;
    }

    /// What a template may name.
    private Set<String> known() {
        Set<String> known = new LinkedHashSet<>(edit.form().loop().slots().keySet());
        known.add("params");
        return known;
    }

    private List<String> offered() {
        List<String> offered = new ArrayList<>(edit.form().loop().slots().keySet());
        edit.form().loop().params().keySet().forEach(param -> offered.add("params." + param));
        return offered;
    }

    /// The slots that a template names, the unknown ones in red, as it is typed.
    private void showNames(String template, FlowPane into) {
        into.getChildren().clear();
        try {
            edit.language().templates().variables(template).stream()
                    .sorted()
                    .forEach(name -> into.getChildren()
                            .add(Labels.chip(
                                    name, edit.form().loop().slots().containsKey(name) ? "accent" : "danger")));
        } catch (LoopException e) {
            into.getChildren().add(Labels.wrapping(String.valueOf(e.getMessage()), "problem", "small"));
        }
    }
}
