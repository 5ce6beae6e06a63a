package org.loopwright.app.train;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
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
import org.loopwright.app.session.Training;
import org.loopwright.app.text.EditNames;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.Event;
import org.loopwright.project.RoundRuns;
import org.loopwright.round.RoundReport;
import org.loopwright.store.RunSummary;

/// One run of a round loop on one page: live while it goes on here, and after its end.
public final class TrainingView extends BorderPane {
    private final TrainingViewModel model;
    private final Actions actions;
    private final StepTrack track = new StepTrack();
    private final ChartGrid bySteps = new ChartGrid("charts-by-step");
    private final ChartGrid byRounds = new ChartGrid("charts-by-round");
    private final VBox liveAlarms = new VBox();
    private final VBox samples = new VBox();
    private final VBox body = new VBox();
    private final ScrollPane scroll = new ScrollPane(body);
    private @Nullable UUID shown;

    /// What the page asks the window for.
    public interface Actions {
        /// Goes on from what a round of a run began with.
        void fork(RunSummary run, int round, Optional<RoundRuns.Change> change);

        /// Opens the items of an item run.
        void openItems(UUID itemRun);

        /// Goes on with a stopped run.
        void resume(RunSummary run);

        /// Opens the checkpoints.
        void openCheckpoints();
    }

    /// The page of `model`.
    public TrainingView(TrainingViewModel model, Actions actions) {
        this.model = model;
        this.actions = actions;
        getStyleClass().add("page");
        body.getStyleClass().add("page-body");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setId("training-scroll");
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return Subscription.combine(
                model.pageProperty().subscribe(page -> show(page)),
                model.lookedProperty()
                        .subscribe(_ -> showSamples(model.pageProperty().get())),
                model.goingProperty().subscribe(going -> showGoing(going)));
    }

    /// Draws the charts again, in the colours of the theme that the scene has now.
    public void redraw() {
        Scene scene = getScene();
        if (scene != null) {
            bySteps.draw(scene);
            byRounds.draw(scene);
        }
    }

    private void show(TrainingViewModel.@Nullable Page page) {
        if (page == null) {
            shown = null;
            setTop(null);
            setCenter(new EmptyState(
                    Icons.RUN.node(), Texts.of("training.empty.title"), Texts.of("training.empty.sentence")));
            return;
        }
        Training.Reading reading = page.reading();
        UUID run = reading.run().header().id();
        double place = run.equals(shown) ? scroll.getVvalue() : 0;
        shown = run;
        setTop(head(reading));
        setCenter(scroll);
        body.getChildren().setAll(new RoundHeadline(reading, track));
        showAlarms(reading);
        body.getChildren().add(liveAlarms);
        body.getChildren().addAll(section("training.by-round", byRounds), section("training.by-step", bySteps));
        showSamples(page);
        body.getChildren().addAll(samples, columns(new LedgerCard(reading), new StepsCard(reading.report())));
        showCharts(reading, model.goingProperty().get());
        scroll.setVvalue(place);
    }

    /// A heading over charts; gone while there are none.
    private static VBox section(String key, ChartGrid charts) {
        VBox section = new VBox(Labels.of(Texts.of(key), "section-title"), charts);
        section.getStyleClass().add("stack");
        section.visibleProperty().bind(Bindings.isNotEmpty(charts.getChildren()));
        section.managedProperty().bind(section.visibleProperty());
        return section;
    }

    private void openItems(@Nullable UUID run) {
        if (run != null) {
            actions.openItems(run);
        }
    }

    /// Samples of the step that goes on, where it takes some, or else of the last two checkpoints.
    private void showSamples(TrainingViewModel.@Nullable Page page) {
        LiveSamples.Looked looked = model.lookedProperty().get();
        samples.getChildren().clear();
        if (looked != null) {
            samples.getChildren().add(SamplesCard.ofStep(looked, () -> openItems(looked.run())));
        } else if (page != null && !page.samples().isEmpty()) {
            samples.getChildren().add(SamplesCard.ofCheckpoints(page.samples(), () -> openItems(page.measured())));
        }
        samples.setVisible(!samples.getChildren().isEmpty());
        samples.setManaged(samples.isVisible());
    }

    private void showAlarms(Training.Reading reading) {
        List<RoundReport.Alarm> alarms = reading.report().alarms();
        List<TrainingRate> rates = TrainingRate.of(reading.run().header());
        for (int i = 0; i < alarms.size(); i++) {
            body.getChildren()
                    .add(new AlarmCard(
                            i, alarms.get(i), rates, (round, change) -> actions.fork(reading.run(), round, change)));
        }
    }

    /// What the training that goes on shows so far: there is nothing to fork from before its end.
    private void showLive(List<Event.Alarmed> alarms) {
        if (!alarms.equals(liveAlarms.getUserData())) {
            liveAlarms.setUserData(alarms);
            liveAlarms.getChildren().setAll(alarms.stream().map(AlarmCard::live).toList());
        }
        liveAlarms.setVisible(!alarms.isEmpty());
        liveAlarms.setManaged(!alarms.isEmpty());
    }

    private void showGoing(TrainingViewModel.Going going) {
        TrainingViewModel.Page page = model.pageProperty().get();
        if (page != null) {
            showCharts(page.reading(), going);
        }
    }

    private void showCharts(Training.Reading reading, TrainingViewModel.Going going) {
        boolean live = model.isFollowed();
        track.show(reading.report(), reading.nodes(), going, live);
        byRounds.show(TrainingCharts.byRounds(reading));
        showLive(live ? going.alarms() : List.of());
        bySteps.show(TrainingCharts.bySteps(reading.report(), live ? going.curves() : java.util.Map.of()));
        Scene scene = getScene();
        if (scene != null) {
            byRounds.drawChanged(scene);
            bySteps.drawChanged(scene);
        }
    }

    private HBox head(Training.Reading reading) {
        RunSummary run = reading.run();
        VBox names = new VBox(
                Labels.of(run.header().loop(), "title-3"),
                Labels.of(
                        Texts.of(
                                "training.subtitle",
                                Long.toString(run.header().seed()),
                                Figures.when(run.startedAt()),
                                run.header().origins().isEmpty()
                                        ? ""
                                        : Texts.of(
                                                "training.fork-of",
                                                Integer.toString(run.header()
                                                        .origins()
                                                        .getLast()
                                                        .turn()),
                                                EditNames.of(run.header()
                                                        .origins()
                                                        .getLast()
                                                        .edit()))),
                        "muted"));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(names, space);
        run.brands().stream().sorted().forEach(brand -> {
            Label chip = Labels.chip(Icons.WARNING.node(), brand, "danger");
            chip.setId("training-brand-" + brand);
            head.getChildren().add(Named.tip(chip, Texts.orElse("brand." + brand, brand)));
        });
        if (model.isFollowed()) {
            Label live = Labels.chip(Icons.RUN.node(), Texts.of("training.live"), "accent");
            live.setId("training-live");
            head.getChildren().add(live);
        } else if (run.status() != RunSummary.Status.FINISHED) {
            head.getChildren()
                    .add(Named.button(
                            "training-resume",
                            Texts.of("result.resume"),
                            Icons.PLAY.node(),
                            () -> actions.resume(run)));
        }
        head.getChildren()
                .add(Named.button(
                        "training-checkpoints",
                        Texts.of("training.checkpoints"),
                        Icons.MODEL.node(),
                        actions::openCheckpoints));
        head.getStyleClass().add("page-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
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
