package org.loopwright.app.result;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Cards;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.FigureChart;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.session.Transition;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.measure.figure.FigureSubject;
import org.loopwright.model.ModelUsage;
import org.loopwright.store.RunSummary;

/// One run's result on one page.
public final class ResultView extends BorderPane {
    private final ResultViewModel model;
    private final BiConsumer<RunSummary, @Nullable Transition> openItems;
    private final Consumer<RunSummary> resume;
    private final Consumer<UUID> openLab;
    private final List<FigureChart> charts = new ArrayList<>();
    private @Nullable AccuracyChart chart;
    private @Nullable UUID shown;

    /// @param openItems opens a run's items, those of one transition or all
    /// @param resume goes on with a run
    /// @param openLab asks a run's stored answers under other rules
    public ResultView(
            ResultViewModel model,
            BiConsumer<RunSummary, @Nullable Transition> openItems,
            Consumer<RunSummary> resume,
            Consumer<UUID> openLab) {
        this.model = model;
        this.openItems = openItems;
        this.resume = resume;
        this.openLab = openLab;
        getStyleClass().add("page");
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return model.resultProperty().subscribe(this::show);
    }

    /// Draws the chart again, in the colours of the theme that the scene has now.
    public void redraw() {
        Scene scene = getScene();
        AccuracyChart drawn = chart;
        if (scene != null && drawn != null) {
            drawn.draw(scene);
            charts.forEach(figure -> figure.draw(scene));
        }
    }

    private void show(ResultViewModel.@Nullable Result result) {
        chart = null;
        charts.clear();
        if (result == null) {
            setTop(null);
            setCenter(new EmptyState(
                    Icons.RESULT.node(), Texts.of("result.empty.title"), Texts.of("result.empty.sentence")));
            return;
        }
        // A run that is read again stays where it was scrolled to.
        double place =
                result.run().header().id().equals(shown) && getCenter() instanceof ScrollPane old ? old.getVvalue() : 0;
        shown = result.run().header().id();
        setTop(head(result));
        boolean empty = result.figures().items() == 0;
        setCenter(
                empty && result.questions().isEmpty()
                        ? new EmptyState(
                                Icons.CLOCK.node(), Texts.of("result.none.title"), Texts.of("result.none.sentence"))
                        : scrolled(empty ? asking(result) : page(result)));
        if (getCenter() instanceof ScrollPane scroll) {
            scroll.setVvalue(place);
        }
        redraw();
    }

    private VBox asking(ResultViewModel.Result result) {
        VBox page = new VBox(new QuestionsCard(result.questions(), model::answer));
        page.getStyleClass().add("page-body");
        return page;
    }

    private static Node scrolled(Node content) {
        ScrollPane scroll = Named.node(new ScrollPane(content), "result-page", Texts.of("page.result"));
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        return scroll;
    }

