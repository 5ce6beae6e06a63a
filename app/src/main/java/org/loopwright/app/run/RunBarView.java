package org.loopwright.app.run;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.DatasetEntry;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.text.Texts;

/// The bar with the choices of the next run and the button that starts it.
public final class RunBarView extends HBox {
    private final RunBarViewModel model;
    private final LiveRunViewModel live;
    private final ComboBox<LoopEntry> loop = Named.node(new ComboBox<>(), "run-loop", Texts.of("runbar.loop"));
    private final ComboBox<DatasetEntry> dataset =
            Named.node(new ComboBox<>(), "run-dataset", Texts.of("runbar.dataset"));
    private final TextField items = Named.node(new TextField(), "run-items", Texts.of("runbar.items"));
    private final TextField seed = Named.node(new TextField(), "run-seed", Texts.of("runbar.seed"));
    private final HBox roles = new HBox();
    private final HBox ofItems = new HBox();
    private final CheckBox fitCheck =
            Named.node(new CheckBox(Texts.of("runbar.fit")), "run-fit-check", Texts.of("runbar.fit"));
    private final Label estimate = Labels.whole("", "small", "muted");
    private final Button start;

    /// @param run starts the run that is chosen
    public RunBarView(RunBarViewModel model, LiveRunViewModel live, Runnable run) {
        this.model = model;
        this.live = live;
        this.start = Named.button("run-start", Texts.of("runbar.run"), Icons.PLAY.node(), run);
        getStyleClass().add("run-bar");
        setAlignment(Pos.BOTTOM_LEFT);
        start.getStyleClass().add("accent");
        loop.setPrefWidth(190);
        dataset.setPrefWidth(150);
        items.setPrefColumnCount(4);
        items.setPromptText(Texts.of("runbar.all"));
        seed.setPrefColumnCount(4);
        roles.getStyleClass().add("run-roles");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        ofItems.getStyleClass().add("run-roles");
        ofItems.getChildren()
                .addAll(field(Texts.of("runbar.dataset"), dataset), field(Texts.of("runbar.items"), items));
        getChildren()
                .addAll(
                        field(Texts.of("runbar.loop"), loop),
                        roles,
                        ofItems,
                        field(Texts.of("runbar.seed"), seed),
                        space,
                        side(),
                        start);
    }

    private VBox side() {
        fitCheck.setTooltip(new Tooltip(Texts.of("runbar.fit.tip")));
        estimate.setId("run-estimate");
        estimate.managedProperty().bind(estimate.textProperty().isNotEmpty());
        VBox side = new VBox(fitCheck, estimate);
        side.getStyleClass().add("run-side");
        side.setAlignment(Pos.BOTTOM_RIGHT);
        return side;
    }

    private static VBox field(String name, Node control) {
        VBox field = new VBox(Labels.of(name, "field-name"), control);
        field.getStyleClass().add("field");
        return field;
    }

    /// Starts to follow the view models.
    public Subscription attach() {
        loop.setItems(model.loops());
        dataset.setItems(model.datasets());
        loop.valueProperty().bindBidirectional(model.loopProperty());
        dataset.valueProperty().bindBidirectional(model.datasetProperty());
        items.textProperty().bindBidirectional(model.itemsProperty());
        seed.textProperty().bindBidirectional(model.seedProperty());
        fitCheck.selectedProperty().bindBidirectional(model.fitCheckProperty());
        estimate.textProperty().bind(model.estimateProperty());
        Subscription following = Subscription.combine(
                model.loopProperty().subscribe(chosen -> {
                    ofItems.setVisible(!model.isRoundLoop());
                    ofItems.setManaged(!model.isRoundLoop());
                }),
                model.roles().subscribe(this::showRoles),
                model.obstacleProperty().subscribe(text -> judge()),
                live.stateProperty().subscribe(state -> judge()));
        return following.and(this::release);
    }

    private void release() {
        loop.valueProperty().unbindBidirectional(model.loopProperty());
        dataset.valueProperty().unbindBidirectional(model.datasetProperty());
        items.textProperty().unbindBidirectional(model.itemsProperty());
        seed.textProperty().unbindBidirectional(model.seedProperty());
        fitCheck.selectedProperty().unbindBidirectional(model.fitCheckProperty());
        estimate.textProperty().unbind();
    }

    private void showRoles() {
        roles.getChildren().clear();
        for (RoleChoice choice : model.roles()) {
            ComboBox<ModelEntry> box = Named.node(
                    new ComboBox<>(model.models()),
                    "run-model-" + choice.role(),
                    Texts.of("runbar.model", choice.role()));
            box.setPrefWidth(170);
            box.valueProperty().bindBidirectional(choice.modelProperty());
            roles.getChildren().add(field(Texts.of("runbar.model", choice.role()), box));
        }
    }

    private void judge() {
        LiveRun.Phase phase = live.stateProperty().get().phase();
        boolean free = phase == LiveRun.Phase.IDLE || phase == LiveRun.Phase.ENDED;
        String obstacle = free ? model.obstacleProperty().get() : Texts.of("runbar.busy");
        start.setDisable(!obstacle.isEmpty());
        setAccessibleHelp(obstacle);
        Tooltip.install(start.getParent(), obstacle.isEmpty() ? null : new Tooltip(obstacle));
    }
}
