package org.loopwright.app.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotType;

/// Edits the conditions of a branch and the exits that they choose; what is wrong with a condition is said
/// while it is typed.
final class CasesEditor extends VBox {
    private static final String WHEN = "when";

    private final SettingEdit edit;

    CasesEditor(SettingEdit edit) {
        this.edit = edit;
        getStyleClass().add("stack");
        List<Map<String, Object>> cases = edit.elements();
        for (int i = 0; i < cases.size(); i++) {
            getChildren().add(oneCase(i, cases.get(i)));
        }
        int count = cases.size();
        getChildren()
                .add(Named.button(
                        "add-case",
                        Texts.of("details.add-case"),
                        Icons.ADD.node(),
                        () -> edit.insert(Math.max(0, count - 1), tree("true", "case-" + (count + 1)))));
    }

    private static Map<String, Object> tree(String when, String exit) {
        Map<String, Object> one = new LinkedHashMap<>();
        if (!when.isBlank()) {
            one.put(WHEN, when);
        }
        one.put("exit", exit);
        return one;
    }

    private Node oneCase(int index, Map<String, Object> given) {
        String when = SettingText.joined(given.get(WHEN));
        String exit = SettingText.joined(given.get("exit"));
        TextField condition = FormField.text(
                "when-" + index,
                Texts.of("details.when", index + 1),
                when,
                next -> edit.replace(index, tree(next, exit)));
        condition.setPromptText(Texts.of("details.else"));
        condition.getStyleClass().add("code-text");
        HBox.setHgrow(condition, Priority.ALWAYS);
        TextField leads = FormField.text(
                "case-exit-" + index,
                Texts.of("details.case-exit", index + 1),
                exit,
                next -> edit.replace(index, tree(when, next)));
        leads.setPrefWidth(86);
        leads.setMinWidth(86);
        var remove = Named.iconButton(
                "remove-case-" + index, Texts.of("details.remove-case"), Icons.CLOSE.node(), () -> edit.remove(index));
        HBox row = new HBox(condition, leads, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("pair");
        return new VBox(row, errorOf(condition, index));
    }

    private Label errorOf(TextField condition, int index) {
        Label error = Labels.wrapping("", "problem", "small");
        error.setId("when-error-" + index);
        condition.textProperty().subscribe(now -> {
            String wrong = wrong(edit.form().loop(), now);
            error.setText(wrong);
            error.setManaged(!wrong.isEmpty());
        });
        return error;
    }

    private String wrong(LoopSpec loop, String condition) {
        if (condition.isBlank()) {
            return "";
        }
        Map<String, SlotType> types = new LinkedHashMap<>();
        loop.slots().forEach((name, slot) -> types.put(name, slot.type()));
        try {
            return edit.language().conditions().check(condition, types).orElse("");
        } catch (LoopException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
