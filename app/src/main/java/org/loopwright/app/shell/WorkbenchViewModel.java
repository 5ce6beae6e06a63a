package org.loopwright.app.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.UserFolders;
import org.loopwright.app.compare.CompareViewModel;
import org.loopwright.app.design.DesignViewModel;
import org.loopwright.app.exchange.ImportViewModel;
import org.loopwright.app.gallery.GalleryViewModel;
import org.loopwright.app.home.HomeViewModel;
import org.loopwright.app.home.ProjectContents;
import org.loopwright.app.home.ProjectTreeViewModel;
import org.loopwright.app.home.TreeEntry;
import org.loopwright.app.inspect.ItemsViewModel;
import org.loopwright.app.lab.LabViewModel;
import org.loopwright.app.look.Theme;
import org.loopwright.app.models.ModelsViewModel;
import org.loopwright.app.queue.QueueViewModel;
import org.loopwright.app.result.ResultViewModel;
import org.loopwright.app.run.FitViewModel;
import org.loopwright.app.run.LiveRunViewModel;
import org.loopwright.app.run.RunBarViewModel;
import org.loopwright.app.run.RunListViewModel;
import org.loopwright.app.run.RunRow;
import org.loopwright.app.session.DatasetEntry;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.Transition;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.sweep.SweepViewModel;
import org.loopwright.app.text.Texts;
import org.loopwright.app.train.CheckpointsViewModel;
import org.loopwright.app.train.RoundBarViewModel;
import org.loopwright.app.train.TrainingViewModel;
import org.loopwright.app.trial.Choices;
import org.loopwright.app.trial.TryViewModel;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Failure;
import org.loopwright.app.work.Pulse;
import org.loopwright.exchange.Importer;
import org.loopwright.journal.RunHeader;
import org.loopwright.project.RoundRuns;
import org.loopwright.store.RunSummary;

