package org.loopwright.app.lab;

import java.util.UUID;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
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
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.store.RunSummary;

/// The lab: a run's stored answers under other stop rules and other graders, without a model call.
public final class LabView extends BorderPane {
    private final LabViewModel model;
    private final Consumer<UUID> openResult;
    private final GraderCard graders;
    private final RuleCard rules;
    private final ComboBox<RunSummary> runs = Named.node(new ComboBox<>(), "lab-run", Texts.of("lab.run"));

    /// @param openResult opens a run's result
    public LabView(LabViewModel model, Consumer<UUID> openResult) {
        this.model = model;
        this.openResult = openResult;
        this.graders = new GraderCard(model);
        this.rules = new RuleCard(model);
        getStyleClass().add("page");
        runs.setCellFactory(list -> new RunCell());
        runs.setButtonCell(new RunCell());
        runs.setMaxWidth(420);
        runs.setOnAction(event -> {
            if (runs.getValue() != null) {
                model.choose(runs.getValue());
            }
        });
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        runs.setItems(model.runs());
        return Subscription.combine(
                model.chosenProperty().subscribe(this::show),
                model.planProperty()
                        .subscribe(plan ->
                                graders.show(model.graders().stateProperty().get())),
                model.graders().stateProperty().subscribe(graders::show),
                model.rules().stateProperty().subscribe(rules::show));
    }

    private void show(@Nullable RunSummary chosen) {
        if (chosen == null) {
            setTop(null);
            setCenter(new EmptyState(Icons.LAB.node(), Texts.of("lab.empty.title"), Texts.of("lab.empty.sentence")));
            return;
        }
        runs.setValue(chosen);
        setTop(head(chosen));
        VBox page = new VBox(rules, graders);
        page.getStyleClass().add("page-body");
        ScrollPane scroll = Named.node(new ScrollPane(page), "lab-page", Texts.of("page.lab"));
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        setCenter(scroll);
    }

    private HBox head(RunSummary chosen) {
        VBox names =
                new VBox(Labels.of(Texts.of("lab.title"), "title-3"), Labels.of(Texts.of("lab.sentence"), "muted"));
        names.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        VBox field = new VBox(Labels.whole(Texts.of("lab.run"), "field-name"), runs);
        field.getStyleClass().add("field");
        HBox head = new HBox(
                10,
                names,
                space,
                field,
                Named.button(
                        "lab-result",
                        Texts.of("lab.result"),
                        Icons.RESULT.node(),
                        () -> openResult.accept(chosen.header().id())));
        head.getStyleClass().add("page-head");
        head.setAlignment(Pos.BOTTOM_LEFT);
        return head;
    }

    /// A run as a line of the choice.
    private static final class RunCell extends ListCell<RunSummary> {
        @Override
        protected void updateItem(@Nullable RunSummary run, boolean empty) {
            super.updateItem(run, empty);
            setText(
                    run == null || empty
                            ? null
                            : Texts.of(
                                    "lab.run-line",
                                    run.header().loop(),
                                    Figures.when(run.startedAt()),
                                    Figures.count(run.itemsDone())));
        }
    }
}
