package org.loopwright.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.queue.QueueViewModel;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.compare.Contrast;
import org.loopwright.measure.figure.FigureData;

/// Runs beside one another on one page.
public final class CompareView extends BorderPane {
    private final CompareViewModel model;
    private final ControlMenu controls;
    private final PendingControls pending;
    private final List<ComparisonChart> charts = new ArrayList<>();

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
        setTop(new VBox(head(compared), pending));
        ScrollPane scroll = new ScrollPane(page(compared));
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
                controls);
        head.getStyleClass().add("page-head");
        head.setAlignment(Pos.BOTTOM_LEFT);
        return head;
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
        VBox page = new VBox(
                headline(contrast),
                card(Texts.of("compare.arms"), Texts.of("compare.arms.note"), new ArmTable(comparison)),
                columns(
                        chartCard("compare.forest", "", FigureData.Forest.of(comparison)),
                        chartCard(
                                "compare.frontier",
                                frontierNote.isEmpty() ? "" : Texts.of("compare.frontier.note", frontierNote),
                                FigureData.AccuracyBudget.of(comparison))),
                columns(
                        chartCard("compare.steps", "", FigureData.Steps.of(arm)),
                        chartCard("compare.keep-fix", "", FigureData.KeepFix.of(comparison.arms()))));
        page.getStyleClass().add("page-body");
        return page;
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
        side.setMinWidth(110);
        return side;
    }

    private VBox chartCard(String key, String note, FigureData data) {
        String said = Texts.of(key + ".caption") + (note.isEmpty() ? "" : " " + note);
        if (data.table().rows().isEmpty()) {
            return card(Texts.of(key), Texts.of(key + ".none"), new Region());
        }
        ComparisonChart chart = new ComparisonChart(key.replace('.', '-') + "-chart", Texts.of(key + ".caption"), data);
        charts.add(chart);
        return card(Texts.of(key), said, chart);
    }

    private static VBox card(String title, String note, Node content) {
        VBox card = new VBox(Labels.of(title, "card-title"), Labels.wrapping(note, "small", "muted"), content);
        card.getStyleClass().add("card-box");
        VBox.setVgrow(content, Priority.ALWAYS);
        return card;
    }

    private static GridPane columns(Region left, Region right) {
        GridPane columns = new GridPane();
        columns.getStyleClass().add("columns");
        for (Region card : List.of(left, right)) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            columns.getColumnConstraints().add(half);
            card.setMaxHeight(Double.MAX_VALUE);
            columns.addRow(0, card);
        }
        return columns;
    }
}
