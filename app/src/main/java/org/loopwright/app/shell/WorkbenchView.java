package org.loopwright.app.shell;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.compare.CompareView;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.Named;
import org.loopwright.app.design.DesignView;
import org.loopwright.app.exchange.ImportView;
import org.loopwright.app.gallery.GalleryView;
import org.loopwright.app.home.HomeView;
import org.loopwright.app.home.ProjectTreeView;
import org.loopwright.app.home.TreeEntry;
import org.loopwright.app.inspect.ItemsView;
import org.loopwright.app.inspect.WindowQuestions;
import org.loopwright.app.lab.LabView;
import org.loopwright.app.look.Icons;
import org.loopwright.app.look.Look;
import org.loopwright.app.look.Theme;
import org.loopwright.app.models.ModelsView;
import org.loopwright.app.result.ResultView;
import org.loopwright.app.run.FitStrip;
import org.loopwright.app.run.ProgressStrip;
import org.loopwright.app.run.RunBarView;
import org.loopwright.app.run.RunListView;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.sweep.SweepPanel;
import org.loopwright.app.text.Texts;
import org.loopwright.app.train.CheckpointsView;
import org.loopwright.app.train.RoundBarView;
import org.loopwright.app.train.TrainingView;
import org.loopwright.app.trial.TryPanel;
import org.loopwright.project.RoundRuns;
import org.loopwright.store.RunSummary;

/// The window's content: menu and theme at the top, the project at the left, one page in the middle,
/// the status bar at the bottom.
public final class WorkbenchView extends StackPane {
    private final WorkbenchViewModel model;
    private final ProjectTreeView tree;
    private final HomeView home;
    private final DesignView design;
    private final RunBarView runBar;
    private final RoundBarView roundBar;
    private final TrainingView training;
    private final CheckpointsView checkpoints;
    private final FitStrip fit;
    private final ProgressStrip strip;
    private final RunListView runs;
    private final ResultView result;
    private final CompareView compare;
    private final LabView lab;
    private final ItemsView items;
    private final ModelsView models;
    private final StatusBar status;
    private final ImportView imports;
    private final Notices notices;
    private final GalleryView gallery;
    private final Map<Page, ToggleButton> tabs = new EnumMap<>(Page.class);
    private final StackPane pages = new StackPane();
    private final Button theme;
    private final BorderPane frame = new BorderPane();
    private final SplitPane split = new SplitPane();
    private final EmptyState welcome;

    /// @param openProject asks for a folder and opens it
    /// @param chooseFolder asks for a folder
    /// @param importFile asks for a file and shows how it would be imported
    /// @param quit closes the window
    public WorkbenchView(
            WorkbenchViewModel model,
            Runnable openProject,
            Supplier<Optional<Path>> chooseFolder,
            Runnable importFile,
            Runnable quit) {
        this.model = model;
        this.tree = new ProjectTreeView(model.tree(), model::choose, openProject);
        this.home = new HomeView(model.home(), homeActions());
        this.design = new DesignView(
                model.design(),
                List.of(
                        new TryPanel(model.trying()),
                        new SweepPanel(model.sweep(), model.queue(), model.design()::whenSaved)),
                model::startRun);
        this.runBar = new RunBarView(model.runBar(), model.live(), model::startRun);
        this.roundBar = new RoundBarView(model.roundBar());
        this.training = new TrainingView(model.training(), actions());
        this.checkpoints =
                new CheckpointsView(model.checkpoints(), (before, now) -> model.showComparison(List.of(before, now)));
        this.fit = new FitStrip(model.fit());
        this.strip = new ProgressStrip(model.live(), model::showLastResult);
        this.runs = new RunListView(
                model.runs(),
                row -> model.showResult(row.run().header().id()),
                model::resumeRun,
                model::showComparison);
        this.result = new ResultView(model.result(), model::showItems, model::resumeRun, model::showLab);
        this.compare = new CompareView(model.compare(), model.queue());
        this.lab = new LabView(model.lab(), model::showResult);
        this.items = new ItemsView(model.items(), new WindowQuestions(this::getScene));
        this.models = new ModelsView(model.models());
        this.status = new StatusBar(model);
        this.imports = new ImportView(model.imports());
        this.notices = new Notices(model);
        this.gallery = new GalleryView(model.gallery(), chooseFolder);
        this.theme = Named.iconButton("theme", Texts.of("shell.theme"), Icons.DARK.node(), model::switchTheme);
        this.welcome = welcome(openProject);
        getStyleClass().add("workbench");
        frame.setTop(top(new WorkbenchMenu(model, openProject, importFile, design::fit, quit)));
        frame.setBottom(status);
        VBox centre = new VBox(navigation(), strip, pages);
        VBox.setVgrow(pages, Priority.ALWAYS);
        split.getItems().setAll(tree, centre);
        SplitPane.setResizableWithParent(tree, false);
        getChildren().addAll(frame, gallery, imports, notices);
    }

