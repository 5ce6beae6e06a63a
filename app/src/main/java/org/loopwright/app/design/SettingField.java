package org.loopwright.app.design;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.FewShot;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;

/// The editor of one setting, by what its kind says that it holds.
final class SettingField {
    private static final List<String> SAMPLING = List.of(
            "temperature",
            "max-tokens",
            "top-k",
            "top-p",
            "min-p",
            "repetition-penalty",
            "stop",
            "regex",
            "json-schema");

    private static final Duration REST = Duration.millis(200);

    private final SettingEdit edit;

    private SettingField(SettingEdit edit) {
        this.edit = edit;
    }

    /// The editor under the setting's name.
    static VBox of(SettingEdit edit) {
        VBox named = FormField.named(edit.field().name(), new SettingField(edit).editor());
        Named.tip((Label) named.getChildren().getFirst(), edit.field().doc());
        return named;
    }

    private Node editor() {
        LoopSpec loop = edit.form().loop();
        return switch (edit.field().type()) {
            case ROLE -> choice(loop.models());
            case READ, WRITE -> choice(slots(loop, edit.field().slotType()));
            case READS, TEXTS -> line(SettingText.joined(edit.value()), SettingText::split);
            case TEXT, REGEX, LOOP, INTEGER, NUMBER, MODEL, ROW_CONDITION ->
                checked(SettingText.joined(edit.value()), SettingText::plain);
            case ARGUMENTS, RESULTS, ROLES -> line(SettingText.pairs(edit.value()), SettingText::map);
            case SAMPLING -> group(SAMPLING, "set-", "details.sampling-of");
            case FEW_SHOT -> group(FewShot.KEYS, "set-few-shot-", "details.few-shot-of");
            case CHOICE -> choice();
            case PROMPT -> new PromptEditor(edit);
            case CASES -> new CasesEditor(edit);
        };
    }

    private TextField line(String shown, Function<String, Object> read) {
        return FormField.text(
                "set-" + edit.field().name(), edit.field().doc(), shown, next -> edit.set(read.apply(next)));
    }

    /// A line under which is said what would be wrong with what is typed, once the typing rests.
    private Node checked(String shown, Function<String, Object> read) {
        TextField line = line(shown, read);
        Label error = Labels.wrapping("", "problem", "small");
        error.setId("set-error-" + edit.field().name());
        error.setManaged(false);
        PauseTransition rest = new PauseTransition(REST);
        rest.setOnFinished(event -> {
            String wrong = line.getText().equals(shown)
                    ? ""
                    : edit.wrong(read.apply(line.getText())).orElse("");
            error.setText(wrong);
            error.setManaged(!wrong.isEmpty());
        });
        line.textProperty().subscribe((was, is) -> rest.playFromStart());
        return new VBox(line, error);
    }

    private Node choice(List<String> choices) {
        return FormField.choice(
                "set-" + edit.field().name(), edit.field().doc(), SettingText.joined(edit.value()), choices, edit::set);
    }

    /// One of a closed set; the usual one needs no setting.
    private Node choice() {
        List<String> choices = edit.field().choices();
        String usual = choices.getFirst();
        String value = SettingText.joined(edit.value());
        return FormField.choice(
                "set-" + edit.field().name(),
                edit.field().doc(),
                value.isEmpty() ? usual : value,
                choices,
                next -> edit.set(next.equals(usual) ? "" : next));
    }

    private static List<String> slots(LoopSpec loop, @Nullable SlotType type) {
        return loop.slots().values().stream()
                .filter(slot -> type == null || slot.type() == type)
                .map(SlotSpec::name)
                .toList();
    }

    /// A map's fields side by side.
    private Node group(List<String> keys, String id, String name) {
        FlowPane row = new FlowPane(8, 6);
        Map<String, Object> given = SettingText.tree(edit.value());
        for (String key : keys) {
            TextField text = FormField.text(
                    id + key,
                    Texts.of(name, key),
                    SettingText.joined(given.get(key)),
                    next -> edit.set(key, SettingText.plain(next)));
            text.setPrefWidth(82);
            row.getChildren().add(FormField.named(key, text));
        }
        return row;
    }
}
