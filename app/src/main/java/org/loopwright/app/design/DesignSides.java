package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.CanvasMarks;
import org.loopwright.app.control.CanvasPanel;
import org.loopwright.app.control.Named;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopSpec;

/// What stands at the right of the canvas: the panels that are plugged in, the loop's text, and the
/// editor of the loop or of the open node.
final class DesignSides extends HBox {
    private final DesignViewModel model;
    private final CanvasTools tools;
    private final NodePanel nodePanel;
    private final LoopPanel loopPanel;
    private final DiffPanel diffPanel;
    private final TextArea text = Named.node(new TextArea(), "loop-text", Texts.of("design.text"));
    private final Map<ToggleButton, CanvasPanel> plugged = new LinkedHashMap<>();
    private final Map<CanvasPanel, Node> built = new LinkedHashMap<>();
    private final Beside subject;
    private Runnable whenLeft = () -> {};

    /// @param run saves the loop and starts its run
    /// @param open marks a node and brings it into sight
    /// @param mark shows what a panel marks
    DesignSides(
            DesignViewModel model,
            CanvasTools tools,
            List<CanvasPanel> panels,
            Runnable run,
            Consumer<String> open,
            Consumer<CanvasMarks> mark) {
        this.model = model;
        this.tools = tools;
        this.nodePanel = new NodePanel(model);
        this.loopPanel = new LoopPanel(model, () -> tools.loop().setSelected(false));
        this.diffPanel = new DiffPanel(
                model.comparison(), model.origin(), open, () -> tools.compare().setSelected(false));
        this.subject = new Beside(model, run, open, mark);
        panels.forEach(panel -> plugged.put(tools.addPanel(panel), panel));
        text.getStyleClass().addAll("code-text", "loop-text");
        text.focusedProperty().subscribe((was, is) -> {
            if (was && !is) {
                takeText();
            }
        });
    }

    /// Starts to follow the view model.
    Subscription attach() {
        Subscription all = Subscription.combine(
                subject.attach(),
                model.detailsProperty().subscribe(details -> show()),
                model.specProperty().subscribe(spec -> show()),
                model.textProperty().subscribe(this::showText),
                diffPanel.attach(),
                tools.compare().selectedProperty().subscribe(open -> show()),
                tools.loop().selectedProperty().subscribe(open -> show()),
                tools.text().selectedProperty().subscribe(open -> show()));
        for (ToggleButton button : plugged.keySet()) {
            all = all.and(button.selectedProperty().subscribe(open -> show()));
        }
        return all;
    }

    /// Opens the plugged panel of this id, where there is one.
    void openPanel(String id) {
        plugged.forEach((button, panel) -> {
            if (panel.id().equals(id)) {
                button.setSelected(true);
            }
        });
    }

    private void showText(String now) {
        if (!text.isFocused()) {
            text.setText(now);
        }
    }

    private void takeText() {
        if (!text.getText().equals(model.textProperty().get())) {
            model.replaceText(Texts.of("edit.text"), text.getText());
        }
    }

    private void show() {
        NodeDetails details = model.detailsProperty().get();
        if (details != null) {
            nodePanel.show(details);
        }
        if (tools.loop().isSelected()) {
            loopPanel.show(model.specProperty().get());
        }
        List<Node> wanted = new ArrayList<>();
        plugged.forEach((button, panel) -> {
            if (button.isSelected()) {
                wanted.add(built.computeIfAbsent(panel, p -> p.build(subject)));
            }
        });
        if (tools.text().isSelected()) {
            wanted.add(text);
        }
        if (tools.compare().isSelected()) {
            wanted.add(diffPanel);
        }
        if (tools.loop().isSelected()) {
            wanted.add(loopPanel);
        } else if (details != null) {
            wanted.add(nodePanel);
        }
        if (!getChildren().equals(wanted)) {
            List<Node> closing = new ArrayList<>(getChildren());
            closing.removeAll(wanted);
            // Asked before they go: the keyboard then falls to whatever comes next, a tool's button say. It may have
            // left a node's fields already, which are made anew when one of them changes.
            boolean left = closing.contains(nodePanel) || closing.stream().anyMatch(this::hasKeyboard);
            getChildren().setAll(wanted);
            if (left || (!closing.isEmpty() && !isAtWork())) {
                whenLeft.run();
            }
        }
        setVisible(!wanted.isEmpty());
        setManaged(!wanted.isEmpty());
    }

    /// Whether the keyboard writes, or is where a panel is opened and closed, or in one that stays.
    private boolean isAtWork() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        if (owner instanceof TextInputControl || owner instanceof PromptText || owner instanceof ToggleButton) {
            return true;
        }
        return hasKeyboard(this);
    }

    private boolean hasKeyboard(Node part) {
        Node at = getScene() == null ? null : getScene().getFocusOwner();
        while (at != null && !part.equals(at)) {
            at = at.getParent();
        }
        return at != null;
    }

    /// Says where the keyboard goes when a panel is closed.
    void whenLeft(Runnable action) {
        whenLeft = action;
    }

    /// What plugged panels see of the canvas.
    private static final class Beside implements CanvasPanel.Subject {
        private final DesignViewModel model;
        private final Runnable run;
        private final Consumer<String> open;
        private final Consumer<CanvasMarks> mark;
        private final ReadOnlyObjectWrapper<Optional<String>> node = new ReadOnlyObjectWrapper<>(Optional.empty());

        Beside(DesignViewModel model, Runnable run, Consumer<String> open, Consumer<CanvasMarks> mark) {
            this.model = model;
            this.run = run;
            this.open = open;
            this.mark = mark;
        }

        Subscription attach() {
            return model.detailsProperty()
                    .subscribe(details -> node.set(
                            Optional.ofNullable(details).map(d -> d.card().id())));
        }

        @Override
        public ReadOnlyObjectProperty<@Nullable LoopSpec> loopProperty() {
            return model.specProperty();
        }

        @Override
        public ReadOnlyObjectProperty<Optional<String>> nodeProperty() {
            return node.getReadOnlyProperty();
        }

        @Override
        public Optional<String> fileName() {
            return Optional.ofNullable(model.loopProperty().get()).map(LoopEntry::fileName);
        }

        @Override
        public String text() {
            return model.textProperty().get();
        }

        @Override
        public void show(String id) {
            open.accept(id);
        }

        @Override
        public void mark(CanvasMarks marks) {
            mark.accept(marks);
        }

        @Override
        public void run() {
            run.run();
        }
    }
}