    private HBox head(ResultViewModel.Result result) {
        RunSummary run = result.run();
        VBox names = new VBox(
                Labels.of(run.header().loop(), "title-3"),
                Labels.of(
                        Texts.of(
                                "result.subtitle",
                                run.header().dataset().name(),
                                run.header().dataset().split().label(),
                                Long.toString(run.header().seed()),
                                Figures.when(run.startedAt())),
                        "muted"));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var items = Named.button(
                "result-items", Texts.of("result.all-items"), Icons.ITEMS.node(), () -> openItems.accept(run, null));
        HBox head = new HBox(names, space);
        if (run.status() == RunSummary.Status.RUNNING) {
            Label live = Labels.chip(
                    Icons.RUN.node(),
                    Texts.of(
                            "result.live",
                            Figures.count(run.itemsDone()),
                            Figures.count(run.header().dataset().items().size())),
                    "accent");
            live.setId("result-live");
            head.getChildren().add(live);
        } else if (run.status() == RunSummary.Status.PAUSED
                && result.questions().isEmpty()) {
            head.getChildren()
                    .add(Named.button(
                            "result-resume", Texts.of("result.resume"), Icons.PLAY.node(), () -> resume.accept(run)));
        }
        if (run.status() != RunSummary.Status.RUNNING && result.figures().items() > 0) {
            head.getChildren()
                    .add(Named.tip(
                            Named.button(
                                    "result-lab",
                                    Texts.of("result.lab"),
                                    Icons.LAB.node(),
                                    () -> openLab.accept(run.header().id())),
                            Texts.of("result.lab.tip")));
        }
        head.getChildren().add(items);
        head.getStyleClass().add("page-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private VBox page(ResultViewModel.Result result) {
        RunFigures figures = result.figures();
        AccuracyChart drawn = new AccuracyChart(figures.turns());
        chart = drawn;
        GridPane upper = Cards.columns(
                Cards.of(
                        Texts.of("result.transitions"),
                        Texts.of("result.transitions.note"),
                        new TransitionTable(figures, cell -> openItems.accept(result.run(), cell))),
                Cards.of(Texts.of("result.by-turn"), Texts.of("result.by-turn.note"), drawn));
        GridPane lower = Cards.columns(checkCard(figures), costCard(result.run()));
        VBox page = new VBox();
        if (!result.questions().isEmpty()) {
            page.getChildren().add(new QuestionsCard(result.questions(), model::answer));
        }
        page.getChildren().addAll(headline(result), upper);
        FigureSubject subject = result.subject();
        if (subject != null) {
            page.getChildren().addAll(new BeyondCards(subject, charts).rows());
        }
        page.getChildren().add(lower);
        page.getStyleClass().add("page-body");
        return page;
    }

    private static VBox headline(ResultViewModel.Result result) {
        Headline headline = Headline.of(result.figures());
        HBox numbers = new HBox(
                big(Texts.of("result.first-answers"), headline.before(), "headline-before"),
                Icons.ARROW.node("headline-arrow"),
                big(Texts.of("result.last-answers"), headline.after(), "headline-after"),
                fact(Texts.of("result.change"), headline.difference(), "headline-difference"),
                fact(Texts.of("result.test"), headline.test(), "headline-test"),
                fact(Texts.of("result.n"), headline.items(), "headline-n"));
        numbers.getStyleClass().add("headline-numbers");
        numbers.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(numbers, Labels.wrapping(headline.reading(), "headline-reading"));
        box.getStyleClass().addAll("card-box", "headline");
        Node brands = brands(result.run());
        if (brands != null) {
            box.getChildren().add(brands);
        }
        return box;
    }

    private static VBox big(String name, String value, String id) {
        Label number = Labels.whole(value, "headline-number");
        number.setId(id);
        return new VBox(Labels.whole(name, "field-name"), number);
    }

    private static VBox fact(String name, String value, String id) {
        Label text = Labels.whole(value, "headline-fact");
        text.setId(id);
        VBox fact = new VBox(Labels.whole(name, "field-name"), text);
        fact.getStyleClass().add("headline-side");
        return fact;
    }

    private static @Nullable Node brands(RunSummary run) {
        VBox lines = new VBox(8);
        run.brands().stream().sorted().forEach(brand -> {
            Label badge = Labels.chip(Icons.WARNING.node(), brand, "danger");
            badge.setId("brand-" + brand);
            lines.getChildren().add(markLine(badge, Texts.orElse("brand." + brand, "")));
        });
        run.header().models().values().stream()
                .flatMap(card -> card.labels().stream())
                .distinct()
                .sorted()
                .forEach(label -> {
                    Label badge = Labels.chip(Icons.INFO.node(), label, "warning");
                    badge.setId("label-" + label);
                    lines.getChildren().add(markLine(badge, Texts.orElse("label." + label, "")));
                });
        return lines.getChildren().isEmpty() ? null : lines;
    }

    private static HBox markLine(Label badge, String meaning) {
        HBox line = new HBox(badge, Labels.wrapping(meaning, "muted"));
        line.getStyleClass().add("brand-line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static VBox checkCard(RunFigures figures) {
        RunFigures.CheckFigures check = figures.check();
        if (check == null) {
            return Cards.of(Texts.of("check.title"), Texts.of("check.none"));
        }
        return Cards.of(
                Texts.of("check.title"), Texts.of("check.note", check.judged(), check.unread()), new CheckTable(check));
    }

    private static VBox costCard(RunSummary run) {
        ModelUsage usage = run.usage();
        FlowPane facts = new FlowPane(28, 14);
        facts.getChildren()
                .addAll(
                        costFact("cost.prompt", Figures.count(usage.promptTokens())),
                        costFact("cost.completion", Figures.count(usage.completionTokens())),
                        costFact("cost.reused", Figures.count(usage.reusedTokens())),
                        costFact("cost.wall", run.wallNanos() == 0 ? "–" : Figures.nanos(run.wallNanos())),
                        costFact("cost.model", Figures.nanos(usage.busyNanos())),
                        costFact("cost.failed", Figures.count(run.itemsFailed())));
        RunSummary.Prompts prompts = run.prompts();
        if (prompts.cut() > 0) {
            facts.getChildren()
                    .addAll(
                            costFact("cost.cut", Figures.count(prompts.cut())),
                            costFact("cost.dropped", Figures.count(prompts.droppedTokens())));
        }
        if (prompts.stopped() > 0) {
            facts.getChildren().add(costFact("cost.stopped", Figures.count(prompts.stopped())));
        }
        FlowPane sources = new FlowPane(6, 6);
        run.provenance().stream()
                .sorted()
                .forEach(label ->
                        sources.getChildren().add(Labels.chip(label, label.equals("oracle") ? "danger" : "neutral")));
        FlowPane models = new FlowPane(6, 6);
        run.header()
                .models()
                .forEach((role, card) -> models.getChildren()
                        .add(Labels.chip(Icons.MODEL.node(), Texts.of("cost.role", role, card.id()), "accent")));
        VBox content = new VBox(facts, Labels.section(Texts.of("cost.models")), models);
        if (!run.header().kinds().isEmpty()) {
            content.getChildren().addAll(Labels.section(Texts.of("cost.kinds")), kinds(run));
        }
        content.getChildren().addAll(Labels.section(Texts.of("cost.sources")), sources);
        content.getStyleClass().add("stack");
        return Cards.of(Texts.of("cost.title"), Texts.of("cost.note"), content);
    }

    /// Kinds that the project brought: their code is not this program's, so its hash is part of what the run is.
    private static VBox kinds(RunSummary run) {
        VBox lines = new VBox(4);
        run.header().kinds().forEach((kind, hash) -> {
            Label line = Named.tip(
                    Labels.of(Texts.of("cost.kind", kind, hash.substring(0, Math.min(16, hash.length()))), "code-text"),
                    Texts.of("cost.kind-tip", kind, hash));
            line.setId("run-kind-" + kind);
            lines.getChildren().add(line);
        });
        return lines;
    }

    private static VBox costFact(String key, String value) {
        return new VBox(Labels.whole(Texts.of(key), "field-name"), Labels.whole(value, "figure-own"));
    }
}
