package org.loopwright.app.design;

import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// The side panel with everything about one node.
final class NodePanel extends VBox {
    private final VBox body = new VBox();
    private final Runnable close;

    NodePanel(Runnable close) {
        this.close = close;
        getStyleClass().add("side-panel");
        setId("node-panel");
        body.getStyleClass().add("panel-body");
    }

    /// Shows a node.
    void show(NodeDetails node) {
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        body.getChildren().clear();
        addAbout(node);
        addPrompt(node);
        addPairs(Texts.of("details.sampling"), node.sampling());
        addPairs(Texts.of("details.settings"), node.settings());
        addPairs(Texts.of("details.exits"), arrows(node.exits()));
        addSources(node);
        getChildren().setAll(head(node), scroll);
    }

    private Node head(NodeDetails node) {
        Family family = Family.of(node.card().kind());
        StackPane icon = new StackPane(family.icon());
        icon.getStyleClass().addAll("card-icon");
        VBox names = new VBox(
                Labels.of(node.card().id(), "title-4"),
                Labels.of(Texts.of("details.kind", node.card().kind(), family.label()), "muted"));
        HBox.setHgrow(names, Priority.ALWAYS);
        HBox head = new HBox(
                icon, names, Named.iconButton("close-details", Texts.of("details.close"), Icons.CLOSE.node(), close));
        head.getStyleClass().addAll("panel-head", family.tone());
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void addAbout(NodeDetails node) {
        if (!node.summary().isEmpty()) {
            body.getChildren().add(Labels.wrapping(node.summary(), "muted"));
        }
        node.problems().forEach(problem -> body.getChildren().add(Labels.wrapping(problem.describe(), "problem")));
        FlowPane chips = new FlowPane(6, 6);
        if (!node.card().role().isEmpty()) {
            chips.getChildren()
                    .add(Labels.chip(
                            Icons.MODEL.node(),
                            Texts.of("details.role", node.card().role()),
                            "accent"));
        }
        if (!node.card().cap().isEmpty()) {
            chips.getChildren()
                    .add(Labels.chip(Texts.of("canvas.cap", node.card().cap()), "warning"));
        }
        if (!chips.getChildren().isEmpty()) {
            body.getChildren().add(chips);
        }
    }

    private void addPrompt(NodeDetails node) {
        if (node.prompt().isEmpty()) {
            return;
        }
        body.getChildren().add(Labels.section(Texts.of("details.prompt")));
        for (NodeDetails.Message message : node.prompt()) {
            VBox block = new VBox(
                    Labels.of(message.role(), "message-role"), Labels.wrapping(message.template(), "code-text"));
            block.getStyleClass().addAll("message", "role-" + message.role());
            body.getChildren().add(block);
        }
    }

    private void addPairs(String title, Map<String, String> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        body.getChildren().add(Labels.section(title));
        VBox rows = new VBox();
        rows.getStyleClass().add("pairs");
        pairs.forEach((name, value) -> {
            var key = Labels.whole(name, "pair-name");
            key.setPrefWidth(92);
            HBox row = new HBox(key, Labels.wrapping(value, "pair-value"));
            row.getStyleClass().add("pair");
            rows.getChildren().add(row);
        });
        body.getChildren().add(rows);
    }

    private static Map<String, String> arrows(Map<String, String> exits) {
        Map<String, String> arrows = new java.util.LinkedHashMap<>();
        exits.forEach((exit, target) -> arrows.put(exit, "→  " + target));
        return arrows;
    }

    private void addSources(NodeDetails node) {
        body.getChildren().add(Labels.section(Texts.of("details.sources")));
        FlowPane chips = new FlowPane(6, 6);
        node.sources()
                .forEach(source ->
                        chips.getChildren().add(Labels.chip(source, source.equals("oracle") ? "danger" : "neutral")));
        body.getChildren().addAll(chips, Labels.wrapping(Texts.of("details.sources-note"), "small", "muted"));
    }
}
