package org.loopwright.app.train;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.control.States;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.TurnState;
import org.loopwright.app.text.Texts;
import org.loopwright.project.RoundSamples;
import org.loopwright.task.Grade;

/// What two models wrote for the same problems, those first that changed: the last two measured checkpoints, or the
/// model
/// in training and the last of them.
final class SamplesCard extends VBox {
    private static final int SHOWN = 8;

    /// What the card says of the two.
    private record Words(String title, String note, String before, String now) {}

    private SamplesCard(Words said, List<RoundSamples.Pair> pairs, Runnable all) {
        setId("samples");
        getStyleClass().add("card-box");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(
                Named.node(Labels.of(said.title(), "card-title"), "samples-title", said.title()),
                space,
                Named.button("samples-all", Texts.of("training.samples.all"), Icons.ITEMS.node(), all));
        head.setAlignment(Pos.CENTER_LEFT);
        long changed = pairs.stream()
                .filter(pair -> pair.before().isPresent() && !pair.isUnchanged())
                .count();
        getChildren()
                .addAll(
                        head,
                        Labels.wrapping(
                                Texts.of(said.note(), Long.toString(changed), Integer.toString(pairs.size())),
                                "small",
                                "muted"),
                        table(said, pairs));
    }

    /// The last two measured checkpoints.
    ///
    /// @param all opens all problems of the later measurement
    static SamplesCard ofCheckpoints(List<RoundSamples.Pair> pairs, Runnable all) {
        return new SamplesCard(
                new Words(
                        Texts.of("training.samples"),
                        "training.samples.note",
                        Texts.of("training.samples.before"),
                        Texts.of("training.samples.now")),
                pairs,
                all);
    }

    /// The model in training and the last measured checkpoint.
    ///
    /// @param all opens the samples
    static SamplesCard ofStep(LiveSamples.Looked looked, Runnable all) {
        String step = Long.toString(looked.step());
        return new SamplesCard(
                new Words(
                        Texts.of("training.samples.step", looked.training(), step),
                        "training.samples.step.note",
                        Texts.of("training.samples.measured"),
                        Texts.of("training.samples.at", step)),
                looked.pairs(),
                all);
    }

    private static GridPane table(Words said, List<RoundSamples.Pair> pairs) {
        GridPane table = new GridPane();
        table.getStyleClass().add("samples-table");
        for (double width : new double[] {24, 10, 33, 33}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(width);
            table.getColumnConstraints().add(column);
        }
        table.addRow(
                0,
                Labels.of(Texts.of("training.samples.question"), "field-name"),
                Labels.of(Texts.of("training.samples.gold"), "field-name"),
                Labels.of(said.before(), "field-name"),
                Labels.of(said.now(), "field-name"));
        List<RoundSamples.Pair> chosen = pairs.stream()
                .sorted(java.util.Comparator.comparing(RoundSamples.Pair::isUnchanged))
                .limit(SHOWN)
                .toList();
        for (int i = 0; i < chosen.size(); i++) {
            RoundSamples.Pair pair = chosen.get(i);
            table.addRow(
                    i + 1,
                    text(pair.question(), "code-text"),
                    text(pair.gold(), "code-text"),
                    attempt(pair.before()),
                    attempt(Optional.of(pair.now())));
        }
        return table;
    }

    private static Node attempt(Optional<RoundSamples.Attempt> attempt) {
        if (attempt.isEmpty()) {
            return Labels.of("–", "muted");
        }
        HBox line = new HBox(6);
        line.setAlignment(Pos.TOP_LEFT);
        attempt.get().grade().map(SamplesCard::state).ifPresent(state -> {
            Label mark = Labels.chip(States.icon(state), "", States.tone(state), "tiny");
            Named.tip(mark, States.word(state));
            line.getChildren().add(mark);
        });
        Label text = text(attempt.get().text(), "code-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        line.getChildren().add(text);
        GridPane.setValignment(line, VPos.TOP);
        return line;
    }

    private static TurnState state(Grade grade) {
        return TurnState.of(grade);
    }

    private static Label text(String text, String style) {
        Label label = Labels.of(text.strip().replace('\n', ' '), style);
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(text));
        return label;
    }
}
