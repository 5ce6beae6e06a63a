package org.loopwright.app.design;

import java.util.List;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
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
import org.loopwright.loop.Settings;
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
    private static final double USUAL_WIDTH = 82;

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
            case SAMPLING -> sampling();
            case FEW_SHOT -> fewShot();
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

    private Node sampling() {
        FlowPane row = new FlowPane(8, 6);
        for (String key : SAMPLING) {
            TextField text = part("set-", key, "details.sampling-of");
            row.getChildren().add(FormField.named(key, text));
        }
        return row;
    }

    /// Worked examples; a field that is empty shows what is usual.
    private Node fewShot() {
        FlowPane row = new FlowPane(8, 6);
        for (String key : FewShot.KEYS) {
            String usual = FewShot.USUAL.getOrDefault(key, "");
            if (key.equals("as")) {
                List<String> forms = Settings.labels(FewShot.Form.class);
                String given = SettingText.joined(SettingText.tree(edit.value()).get(key));
                ComboBox<String> form = FormField.choice(
                        "set-few-shot-as",
                        Texts.of("details.few-shot-of", key),
                        given.isEmpty() ? forms.getFirst() : given,
                        forms,
                        next -> edit.set(key, next));
                form.setMaxWidth(USUAL_WIDTH + 30);
                row.getChildren().add(FormField.named(key, form));
                continue;
            }
            TextField text = part("set-few-shot-", key, "details.few-shot-of");
            text.setPromptText(usual.replace("\n", " "));
            text.setPrefWidth(usual.length() > 1 ? 2 * USUAL_WIDTH + 20 : USUAL_WIDTH);
            row.getChildren().add(FormField.named(key, text));
        }
        return row;
    }

    /// The field of one key of a map.
    private TextField part(String id, String key, String name) {
        TextField text = FormField.text(
                id + key,
                Texts.of(name, key),
                SettingText.joined(SettingText.tree(edit.value()).get(key)),
                next -> edit.set(key, SettingText.plain(next)));
        text.setPrefWidth(USUAL_WIDTH);
        return text;
    }
}
