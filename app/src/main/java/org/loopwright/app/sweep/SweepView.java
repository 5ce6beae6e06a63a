package org.loopwright.app.sweep;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.queue.QueueViewModel;
import org.loopwright.app.text.Texts;

/// Factors and their values, the arms and what they cost, the claim, and the button that queues them.
/// It lives as long as the window, beside its view model.
final class SweepView extends VBox {
    private final SweepViewModel model;
    private final VBox factors = new VBox();

    /// @param begin saves the loop and queues the runs
    SweepView(SweepViewModel model, QueueViewModel queue, Runnable begin) {
        this.model = model;
        getStyleClass().addAll("side-panel", "sweep-panel");
        setId("sweep-panel");
        factors.getStyleClass().add("sweep-factors");
        VBox body = new VBox(
                Labels.section(Texts.of("sweep.factors")),
                factors,
                Named.button("sweep-add", Texts.of("sweep.add"), Icons.ADD.node(), model::add),
                Labels.section(Texts.of("sweep.arms")),
                new SweepArms(model),
                Labels.section(Texts.of("sweep.claim")),
                field("name", text("name", model.nameProperty())),
                field("hypothesis", hypothesis()),
                contrast(),
                numbers(),
                obstacle(),
                start(begin),
                new SweepQueue(queue, model));
        body.getStyleClass().add("panel-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        HBox head = new HBox(Icons.GROUP.node(), Labels.of(Texts.of("sweep.title"), "title-4"));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("panel-head");
        getChildren().addAll(head, scroll);
        model.factors().addListener((ListChangeListener<FactorRow>) change -> showFactors());
        showFactors();
    }

    private void showFactors() {
        factors.getChildren().clear();
        for (int i = 0; i < model.factors().size(); i++) {
            factors.getChildren().add(factor(model.factors().get(i), i));
        }
    }

    private Node factor(FactorRow row, int place) {
        ComboBox<String> target = Named.node(
                new ComboBox<>(model.targets()), "sweep-target-" + place, Texts.of("sweep.target", place + 1));
        target.setPromptText(Texts.of("sweep.target.prompt"));
        target.setMaxWidth(Double.MAX_VALUE);
        // Targets are listed anew when another node is marked; what was chosen stays.
        target.setValue(
                row.targetProperty().get().isEmpty()
                        ? null
                        : row.targetProperty().get());
        target.valueProperty().subscribe(chosen -> {
            if (chosen != null) {
                row.targetProperty().set(chosen);
            }
        });
        TextField values = Named.node(new TextField(), "sweep-values-" + place, Texts.of("sweep.values", place + 1));
        values.setPromptText(Texts.of("sweep.values.prompt"));
        values.textProperty().bindBidirectional(row.valuesProperty());
        Button remove = Named.iconButton(
                "sweep-remove-" + place, Texts.of("sweep.remove"), Icons.REMOVE.node(), () -> model.remove(row));
        HBox first = new HBox(target, remove);
        first.getStyleClass().add("sweep-row");
        HBox.setHgrow(target, Priority.ALWAYS);
        VBox box = new VBox(first, values);
        box.getStyleClass().add("sweep-factor");
        return box;
    }

    private static VBox field(String key, Node control) {
        VBox field = new VBox(Labels.of(Texts.of("sweep." + key), "field-name"), control);
        field.getStyleClass().add("field");
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    private static TextField text(String key, StringProperty value) {
        TextField field = Named.node(new TextField(), "sweep-" + key, Texts.of("sweep." + key));
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private TextArea hypothesis() {
        TextArea area = Named.node(new TextArea(), "sweep-hypothesis", Texts.of("sweep.hypothesis"));
        area.setPrefRowCount(2);
        area.setWrapText(true);
        area.textProperty().bindBidirectional(model.hypothesisProperty());
        return area;
    }

    private VBox contrast() {
        return new VBox(
                8,
                field("arm", choice("arm", model.armProperty())),
                field("base", choice("base", model.baseProperty())));
    }

    private ComboBox<String> choice(String key, ObjectProperty<@Nullable String> value) {
        ComboBox<String> choice = Named.node(new ComboBox<>(model.arms()), "sweep-" + key, Texts.of("sweep." + key));
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.valueProperty().bindBidirectional(value);
        return choice;
    }

    private HBox numbers() {
        TextField planned = text("planned", model.plannedProperty());
        planned.setPromptText(Texts.of("sweep.planned.prompt"));
        TextField margin = text("margin", model.marginProperty());
        margin.setPromptText(Texts.of("sweep.margin.prompt"));
        HBox numbers = new HBox(field("planned", planned), field("margin", margin));
        numbers.getStyleClass().add("sweep-row");
        return numbers;
    }

    private Label obstacle() {
        Label label = Labels.wrapping("", "small", "muted");
        label.setId("sweep-obstacle");
        label.textProperty().bind(model.obstacleProperty());
        label.managedProperty().bind(model.obstacleProperty().isNotEmpty());
        return label;
    }

    private Region start(Runnable begin) {
        Button start = Named.button("sweep-start", Texts.of("sweep.start"), Icons.PLAY.node(), begin);
        start.getStyleClass().add("accent");
        start.disableProperty().bind(model.obstacleProperty().isNotEmpty());
        start.setMaxWidth(Double.MAX_VALUE);
        return start;
    }
}
