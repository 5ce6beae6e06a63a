package org.loopwright.app.design;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Fold;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.PromptSettings;
import org.loopwright.loop.edit.LoopChange;

/// The editor of one node: its name, the settings that its kind describes, its exits, and where what it
/// writes may come from.
final class NodePanel extends VBox {
    private final DesignViewModel model;
    private final VBox body = new VBox();
    private final ScrollPane scroll = new ScrollPane(body);
    /// Whether a mouse button is down on the panel, and what is to be shown once it is up.
    private boolean pressed;
    private @Nullable NodeDetails waiting;

    NodePanel(DesignViewModel model) {
        this.model = model;
        getStyleClass().add("side-panel");
        setId("node-panel");
        body.getStyleClass().add("panel-body");
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        addEventFilter(MouseEvent.MOUSE_PRESSED, event -> pressed = true);
        addEventFilter(MouseEvent.MOUSE_RELEASED, event -> released());
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe((was, is) -> {
            if (was instanceof PromptText) {
                showWaiting();
            }
        });
    }

    private void released() {
        pressed = false;
        showWaiting();
    }

    /// After what is going on has done its work: a button that is let go, a field that is left.
    private void showWaiting() {
        if (waiting != null) {
            Platform.runLater(() -> {
                NodeDetails next = waiting;
                if (next != null) {
                    show(next);
                }
            });
        }
    }

    /// Shows a node. The field that had the keyboard gets it back. While a mouse button is down nothing is made anew:
    /// a field that is left by a click says what was typed between press and release, and the click would be lost.
    /// Nor is it while a prompt is typed: it tells what it says itself.
    void show(NodeDetails node) {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        if (pressed || (owner instanceof PromptText prompt && prompt.isResting())) {
            waiting = node;
            return;
        }
        waiting = null;
        String focus = owner != null && isInside(owner) ? owner.getId() : null;
        double place = scroll.getVvalue();
        NodeForm form = node.form();
        body.getChildren().clear();
        addAbout(node);
        addFields(form);
        addCap(form);
        addExits(form);
        if (form.fields().isEmpty()) {
            node.settings()
                    .forEach((name, value) ->
                            body.getChildren().add(FormField.named(name, Labels.wrapping(value, "code-text"))));
        }
        addSources(node);
        getChildren().setAll(head(node), scroll);
        if (focus != null) {
            Platform.runLater(() -> {
                scroll.setVvalue(place);
                Node again = lookup("#" + focus);
                if (again != null) {
                    again.requestFocus();
                }
            });
        }
    }

    private boolean isInside(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(this)) {
                return true;
            }
        }
        return false;
    }

    private Node head(NodeDetails node) {
        Family family = Family.of(node.card().kind());
        String id = node.card().id();
        StackPane icon = new StackPane(family.icon());
        icon.getStyleClass().addAll("card-icon");
        TextField name = FormField.text("node-name", Texts.of("details.name"), id, next -> rename(id, next));
        name.getStyleClass().add("name-field");
        VBox names =
                new VBox(name, Labels.of(Texts.of("details.kind", node.card().kind(), family.label()), "muted"));
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        HBox head = new HBox(
                icon,
                names,
                Named.iconButton(
                        "start-here",
                        Texts.of("details.start"),
                        Icons.PLAY.node(),
                        () -> model.change(new LoopChange.SetStart(id))),
                Named.iconButton("close-details", Texts.of("details.close"), Icons.CLOSE.node(), model::chooseNothing));
        head.getStyleClass().addAll("panel-head", family.tone());
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void rename(String id, String next) {
        model.change(new LoopChange.RenameNode(id, next));
        model.choose(next);
    }

    private void addAbout(NodeDetails node) {
        if (!node.summary().isEmpty()) {
            body.getChildren().add(Labels.wrapping(node.summary(), "muted"));
        }
        node.problems().forEach(problem -> body.getChildren().add(Labels.wrapping(problem.message(), "problem")));
    }

    /// What few prompts need is folded away until it is there.
    private void addFields(NodeForm form) {
        VBox folded = new VBox();
        folded.getStyleClass().add("stack");
        boolean used = false;
        for (KindSignature.Field field : form.fields()) {
            boolean ofPrompt = PromptSettings.FIELDS.contains(field);
            VBox editor = SettingField.of(new SettingEdit(model, form, field));
            (ofPrompt ? folded : body).getChildren().add(editor);
            used |= ofPrompt && form.node().settings().has(field.name());
        }
        if (!folded.getChildren().isEmpty()) {
            Fold fold = new Fold("prompt-settings", Texts.of("details.prompt-settings"), folded);
            body.getChildren().add(used ? fold.open() : fold);
        }
    }

    private void addCap(NodeForm form) {
        TextField cap = FormField.text(
                "set-max-visits",
                Texts.of("details.max-visits"),
                Optional.ofNullable(form.node().maxVisits()).orElse(""),
                next -> SettingEdit.set(model, form, List.of("max-visits"), SettingText.plain(next)));
        body.getChildren().add(FormField.named("max-visits", cap));
    }

    private void addExits(NodeForm form) {
        if (!form.exits().isEmpty()) {
            body.getChildren().add(Labels.section(Texts.of("details.exits")));
            form.exits().forEach(exit -> body.getChildren().add(exit(form, exit)));
        }
    }

    private HBox exit(NodeForm form, String exit) {
        NodeSpec node = form.node();
        var target = FormField.choice(
                "exit-to-" + exit,
                Texts.of("details.exit-to", exit),
                node.exits().getOrDefault(exit, ""),
                form.loop().nodes().keySet().stream()
                        .filter(id -> !id.equals(node.id()))
                        .toList(),
                next -> model.change(new LoopChange.Connect(node.id(), exit, next)));
        HBox.setHgrow(target, Priority.ALWAYS);
        var name = Labels.whole(exit, "pair-name");
        name.setPrefWidth(70);
        HBox row = new HBox(name, target);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("pair");
        if (node.exits().containsKey(exit)) {
            row.getChildren()
                    .add(Named.iconButton(
                            "unwire-" + exit,
                            Texts.of("details.unwire", exit),
                            Icons.CLOSE.node(),
                            () -> model.change(new LoopChange.Disconnect(node.id(), exit))));
        }
        return row;
    }

    private void addSources(NodeDetails node) {
        body.getChildren().add(Labels.section(Texts.of("details.sources")));
        FlowPane chips = new FlowPane(6, 6);
        model.flow()
                .map(flow -> flow.through(new ExitId(node.card().id(), "")))
                .orElse(Set.copyOf(node.sources()))
                .forEach(source ->
                        chips.getChildren().add(Labels.chip(source, source.equals("oracle") ? "danger" : "neutral")));
        body.getChildren().addAll(chips, Labels.wrapping(Texts.of("details.sources-note"), "small", "muted"));
    }
}
