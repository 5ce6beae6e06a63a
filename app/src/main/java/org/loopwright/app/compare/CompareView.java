package org.loopwright.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
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
import org.loopwright.app.control.YardstickTable;
import org.loopwright.app.look.Icons;
import org.loopwright.app.queue.QueueViewModel;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.compare.Contrast;
import org.loopwright.measure.compare.Yardsticks;
import org.loopwright.measure.figure.FigureData;
import org.loopwright.measure.figure.Reliability;

/// Runs beside one another on one page.
public final class CompareView extends BorderPane {
    private final CompareViewModel model;
    private final ControlMenu controls;
    private final PendingControls pending;
    private final List<FigureChart> charts = new ArrayList<>();

    /// @param queue says how far controls are
    public CompareView(CompareViewModel model, QueueViewModel queue) {
        this.model = model;
        this.controls = new ControlMenu(model);
        this.pending = new PendingControls(model, queue);
        getStyleClass().add("page");
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return Subscription.combine(model.comparedProperty().subscribe(this::show), pending.attach());
    }

    /// Draws the charts again, in the colours of the theme that the scene has now.
    public void redraw() {
        Scene scene = getScene();
        if (scene != null) {
            charts.forEach(chart -> chart.draw(scene));
        }
    }

    private void show(CompareViewModel.@Nullable Compared compared) {
        charts.clear();
        if (compared == null) {
            setTop(null);
            setCenter(new EmptyState(
                    Icons.RESULT.node(), Texts.of("compare.empty.title"), Texts.of("compare.empty.sentence")));
            return;
        }
        setTop(new VBox(head(compared), pending, report()));
        ScrollPane scroll = Named.node(new ScrollPane(page(compared)), "compare-page", Texts.of("compare.title"));
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        setCenter(scroll);
        redraw();
    }

    private HBox head(CompareViewModel.Compared compared) {
        Comparison comparison = compared.comparison();
        List<String> arms = comparison.arms().stream().map(ArmFigures::name).toList();
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(
                Labels.of(Texts.of("compare.title"), "title-3"),
                space,
                field(
                        "compare.arm",
                        choice(
                                "compare-arm",
                                arms.stream()
                                        .filter(arm -> !arm.equals(comparison.base()))
                                        .toList(),
                                compared.primary(),
                                model::choosePrimary)),
                field("compare.base", choice("compare-base", arms, comparison.base(), model::chooseBase)),
                field("compare.margin", margin(compared.margin())),
                controls,
                Named.button("compare-report", Texts.of("compare.report"), Icons.TEXT.node(), model::writeReport));
        head.getStyleClass().add("page-head");
        head.setAlignment(Pos.BOTTOM_LEFT);
        return head;
    }

    private Label report() {
        Label where = Labels.wrapping("", "small", "page-note");
        where.setId("compare-report-written");
        where.textProperty().bind(model.reportProperty());
        where.visibleProperty().bind(model.reportProperty().isNotEmpty());
        where.managedProperty().bind(model.reportProperty().isNotEmpty());
        return where;
    }

    private static VBox field(String key, Node control) {
        VBox field = new VBox(Labels.whole(Texts.of(key), "field-name"), control);
        field.getStyleClass().add("field");
        return field;
    }

    private static ComboBox<String> choice(
            String id, List<String> arms, String chosen, java.util.function.Consumer<String> choose) {
        ComboBox<String> choice = Named.node(new ComboBox<>(), id, Texts.of(id.replace('-', '.')));
        choice.getItems().setAll(arms);
        choice.setValue(chosen);
        choice.setOnAction(event -> {
            if (choice.getValue() != null) {
                choose.accept(choice.getValue());
            }
        });
        return choice;
    }

    /// A field for the margin: Enter states it, what is no number above 0 is none.
    private TextField margin(OptionalDouble stated) {
        TextField field = Named.node(new TextField(), "compare-margin", Texts.of("compare.margin"));
        field.setPromptText(Texts.of("compare.margin.none"));
        field.setPrefColumnCount(5);
        stated.ifPresent(value -> field.setText(Figures.plain(value / 100)));
        field.setTooltip(new javafx.scene.control.Tooltip(Texts.of("compare.margin.tip")));
        field.setOnAction(event -> model.stateMargin(margin(field.getText())));
        return field;
    }

