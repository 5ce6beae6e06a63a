package org.loopwright.app.inspect;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.control.States;
import org.loopwright.app.session.TurnState;
import org.loopwright.app.text.EditNames;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.Interval;
import org.loopwright.measure.Outcome;
import org.loopwright.project.ForkReport;
import org.loopwright.store.RunSummary;

/// The distribution of a fork's answers: a bar for each answer, beside it the one without the change; the share of
/// right ones; and the continuations to open.
final class AnswerBars extends VBox {
    private static final int MOST = 12;

    private final ForkReport report;

    AnswerBars(ForkReport report, BiConsumer<RunSummary, String> open) {
        this.report = report;
        getStyleClass().add("answer-bars");
        setId("fork-distribution");
        RunHeader.Origin origin = report.run().header().origins().getLast();
        getChildren()
                .addAll(
                        Labels.section(Texts.of("fork.answers")),
                        Labels.wrapping(Texts.of("fork.line", origin.turn(), EditNames.of(origin.edit())), "muted"));
        ForkReport.Answer original = report.original();
        if (original != null) {
            Label was = Labels.of(
                    Texts.of("fork.original", shown(original.text()), States.word(state(original.outcome()))));
            was.setId("fork-original");
            getChildren().add(was);
        }
        if (!report.control().isEmpty()) {
            getChildren().add(legend());
        }
        List<ForkReport.Count> counts = report.distribution();
        counts.stream().limit(MOST).forEach(count -> getChildren().add(bar(count)));
        if (counts.size() > MOST) {
            getChildren().add(Labels.of(Texts.of("fork.more", counts.size() - MOST), "small", "muted"));
        }
        getChildren().addAll(facts(), continuations(open));
    }

    private static HBox legend() {
        HBox legend = new HBox(
                14, swatch("bar-fork", Texts.of("fork.with")), swatch("bar-control", Texts.of("fork.without")));
        legend.setAlignment(Pos.CENTER_LEFT);
        return legend;
    }

    private static Label swatch(String style, String name) {
        Region colour = new Region();
        colour.getStyleClass().addAll("bar-swatch", style);
        Label label = Labels.of(name, "small", "muted");
        label.setGraphic(colour);
        return label;
    }

    private VBox bar(ForkReport.Count count) {
        TurnState state = state(count.answer().outcome());
        Label answer = Labels.of(shown(count.answer().text()), "bar-answer");
        answer.setGraphic(States.icon(state));
        HBox.setHgrow(answer, Priority.ALWAYS);
        answer.setMaxWidth(Double.MAX_VALUE);
        Label number = Labels.whole(
                report.control().isEmpty()
                        ? Integer.toString(count.fork())
                        : Texts.of("fork.both", Integer.toString(count.fork()), Integer.toString(count.control())),
                "figure-own");
        HBox head = new HBox(8, answer, number);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox bar = new VBox(
                3,
                head,
                strip(
                        "bar-fork",
                        (double) count.fork() / Math.max(1, report.answers().size())));
        if (!report.control().isEmpty()) {
            bar.getChildren()
                    .add(strip(
                            "bar-control",
                            (double) count.control() / report.control().size()));
        }
        bar.getStyleClass().addAll("bar", States.tone(state));
        bar.setAccessibleText(Texts.of(
                "fork.bar",
                shown(count.answer().text()),
                count.fork(),
                report.answers().size()));
        return bar;
    }

    private static Node strip(String style, double share) {
        Region filled = new Region();
        filled.getStyleClass().addAll("bar-fill", style);
        Region ground = new Region();
        ground.getStyleClass().add("bar-ground");
        StackPane strip = new StackPane(ground, filled);
        strip.setAlignment(Pos.CENTER_LEFT);
        filled.maxWidthProperty().bind(strip.widthProperty().multiply(share));
        return strip;
    }

    private VBox facts() {
        VBox facts = new VBox(4);
        facts.getStyleClass().add("fork-facts");
        Label right = Labels.wrapping(Texts.of("fork.right", right(report.answers())));
        right.setId("fork-right");
        facts.getChildren().add(right);
        if (!report.control().isEmpty()) {
            facts.getChildren().add(Labels.wrapping(Texts.of("fork.control-right", right(report.control()))));
        }
        facts.getChildren()
                .add(Labels.wrapping(Texts.of(
                        "fork.changed", report.changed(), report.answers().size())));
        Double p = report.pairedP();
        if (p != null) {
            facts.getChildren()
                    .add(Labels.wrapping(Texts.of(
                            "fork.compared",
                            String.format(Texts.LOCALE, "%.2f", report.distance()),
                            Figures.probability(p))));
        }
        facts.getChildren().add(Labels.wrapping(Texts.of("fork.unit"), "small", "muted"));
        return facts;
    }

    private static String right(List<ForkReport.Answer> answers) {
        Interval interval = ForkReport.rightInterval(answers);
        return interval == null
                ? "–"
                : Texts.of(
                        "fork.share",
                        ForkReport.right(answers),
                        answers.size(),
                        Figures.percent(interval.low()),
                        Figures.percent(interval.high()));
    }

    private VBox continuations(BiConsumer<RunSummary, String> open) {
        FlowPane all = new FlowPane(4, 4);
        for (ForkReport.Answer answer : report.answers()) {
            TurnState state = state(answer.outcome());
            String number = answer.item().substring(answer.item().lastIndexOf('~') + 1);
            Button button = Named.button(
                    "continuation-" + number,
                    number,
                    States.icon(state),
                    () -> open.accept(report.run(), answer.item()));
            Named.tip(button, Texts.of("fork.open", answer.item(), shown(answer.text())));
            button.getStyleClass().addAll("continuation", States.tone(state));
            all.getChildren().add(button);
        }
        return new VBox(6, Labels.section(Texts.of("fork.continuations")), all);
    }

    private static TurnState state(Outcome outcome) {
        return TurnState.valueOf(outcome.name());
    }

    private static String shown(String answer) {
        return answer.isEmpty() ? Texts.of("fork.unreadable") : answer.replace('\n', ' ');
    }
}
