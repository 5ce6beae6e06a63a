package org.loopwright.app.shell;

import java.util.EnumMap;
import java.util.Map;
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
import org.loopwright.app.home.ProjectTreeView;
import org.loopwright.app.inspect.ItemsView;
import org.loopwright.app.inspect.WindowQuestions;
import org.loopwright.app.look.Icons;
import org.loopwright.app.look.Look;
import org.loopwright.app.look.Theme;
import org.loopwright.app.models.ModelsView;
import org.loopwright.app.result.ResultView;
import org.loopwright.app.run.ProgressStrip;
import org.loopwright.app.run.RunBarView;
import org.loopwright.app.run.RunListView;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.trial.TryPanel;

/// The window's content: menu and theme at the top, the project at the left, one page in the middle,
/// the status bar at the bottom.
public final class WorkbenchView extends StackPane {
    private final WorkbenchViewModel model;
    private final ProjectTreeView tree;
    private final DesignView design;
    private final RunBarView runBar;
    private final ProgressStrip strip;
    private final RunListView runs;
    private final ResultView result;
    private final CompareView compare;
    private final ItemsView items;
    private final ModelsView models;
    private final StatusBar status;
    private final Notices notices;
    private final Map<Page, ToggleButton> tabs = new EnumMap<>(Page.class);
    private final StackPane pages = new StackPane();
    private final Button theme;
    private final BorderPane frame = new BorderPane();
    private final SplitPane split = new SplitPane();
    private final EmptyState welcome;

    /// @param openProject asks for a folder and opens it
    /// @param quit closes the window
    public WorkbenchView(WorkbenchViewModel model, Runnable openProject, Runnable quit) {
        this.model = model;
        this.tree = new ProjectTreeView(model.tree(), model::choose, openProject);
        this.design = new DesignView(
                model.design(), java.util.List.of(new TryPanel(model.trying())), model::startRun);
        this.runBar = new RunBarView(model.runBar(), model.live(), model::startRun);
        this.strip = new ProgressStrip(model.live(), model::showLastResult);
        this.runs = new RunListView(
                model.runs(),
                row -> model.showResult(row.run().header().id()),
                model::resumeRun,
                model::showComparison);
        this.result = new ResultView(model.result(), model::showItems, model::resumeRun);
        this.compare = new CompareView(model.compare());
        this.items = new ItemsView(model.items(), new WindowQuestions(this::getScene));
        this.models = new ModelsView(model.models());
        this.status = new StatusBar(model);
        this.notices = new Notices(model);
        this.theme = Named.iconButton("theme", Texts.of("shell.theme"), Icons.DARK.node(), model::switchTheme);
        this.welcome = welcome(openProject);
        getStyleClass().add("workbench");
        frame.setTop(top(new WorkbenchMenu(model, openProject, design::fit, quit)));
        frame.setBottom(status);
        VBox centre = new VBox(navigation(), strip, pages);
        VBox.setVgrow(pages, Priority.ALWAYS);
        split.getItems().setAll(tree, centre);
        SplitPane.setResizableWithParent(tree, false);
        getChildren().addAll(frame, notices);
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
        return new EmptyState(Icons.PROJECT.node(), Texts.of("welcome.title"), Texts.of("welcome.sentence"), open);
    }

    private HBox navigation() {
        ToggleGroup group = new ToggleGroup();
        HBox bar = new HBox();
        bar.getStyleClass().add("navigation");
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
            case DESIGN -> Icons.LOOP.node();
            case RUNS -> Icons.LIST.node();
            case RESULT -> Icons.RESULT.node();
            case COMPARE -> Icons.COMPARE.node();
            case ITEMS -> Icons.ITEMS.node();
            case MODELS -> Icons.MODEL.node();
        };
    }

    /// Starts to follow the view models.
    public Subscription attach() {
        return Subscription.combine(
                tree.attach(),
                design.attach(),
                runBar.attach(),
                strip.attach(),
                runs.attach(),
                result.attach(),
                compare.attach(),
                items.attach(),
                models.attach(),
                status.attach(),
                notices.attach(),
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
                            case DESIGN -> new BorderPane(design, runBar, null, null, null);
                            case RUNS -> runs;
                            case RESULT -> result;
                            case COMPARE -> compare;
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
        }
    }
}