    private static OptionalDouble margin(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return value > 0 && value <= 100 ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    private VBox page(CompareViewModel.Compared compared) {
        Comparison comparison = compared.comparison();
        Contrast contrast = comparison.contrast(compared.primary());
        ArmFigures arm = comparison.arm(compared.primary());
        String frontierNote = comparison.frontier().note();
        FigureData.Lines passes = FigureData.Lines.passAtK(comparison.arms());
        VBox page = new VBox(
                headline(contrast),
                arms(comparison),
                Cards.columns(
                        chartCard("compare.forest", "", FigureData.Forest.of(comparison)),
                        chartCard(
                                "compare.frontier",
                                frontierNote.isEmpty() ? "" : Texts.of("compare.frontier.note", frontierNote),
                                FigureData.AccuracyBudget.of(comparison))),
                yardsticks(comparison),
                Cards.columns(
                        chartCard("compare.steps", "", FigureData.Steps.of(arm)),
                        chartCard(
                                "compare.keep-fix",
                                "",
                                FigureData.KeepFix.of(comparison.arms(), comparison.yardsticks()))),
                Cards.columns(
                        chartCard("compare.calibration", "", Reliability.of(arm)),
                        hasSamples(passes)
                                ? chartCard("compare.pass-at-k", "", passes)
                                : chartCard("compare.by-turn", "", FigureData.Lines.byTurn(comparison.arms()))));
        page.getStyleClass().add("page-body");
        return page;
    }

    private VBox arms(Comparison comparison) {
        VBox card = Cards.of(Texts.of("compare.arms"), Texts.of("compare.arms.note"), new ArmTable(comparison));
        if (comparison.arms().stream().anyMatch(arm -> arm.accuracyByGrader().size() < 2)) {
            Button regrade = Named.button(
                    "compare-regrade", Texts.of("compare.regrade"), Icons.RESULT.node(), model::gradeByOthers);
            Named.tip(regrade, Texts.of("compare.regrade.tip"));
            card.getChildren().add(regrade);
        }
        return card;
    }

    private static boolean hasSamples(FigureData.Lines passes) {
        return passes.lines().stream().anyMatch(line -> line.at().size() > 1);
    }

    private static VBox yardsticks(Comparison comparison) {
        Yardsticks yardsticks = comparison.yardsticks();
        VBox card = Cards.of(
                Texts.of("yardstick.title"),
                Texts.of("yardstick.note"),
                new YardstickTable(comparison.arms(), yardsticks));
        yardsticks.missing().forEach(missing -> card.getChildren().add(Labels.wrapping(missing, "small", "muted")));
        return card;
    }

    private static VBox headline(Contrast contrast) {
        CompareHeadline headline = CompareHeadline.of(contrast);
        Label number = Labels.whole(Texts.of("compare.points", headline.difference()), "headline-number");
        number.setId("compare-difference");
        Label interval = Labels.whole(headline.interval(), "headline-fact");
        interval.setId("compare-interval");
        Label verdict = Labels.chip(headline.verdict().word(), CompareHeadline.tone(headline.verdict()));
        verdict.setId("compare-verdict");
        HBox numbers = new HBox(
                new VBox(Labels.whole(headline.title(), "field-name"), number),
                side(Texts.of("compare.interval-name"), interval, headline.method()),
                side(
                        Texts.of("compare.n"),
                        Labels.whole(headline.n(), "headline-fact"),
                        contrast.difference().design().reason()),
                side(Texts.of("compare.smallest"), Labels.whole(headline.smallest(), "headline-fact"), headline.test()),
                side(Texts.of("compare.verdict"), verdict, ""));
        numbers.getStyleClass().add("headline-numbers");
        numbers.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(numbers, Labels.wrapping(headline.reading(), "headline-reading"));
        box.getStyleClass().addAll("card-box", "headline");
        return box;
    }

    private static VBox side(String name, Label value, String note) {
        VBox side = new VBox(Labels.whole(name, "field-name"), value);
        if (!note.isEmpty()) {
            Label below = Labels.of(note, "cell-share");
            below.setTooltip(new javafx.scene.control.Tooltip(note));
            side.getChildren().add(below);
        }
        side.getStyleClass().add("headline-side");
        return side;
    }

    private VBox chartCard(String key, String note, FigureData data) {
        String said = Texts.of(key + ".caption") + (note.isEmpty() ? "" : " " + note);
        if (data.table().rows().isEmpty()) {
            return Cards.of(Texts.of(key), Texts.of(key + ".none"));
        }
        FigureChart chart = new FigureChart(key.replace('.', '-') + "-chart", Texts.of(key + ".caption"), data);
        charts.add(chart);
        return Cards.of(Texts.of(key), said, chart);
    }
}
