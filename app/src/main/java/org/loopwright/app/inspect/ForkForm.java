package org.loopwright.app.inspect;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.project.ForkRequest;
import org.loopwright.project.SettingValue;

/// What to change in a step, and how often to go on from there.
final class ForkForm extends VBox {
    private static final int SAMPLES = 8;

    private final ForksViewModel model;
    private final ForkDraft draft;
    private final NodeTemplates templates;
    private final ComboBox<Kind> kind = Named.node(new ComboBox<>(), "fork-kind", Texts.of("fork.kind"));
    private final VBox fields = new VBox();
    private final TextArea text = Named.node(new TextArea(), "fork-text", Texts.of("fork.text"));
    private final ComboBox<String> setting = Named.node(new ComboBox<>(), "fork-setting", Texts.of("fork.setting"));
    private final TextField value = Named.node(new TextField(), "fork-value", Texts.of("fork.value"));
    private final Spinner<Integer> samples =
            Named.node(new Spinner<>(1, ForkRequest.MOST_SAMPLES, SAMPLES), "fork-samples", Texts.of("fork.samples"));
    private final CheckBox control =
            Named.node(new CheckBox(Texts.of("fork.control")), "fork-control", Texts.of("fork.control"));

    /// What can be changed in a step. Closed set.
    private enum Kind {
        TEXT,
        PROMPT,
        SETTING,
        CUT,
        REDRAW;

        @Override
        public String toString() {
            return Texts.of("fork.kind." + name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    ForkForm(ForksViewModel model, ForkDraft draft, NodeTemplates templates) {
        this.model = model;
        this.draft = draft;
        this.templates = templates;
        getStyleClass().add("fork-form");
        setId("fork-form");
        kind.getItems().setAll(kinds());
        kind.setMaxWidth(Double.MAX_VALUE);
        kind.valueProperty().subscribe(this::show);
        kind.setValue(draft.token() != null ? Kind.CUT : kind.getItems().getFirst());
        samples.setEditable(true);
        samples.setPrefWidth(84);
        control.setSelected(true);
        control.setWrapText(true);
        getChildren().addAll(head(), kind, fields, foot());
    }

    private List<Kind> kinds() {
        List<Kind> kinds = new java.util.ArrayList<>();
        if (!draft.slot().isEmpty()) {
            kinds.add(Kind.TEXT);
        }
        if (draft.token() != null) {
            kinds.add(Kind.CUT);
        }
        if (!templates.prompt(draft.node()).isEmpty()) {
            kinds.add(Kind.PROMPT);
        }
        kinds.add(Kind.SETTING);
        kinds.add(Kind.REDRAW);
        return kinds;
    }

    private HBox head() {
        Label title = Labels.of(
                draft.node().isEmpty()
                        ? Texts.of("fork.from-turn", draft.turn())
                        : Texts.of("fork.from", draft.turn(), draft.node()),
                "card-title");
        HBox.setHgrow(title, javafx.scene.layout.Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        Button close = Named.iconButton(
                "fork-close",
                Texts.of("fork.close"),
                Icons.CLOSE.node(),
                () -> model.draftProperty().set(null));
        HBox head = new HBox(title, close);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void show(@org.jspecify.annotations.Nullable Kind chosen) {
        fields.getStyleClass().setAll("stack");
        text.setWrapText(true);
        text.setPrefRowCount(5);
        switch (chosen) {
            case TEXT -> {
                text.setText(draft.text());
                fields.getChildren().setAll(hint(Texts.of("fork.hint.text", draft.slot())), text);
            }
            case PROMPT -> {
                text.setText(templates.prompt(draft.node()));
                fields.getChildren().setAll(hint(Texts.of("fork.hint.prompt", draft.node())), text);
            }
            case SETTING -> {
                setting.setEditable(true);
                setting.setMaxWidth(Double.MAX_VALUE);
                setting.getItems().setAll(templates.settings(draft.node()));
                setting.valueProperty().subscribe(name -> value.setText(name == null ? "" : templates.value(name)));
                if (!setting.getItems().isEmpty()) {
                    setting.setValue(setting.getItems().getFirst());
                }
                fields.getChildren().setAll(hint(Texts.of("fork.hint.setting")), setting, value);
            }
            case CUT ->
                fields.getChildren()
                        .setAll(
                                hint(Texts.of("fork.hint.cut", String.valueOf(draft.token()))),
                                Labels.wrapping(draft.kept() + " ▏", "code-text"));
            case REDRAW -> fields.getChildren().setAll(hint(Texts.of("fork.hint.redraw", draft.turn())));
            case null -> fields.getChildren().clear();
        }
        control.setDisable(chosen == Kind.REDRAW);
    }

    private static Label hint(String words) {
        return Labels.wrapping(words, "small", "muted");
    }

    private VBox foot() {
        Button start = Named.button("fork-start", Texts.of("fork.start"), Icons.PLAY.node(), this::start);
        start.getStyleClass().add("accent");
        start.disableProperty().bind(model.startingProperty());
        HBox line = new HBox(8, Labels.whole(Texts.of("fork.samples"), "muted"), samples, start);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox foot = new VBox(8, control, line);
        return foot;
    }

    private void start() {
        samples.commitValue();
        change().ifPresent(change -> model.start(
                draft.turn(),
                change,
                samples.getValue(),
                control.isSelected() && !control.isDisabled()
                        ? ForksViewModel.Control.WITH
                        : ForksViewModel.Control.WITHOUT));
    }

    private Optional<ForkRequest.Change> change() {
        Integer token = draft.token();
        return switch (kind.getValue()) {
            case TEXT -> Optional.of(new ForkRequest.Change.Slot(draft.slot(), text.getText()));
            case PROMPT ->
                Optional.of(new ForkRequest.Change.Setting(draft.node() + ".prompt", SettingValue.of(text.getText())));
            case SETTING ->
                setting.getValue() == null || setting.getValue().isBlank()
                        ? Optional.empty()
                        : Optional.of(new ForkRequest.Change.Setting(
                                setting.getValue().strip(), SettingValue.of(value.getText())));
            case CUT ->
                token == null
                        ? Optional.empty()
                        : Optional.of(new ForkRequest.Change.Cut(draft.node(), 0, token, null));
            case REDRAW -> Optional.of(new ForkRequest.Change.Redraw());
        };
    }
}
