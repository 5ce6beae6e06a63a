package org.loopwright.app.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.EditNames;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.RunHeader;
import org.loopwright.project.ForkReport;
import org.loopwright.store.RunSummary;

/// The tree of forks beside a run's item, the answers of the one that is looked at, and the form for a new one.
final class ForksPane extends ScrollPane {
    private static final int INDENT = 16;

    private final ForksViewModel model;
    private final BiConsumer<RunSummary, String> open;
    private final VBox form = new VBox();
    private final VBox tree = new VBox(2);
    private final VBox report = new VBox();

    /// @param open opens a continuation: a fork, and the id of its item
    ForksPane(ForksViewModel model, BiConsumer<RunSummary, String> open) {
        this.model = model;
        this.open = open;
        setId("forks-pane");
        getStyleClass().addAll("plain-scroll", "inspect-side");
        setFitToWidth(true);
        tree.setId("fork-tree");
        VBox content = new VBox(form, Labels.section(Texts.of("fork.tree")), tree, report);
        content.getStyleClass().add("inspect-side-body");
        setContent(content);
    }

    /// Starts to follow the view model.
    Subscription attach() {
        return Subscription.combine(
                model.draftProperty().subscribe(this::showDraft),
                model.reportProperty().subscribe(this::showReport),
                model.forks().subscribe(this::showTree));
    }

    private void showDraft(@Nullable ForkDraft draft) {
        ItemStory story = model.story();
        form.getChildren().clear();
        if (draft != null && story != null) {
            form.getChildren().add(new ForkForm(model, draft, NodeTemplates.of(story.run())));
            setVvalue(0);
        }
    }

    private void showReport(@Nullable ForkReport shown) {
        report.getChildren().clear();
        if (shown != null) {
            report.getChildren().add(new AnswerBars(shown, open));
        }
        showTree();
    }

    private void showTree() {
        tree.getChildren().clear();
        ItemStory story = model.story();
        if (story == null) {
            return;
        }
        List<RunHeader.Origin> origins = story.run().origins();
        UUID root = origins.isEmpty() ? story.run().id() : origins.getFirst().run();
        String item = origins.isEmpty() ? story.item().id() : origins.getFirst().item();
        tree.getChildren().add(line(Labels.of(Texts.of("fork.root", item)), 0));
        Map<UUID, List<RunSummary>> children = new HashMap<>();
        model.forks()
                .forEach(fork -> children.computeIfAbsent(
                                fork.header().origins().getLast().run(), _ -> new ArrayList<>())
                        .add(fork));
        addChildren(root, children, 1);
        if (model.forks().isEmpty()) {
            tree.getChildren().add(Labels.wrapping(Texts.of("fork.none"), "small", "muted"));
        }
    }

    private void addChildren(UUID parent, Map<UUID, List<RunSummary>> children, int depth) {
        for (RunSummary fork : children.getOrDefault(parent, List.of())) {
            tree.getChildren().add(line(button(fork), depth));
            addChildren(fork.header().id(), children, depth + 1);
        }
    }

    private Node button(RunSummary fork) {
        RunHeader.Origin origin = fork.header().origins().getLast();
        String name = Texts.of("fork.line", origin.turn(), EditNames.of(origin.edit()));
        ToggleButton button = Named.node(
                new ToggleButton(name, Icons.FORK.node()),
                "fork-" + fork.header().id(),
                name);
        button.getStyleClass().add("fork-line");
        button.setMaxWidth(Double.MAX_VALUE);
        ForkReport shown = model.reportProperty().get();
        button.setSelected(
                shown != null && shown.run().header().id().equals(fork.header().id()));
        button.setOnAction(event -> model.look(fork.header().id()));
        HBox.setHgrow(button, javafx.scene.layout.Priority.ALWAYS);
        Label count = Labels.whole(
                Texts.of(
                        "fork.count",
                        Integer.toString(fork.itemsDone()),
                        Integer.toString(fork.header().dataset().items().size())),
                "small",
                "muted");
        HBox both = new HBox(6, button, count);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private static HBox line(Node content, int depth) {
        HBox line = new HBox(content);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setPadding(new javafx.geometry.Insets(0, 0, 0, depth * INDENT));
        HBox.setHgrow(content, javafx.scene.layout.Priority.ALWAYS);
        return line;
    }
}