/// The window: which project is open, which page is shown, and how the screens hang together.
public final class WorkbenchViewModel {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Preferences preferences;
    private final Background background;
    private final ObservableList<Failure> failures = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable ProjectSession> session = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.HOME);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>();
    private final Places places;
    private final KindsGate kinds;
    private final GalleryViewModel gallery;
    private final ProjectTreeViewModel tree;
    private final HomeViewModel home;
    private final DesignViewModel design;
    private final RunBarViewModel runBar = new RunBarViewModel();
    private final LiveRunViewModel live;
    private final RunListViewModel runs;
    private final ResultViewModel result;
    private final ItemsViewModel items;
    private final ModelsViewModel models;
    private final CompareViewModel compare;
    private final LabViewModel lab;
    private final TrainingViewModel training;
    private final CheckpointsViewModel checkpoints;
    private final RoundBarViewModel roundBar;
    private final ImportViewModel imports;
    private final QueueViewModel queue;
    private final SweepViewModel sweep;
    private final FitViewModel fit;
    private final TryViewModel trying;
    private @Nullable UUID lastEnded;
    private boolean resultFollows;

    /// @param workers runs slow work
    /// @param screen runs what follows on the window's thread
    public WorkbenchViewModel(
            ProjectOpener opener,
            Preferences preferences,
            java.util.concurrent.Executor workers,
            java.util.concurrent.Executor screen,
            Pulse pulse) {
        this.preferences = preferences;
        this.places = new Places(preferences);
        this.background = new Background(workers, screen, failures::add);
        this.tree = new ProjectTreeViewModel(background);
        this.home = new HomeViewModel(background);
        this.kinds = new KindsGate(opener, background, failures::add, this::open);
        this.gallery = new GalleryViewModel(background, opener.recipes(), UserFolders.projects(), this::open);
        this.design = new DesignViewModel(background, kinds.kinds());
        this.live = new LiveRunViewModel(background, pulse);
        this.runs = new RunListViewModel(background, live::running);
        this.result = new ResultViewModel(background, pulse);
        this.items = new ItemsViewModel(background);
        this.models = new ModelsViewModel(background, screen, opener.models());
        this.compare = new CompareViewModel(background);
        this.lab = new LabViewModel(background, pulse);
        this.training = new TrainingViewModel(background, pulse);
        this.checkpoints = new CheckpointsViewModel(background);
        this.roundBar = new RoundBarViewModel(background);
        this.imports = new ImportViewModel(background, this::imported);
        this.queue = new QueueViewModel(background, screen);
        this.sweep = new SweepViewModel(background);
        this.fit = new FitViewModel(background);
        this.trying = new TryViewModel(background, pulse);
        connect();
    }

    private void connect() {
        theme.set(preferences.get(Preference.THEME));
        theme.subscribe(chosen -> preferences.set(Preference.THEME, chosen));
        design.liveProperty().bind(live.countsProperty());
        runBar.loopProperty().subscribe(this::drawChosen);
        page.subscribe(shown -> {
            places.at(shown);
            switch (shown) {
                case HOME -> home.load();
                case RUNS -> withSession(runs::load);
                case MODELS -> withSession(models::load);
                case CHECKPOINTS -> withSession(checkpoints::load);
                case LAB -> lab.load();
                default -> {
                    // the others are loaded by what opens them
                }
            }
        });
        models.onChanged(this::refresh);
        connectTraining();
        items.onDataset(this::refresh);
        lab.onChosen(run -> places.show(Page.LAB, List.of(run)));
        home.onQueued(count -> queue.go());
        compare.onQueued(queue::go);
        queue.onEnded(run -> {
            compare.ended(run);
            sweep.refresh();
            refreshRuns();
        });
        runBar.onChanged(() -> {
            offerChoices();
            withSession(open -> fit.estimate(open, runBar.order(), runBar));
            sweep.refresh();
        });
        live.onEnded(run -> {
            lastEnded = run;
            refreshRuns();
            training.ended(run);
            offerRounds();
            if (resultFollows && page.get() == Page.DESIGN) {
                showResult(run);
            }
            resultFollows = false;
        });
    }

    private void offerChoices() {
        DatasetEntry dataset = runBar.datasetProperty().get();
        trying.choose(new Choices(dataset == null ? "" : dataset.name(), runBar.modelIds(), runBar.seed()));
    }

    private void connectTraining() {
        live.alsoTell(training.listener());
        live.standingProperty().bind(training.standingProperty());
        live.onBegan(run -> {
            refreshRuns();
            withSession(open -> whenRounds(
                    open,
                    run,
                    header -> {
                        training.follow(
                                open, header, roundBar.estimateProperty().get());
                        show(Page.TRAINING, List.of(run));
                    },
                    training::forget));
        });
        checkpoints.onChanged(this::refresh);
        runBar.loopProperty().subscribe(loop -> offerRounds());
        runBar.obstacleProperty().subscribe(obstacle -> offerRounds());
    }

    private void offerRounds() {
        LoopEntry loop = runBar.loopProperty().get();
        roundBar.offer(session.get(), loop == null ? null : loop.parse().loop(), runBar.order());
    }

    /// Runs one of two actions by what a run is.
    private void whenRounds(ProjectSession open, UUID run, Consumer<RunHeader> rounds, Runnable items) {
        background.run(
                Texts.of("work.result"),
                () -> open.run(run).map(RunSummary::header).filter(RoundRuns::isRounds),
                header -> header.ifPresentOrElse(rounds, items));
    }

    private void drawChosen(@Nullable LoopEntry loop) {
        if (loop == null) {
            design.clear();
        } else if (!loop.equals(design.loopProperty().get())) {
            design.show(loop);
        }
    }

    /// Opens a project in place of the present one, where it was left, or on its own page. Refused while a run
    /// goes on.
    public void open(Path folder) {
        open(folder, this::goTo, () -> {});
    }

    private void goTo(Places.Place place) {
        if (place.runs().isEmpty()) {
            boolean needsRun = switch (place.page()) {
                case RESULT, TRAINING, COMPARE, ITEMS -> true;
                case HOME, DESIGN, RUNS, LAB, CHECKPOINTS, MODELS -> false;
            };
            page.set(needsRun ? Page.HOME : place.page());
            return;
        }
        withSession(open -> background.run(
                Texts.of("work.result"),
                () -> place.runs().stream().allMatch(run -> open.run(run).isPresent()),
                there -> goTo(there ? place : Places.HOME, place.runs().getFirst())));
    }

    private void goTo(Places.Place place, UUID run) {
        switch (place.page()) {
            case RESULT, TRAINING -> showResult(run);
            case ITEMS -> showItemRun(run);
            case COMPARE -> showComparison(place.runs());
            case LAB -> showLab(run);
            case HOME, DESIGN, RUNS, CHECKPOINTS, MODELS -> page.set(place.page());
        }
    }

    /// Opens a project and starts its default run at once; the result follows when the run ends, unless
    /// another page is being read by then.
    public void openAndRun(Path folder) {
        open(folder, place -> page.set(Page.DESIGN), () -> {
            resultFollows = true;
            startRun();
        });
    }

    /// @param arrive goes to a page, where the project was left or elsewhere
    /// @param ready called when its folder was read
    private void open(Path folder, Consumer<Places.Place> arrive, Runnable ready) {
        if (live.isBusy() || queue.busyProperty().get() || fit.isBusy()) {
            failures.add(new Failure(Texts.of("work.open", folder), Texts.of("failure.run-goes-on")));
            return;
        }
        background.run(Texts.of("work.open", folder), () -> kinds.open(folder), opened -> {
            close();
            session.set(opened);
            trying.use(opened);
            home.use(opened);
            lab.use(opened);
            design.use(opened, this::refresh);
            queue.use(opened);
            sweep.use(opened, runBar::order, runBar::itemCount, queue::go);
            preferences.set(Preference.LAST_PROJECT, folder.toString());
            arrive.accept(places.enter(folder));
            refresh(ready);
            kinds.ask(folder);
        });
    }

    private void close() {
        ProjectSession before = session.get();
        session.set(null);
        places.leave();
        Runnable tried = trying.use(null);
        design.use(null, Runnable::run);
        design.clear();
        home.use(null);
        lab.use(null);
        result.clear();
        items.clear();
        compare.clear();
        training.clear();
        imports.close();
        fit.dismiss();
        queue.use(null);
        sweep.use(null, java.util.Optional::empty, () -> 0, () -> {});
        live.dismiss();
        if (before != null) {
            background.run(
                    Texts.of("work.close"),
                    () -> {
                        tried.run();
                        before.close();
                        return before;
                    },
                    closed -> {});
        }
    }

    /// Reads the project's folder and its runs again.
    public void refresh() {
        refresh(() -> {});
    }

    private void refresh(Runnable offered) {
        if (page.get() == Page.HOME) {
            home.load();
        }
        withSession(open -> {
            tree.load(open, contents -> {
                offer(contents);
                offered.run();
            });
            runs.load(open);
        });
    }

    private void offer(ProjectContents contents) {
        home.know(contents);
        design.know(contents.loops());
        runBar.offer(contents.card(), contents.loops(), contents.datasets(), contents.models());
        drawChosen(runBar.loopProperty().get());
        if (contents.loops().isEmpty()) {
            design.clear();
        }
    }

    /// Makes an empty loop in the project and opens it.
    public void newLoop() {
        withSession(open -> background.run(
                Texts.of("work.new-loop"),
                () -> {
                    List<String> taken =
                            open.loops().stream().map(LoopEntry::fileName).toList();
                    String name = "new-loop";
                    for (int i = 2; taken.contains(name + ".loop.yaml"); i++) {
                        name = "new-loop-" + i;
                    }
                    open.saveLoop(name + ".loop.yaml", org.loopwright.loop.edit.NewLoop.text(name));
                    return name + ".loop.yaml";
                },
                file -> {
                    page.set(Page.DESIGN);
                    refresh(() -> runBar.chooseLoop(file));
                }));
    }

    /// Shows how a file would be imported.
    public void importFile(Path file) {
        withSession(open -> imports.open(open, file));
    }

    private void imported(Importer.Imported done) {
        refresh();
        if (!done.runs().isEmpty()) {
            page.set(Page.RUNS);
        }
    }

    private void refreshRuns() {
        if (page.get() == Page.HOME) {
            home.load();
        }
        withSession(open -> {
            tree.loadRuns(open);
            runs.load(open);
        });
    }

    private void withSession(Consumer<ProjectSession> action) {
        ProjectSession open = session.get();
        if (open != null) {
            action.accept(open);
        }
    }

    /// Starts the run that the bar describes; what is drawn and not saved is saved first.
    public void startRun() {
        design.whenSaved(() -> {
            if (!runBar.fitCheckProperty().get()) {
                startSaved();
                return;
            }
            withSession(open -> runBar.order().ifPresent(order -> fit.check(open, order, this::startSaved)));
        });
    }

    private void startSaved() {
        withSession(open -> runBar.order().ifPresent(order -> {
            LoopEntry loop = runBar.loopProperty().get();
            page.set(Page.DESIGN);
            String name = loop == null ? order.loopFile() : loop.name();
            live.start(open, order, name);
            roundBar.controls()
                    .forEach(control -> live.startNext(
                            open,
                            order.loopFile(),
                            name + "+" + control.word(),
                            listener -> open.training().start(order, control, listener)));
        }));
    }

    /// Goes on with a run of the list.
    public void resumeRun(RunRow row) {
        resumeRun(row.run());
    }

    /// Goes on with a run.
    public void resumeRun(RunSummary run) {
        withSession(open -> {
            runBar.chooseLoop(run.header().loopFile());
            page.set(Page.DESIGN);
            live.resume(open, run);
        });
    }

    /// Holds the run, or lets it go on.
    public void holdRun() {
        switch (live.stateProperty().get().phase()) {
            case RUNNING -> live.pause();
            case PAUSED -> live.unpause();
            case IDLE, STARTING, ENDED -> {
                // nothing to hold
            }
        }
    }

    /// Opens a run's result.
    public void showResult(UUID run) {
        withSession(open -> whenRounds(
                open,
                run,
                header -> {
                    training.show(open, run);
                    show(Page.TRAINING, List.of(run));
                },
                () -> {
                    result.show(open, run);
                    show(Page.RESULT, List.of(run));
                }));
    }

    private void show(Page shown, List<UUID> ofRuns) {
        page.set(shown);
        places.show(shown, ofRuns);
    }

    /// Goes on with a round loop from what a round began with.
    void forkRound(RunSummary run, int round, java.util.Optional<RoundRuns.Change> change) {
        withSession(open -> live.startNext(
                open,
                run.header().loopFile(),
                Texts.of("training.fork-title", run.header().loop(), Integer.toString(round)),
                listener -> open.training().fork(run.header().id(), round, change, listener)));
    }

    /// Opens the items of an item run that a round loop opened.
    void showItemRun(UUID run) {
        withSession(open -> background.run(
                Texts.of("work.result"),
                () -> open.run(run).orElseThrow(() -> new IllegalArgumentException(Texts.of("result.gone", run))),
                summary -> showItems(summary, null)));
    }

    /// Asks a run's stored answers under other rules.
    public void showLab(UUID run) {
        lab.show(run);
        page.set(Page.LAB);
    }

    /// Opens the comparison of runs, the first of which the others are compared with.
    public void showComparison(List<UUID> chosen) {
        withSession(open -> compare.show(open, chosen));
        show(Page.COMPARE, chosen);
    }

    /// Opens the result of the run that ended last in this window.
    public void showLastResult() {
        UUID run = lastEnded;
        if (run != null) {
            showResult(run);
        }
    }

    /// Opens a run's items.
    ///
    /// @param cell those of one transition, or null for all
    public void showItems(RunSummary run, @Nullable Transition cell) {
        withSession(open -> items.show(open, run, cell));
        show(Page.ITEMS, List.of(run.header().id()));
    }

    /// Opens what a line of the tree stands for.
    public void choose(TreeEntry entry) {
        switch (entry) {
            case TreeEntry.Group group -> {
                // a heading opens nothing
            }
            case TreeEntry.OfLoop(var loop) -> {
                runBar.chooseLoop(loop.fileName());
                page.set(Page.DESIGN);
            }
            case TreeEntry.OfDataset(var dataset) -> {
                runBar.chooseDataset(dataset.name());
                page.set(Page.DESIGN);
            }
            case TreeEntry.OfModel model -> page.set(Page.MODELS);
            case TreeEntry.OfRun(var run) -> showResult(run.header().id());
        }
    }

    /// Switches between light and dark.
    public void switchTheme() {
        theme.set(theme.get().other());
    }

    /// Forgets a failure that was read.
    public void dismiss(Failure failure) {
        failures.remove(failure);
    }

    /// Stops what goes on and closes the project; blocks for a while. Call off the window's thread.
    public void shutDown() {
        home.flush();
        background.close();
        models.stop();
        live.cancelAndWait(PATIENCE);
        trying.close();
        queue.stopAndWait(PATIENCE.toSeconds());
        ProjectSession open = session.get();
        if (open != null) {
            open.close();
        }
    }

    /// Trying loops.
    public TryViewModel trying() {
        return trying;
    }

    ObservableList<Failure> failures() {
        return FXCollections.unmodifiableObservableList(failures);
    }

    /// The open project, or null.
    public ReadOnlyObjectProperty<@Nullable ProjectSession> sessionProperty() {
        return session.getReadOnlyProperty();
    }

    /// The page that is shown.
    public ObjectProperty<Page> pageProperty() {
        return page;
    }

    /// The theme.
    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme;
    }

    HomeViewModel home() {
        return home;
    }

    /// The gallery of recipes.
    public GalleryViewModel gallery() {
        return gallery;
    }

    KindsGate kinds() {
        return kinds;
    }

    ProjectTreeViewModel tree() {
        return tree;
    }

    DesignViewModel design() {
        return design;
    }

    RunBarViewModel runBar() {
        return runBar;
    }

    /// The run that goes on.
    public LiveRunViewModel live() {
        return live;
    }

    RunListViewModel runs() {
        return runs;
    }

    ResultViewModel result() {
        return result;
    }

    ImportViewModel imports() {
        return imports;
    }

    QueueViewModel queue() {
        return queue;
    }

    SweepViewModel sweep() {
        return sweep;
    }

    FitViewModel fit() {
        return fit;
    }

    LabViewModel lab() {
        return lab;
    }

    CompareViewModel compare() {
        return compare;
    }

    TrainingViewModel training() {
        return training;
    }

    CheckpointsViewModel checkpoints() {
        return checkpoints;
    }

    RoundBarViewModel roundBar() {
        return roundBar;
    }

    ItemsViewModel items() {
        return items;
    }

    ModelsViewModel models() {
        return models;
    }
}
