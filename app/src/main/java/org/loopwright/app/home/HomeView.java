package org.loopwright.app.home;

import java.util.List;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
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
import org.loopwright.app.control.Cards;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ProjectCard;
import org.loopwright.app.session.ProjectOverview;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.experiment.NextAction;
import org.loopwright.store.RunSummary;

/// The project's own page: its loop and its claims at the left, what goes on, what ran last and the notes at the
/// right. The loop stands there at once, the rest when the runs are read.
public final class HomeView extends BorderPane {
    private static final int SHOWN = 6;

    private final HomeViewModel model;
    private final Actions actions;
    private final NotesCard notes;

    /// What leads on from here.
    public interface Actions {
        /// Opens the drawing of a loop.
        void draw(LoopEntry loop);

        /// Opens the drawing of a loop and runs it.
        void run(LoopEntry loop);

        /// Opens the comparison of an experiment's runs.
        void compare(List<UUID> runs);

        /// Opens a run's result.
        void openRun(UUID run);

        /// Begins another experiment.
        void newClaim();
    }

    public HomeView(HomeViewModel model, Actions actions) {
        this.model = model;
        this.actions = actions;
        this.notes = new NotesCard(model);
        getStyleClass().add("page");
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return Subscription.combine(
                model.overviewProperty().subscribe(overview -> show()),
                model.contentsProperty().subscribe(contents -> show()),
                notes.attach());
    }

    private void show() {
        ProjectContents contents = model.contentsProperty().get();
        ProjectOverview overview = model.overviewProperty().get();
        if (contents == null) {
            setTop(null);
            setCenter(null);
            return;
        }
        setTop(head(contents.card()));
        VBox left = new VBox(new StartCard(contents, actions::draw, actions::run));
        left.getStyleClass().add("home-column");
        VBox side = new VBox();
        side.getStyleClass().add("home-column");
        if (overview != null) {
            left.getChildren().addAll(claims(overview));
            side.getChildren().add(now(overview));
            if (!overview.recent().isEmpty()) {
                side.getChildren().add(new RecentRuns(overview.recent(), actions::openRun));
            }
        }
        side.getChildren().add(notes);
        VBox.setVgrow(notes, Priority.ALWAYS);
        GridPane columns = new GridPane();
        columns.getStyleClass().add("columns");
        columns.getColumnConstraints().addAll(share(62), share(38));
        columns.addRow(0, left, side);
        VBox page = new VBox(columns);
        page.getStyleClass().add("page-body");
        double place = getCenter() instanceof ScrollPane old ? old.getVvalue() : 0;
        ScrollPane scroll = Named.node(new ScrollPane(page), "home-page", Texts.of("page.home"));
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setVvalue(place);
        setCenter(scroll);
    }

    private static ColumnConstraints share(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    private HBox head(ProjectCard card) {
        VBox names = new VBox(Labels.of(card.title(), "title-3"), Labels.wrapping(card.description(), "muted"));
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        HBox head = new HBox(
                names, Named.button("home-new-claim", Texts.of("home.new-claim"), Icons.ADD.node(), actions::newClaim));
        head.getStyleClass().add("page-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private List<Node> claims(ProjectOverview overview) {
        if (overview.claims().isEmpty()) {
            return List.of(Cards.of(Texts.of("home.no-claim.title"), Texts.of("home.no-claim.sentence")));
        }
        return overview.claims().stream()
                .map(claim -> (Node) new ClaimView(claim, model::enqueue, actions::compare))
                .toList();
    }

    private VBox now(ProjectOverview overview) {
        VBox card = Cards.of(Texts.of("home.now"), Texts.of("home.next", next(overview)));
        card.setId("home-now");
        overview.open().stream().limit(SHOWN).forEach(run -> card.getChildren().add(line(run)));
        overview.queued().stream()
                .limit(SHOWN)
                .forEach(title -> card.getChildren()
                        .add(new HBox(8, Icons.CLOCK.node(), Labels.of(title), chip("home.waits", "neutral"))));
        int stale = overview.claims().stream()
                .mapToInt(claim -> claim.progress().stale())
                .sum();
        if (stale > 0) {
            card.getChildren().add(Labels.chip(Icons.WARNING.node(), Texts.of("home.stale", stale), "warning"));
        }
        if (overview.queuePaused()) {
            card.getChildren().add(Labels.chip(Icons.PAUSE.node(), Texts.of("home.queue-paused"), "warning"));
        }
        if (overview.open().isEmpty() && overview.queued().isEmpty()) {
            card.getChildren().add(Labels.of(Texts.of("home.quiet", Figures.count(overview.runs())), "muted"));
        }
        return card;
    }

    /// What wants to be done first, of all claims.
    private static String next(ProjectOverview overview) {
        return overview.claims().stream()
                .filter(claim -> claim.next().kind() != NextAction.Kind.REPORT)
                .findFirst()
                .map(claim -> claim.name() + ": " + claim.next().sentence())
                .orElse(overview.claims().isEmpty() ? Texts.of("home.next.claim") : Texts.of("home.next.report"));
    }

    private HBox line(RunSummary run) {
        boolean going = run.status() == RunSummary.Status.RUNNING;
        Label name = Labels.of(Texts.of(
                "home.run",
                run.header().loop(),
                Figures.count(run.itemsDone()),
                Figures.count(run.header().dataset().items().size())));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button open = Named.iconButton(
                "home-open-" + run.header().id(),
                Texts.of("home.open-run", run.header().loop()),
                Icons.ARROW.node(),
                () -> actions.openRun(run.header().id()));
        HBox line = new HBox(
                8,
                going ? Icons.RUN.node() : Icons.PAUSE.node("warning-icon"),
                name,
                chip(going ? "home.goes-on" : "home.stopped", going ? "accent" : "warning"),
                space,
                open);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Label chip(String key, String tone) {
        return Labels.chip(Texts.of(key), tone);
    }
}