    private HomeView.Actions homeActions() {
        return new HomeView.Actions() {
            @Override
            public void draw(LoopEntry loop) {
                model.choose(new TreeEntry.OfLoop(loop));
            }

            @Override
            public void run(LoopEntry loop) {
                draw(loop);
                model.startRun();
            }

            @Override
            public void compare(List<UUID> runs) {
                model.showComparison(runs);
            }

            @Override
            public void openRun(UUID run) {
                model.showResult(run);
            }

            @Override
            public void newClaim() {
                model.pageProperty().set(Page.DESIGN);
                design.openPanel("sweep");
            }
        };
    }

    private TrainingView.Actions actions() {
        return new TrainingView.Actions() {
            @Override
            public void fork(RunSummary run, int round, Optional<RoundRuns.Change> change) {
                model.forkRound(run, round, change);
            }

            @Override
            public void openItems(UUID itemRun) {
                model.showItemRun(itemRun);
            }

            @Override
            public void resume(RunSummary run) {
                model.resumeRun(run);
            }

            @Override
            public void openCheckpoints() {
                model.pageProperty().set(Page.CHECKPOINTS);
            }
        };
    }

    private HBox top(WorkbenchMenu menu) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox top = new HBox(menu, space, theme);
        top.getStyleClass().add("top-bar");
        top.setAlignment(Pos.CENTER_LEFT);
        return top;
    }

    private EmptyState welcome(Runnable openProject) {
        Button open = Named.button("welcome-open", Texts.of("welcome.open"), Icons.FOLDER.node(), openProject);
        open.getStyleClass().add("accent");
        Button recipe =
                Named.button("welcome-recipe", Texts.of("welcome.recipe"), Icons.RECIPE.node(), model.gallery()::show);
        return new EmptyState(
                Icons.PROJECT.node(),
                Texts.of("welcome.title"),
                Texts.of("welcome.sentence"),
                new HBox(10, open, recipe));
    }

    private HBox navigation() {
        ToggleGroup group = new ToggleGroup();
        HBox bar = new HBox();
        bar.getStyleClass().add("navigation");
        bar.setId("navigation");
        for (Page page : Page.values()) {
            ToggleButton tab = Named.node(
                    new ToggleButton(Texts.of("page." + page.key()), icon(page)),
                    "page-" + page.key(),
                    Texts.of("page." + page.key()));
            tab.getStyleClass().add("nav-tab");
            tab.setToggleGroup(group);
            tab.setOnAction(event -> {
                tab.setSelected(true);
                model.pageProperty().set(page);
            });
            tabs.put(page, tab);
            bar.getChildren().add(tab);
        }
        return bar;
    }

    private static Node icon(Page page) {
        return switch (page) {
            case HOME -> Icons.PROJECT.node();
            case DESIGN -> Icons.LOOP.node();
            case RUNS -> Icons.LIST.node();
            case RESULT -> Icons.RESULT.node();
            case TRAINING -> Icons.RUN.node();
            case CHECKPOINTS -> Icons.FORK.node();
            case COMPARE -> Icons.COMPARE.node();
            case LAB -> Icons.LAB.node();
            case ITEMS -> Icons.ITEMS.node();
            case MODELS -> Icons.MODEL.node();
        };
    }

    /// Starts to follow the view models.
    public Subscription attach() {
        return Subscription.combine(
                tree.attach(),
                home.attach(),
                design.attach(),
                runBar.attach(),
                roundBar.attach(),
                training.attach(),
                checkpoints.attach(),
                fit.attach(),
                strip.attach(),
                runs.attach(),
                result.attach(),
                compare.attach(),
                lab.attach(),
                items.attach(),
                models.attach(),
                status.attach(),
                imports.attach(),
                // What stands under a sheet is out of reach, for the mouse and the keyboard.
                imports.visibleProperty().subscribe(frame::setDisable),
                notices.attach(),
                gallery.attach(),
                model.gallery().shownProperty().subscribe(frame::setDisable),
                model.pageProperty().subscribe(this::showPage),
                model.sessionProperty().subscribe(this::showSession),
                model.themeProperty().subscribe(this::showTheme),
                sceneProperty()
                        .subscribe(scene -> showTheme(model.themeProperty().get())));
    }

    private void showSession(@Nullable ProjectSession session) {
        frame.setCenter(session == null ? welcome : split);
        split.setDividerPositions(0.2);
    }

    private void showPage(Page page) {
        ToggleButton tab = tabs.get(page);
        if (tab != null) {
            tab.setSelected(true);
        }
        pages.getChildren()
                .setAll(
                        switch (page) {
                            case HOME -> home;
                            case DESIGN -> new BorderPane(design, new VBox(runBar, roundBar, fit), null, null, null);
                            case RUNS -> runs;
                            case RESULT -> result;
                            case TRAINING -> training;
                            case CHECKPOINTS -> checkpoints;
                            case COMPARE -> compare;
                            case LAB -> lab;
                            case ITEMS -> items;
                            case MODELS -> models;
                        });
    }

    private void showTheme(Theme chosen) {
        if (getScene() != null) {
            Look.apply(chosen, getScene());
            theme.setGraphic(chosen == Theme.LIGHT ? Icons.DARK.node() : Icons.LIGHT.node());
            result.redraw();
            compare.redraw();
            training.redraw();
        }
    }
}
