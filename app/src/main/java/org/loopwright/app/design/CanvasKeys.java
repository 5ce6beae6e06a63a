package org.loopwright.app.design;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;

/// The keys of the canvas: everything that the mouse does there, done without it.
final class CanvasKeys {
    private static final double STEP = 12;
    private static final double LEAP = 96;
    private static final double ZOOM = 1.2;

    private final DesignViewModel model;
    private final LoopCanvas canvas;
    private final CanvasActions actions;
    private final CanvasTools tools;

    CanvasKeys(DesignViewModel model, LoopCanvas canvas, CanvasActions actions, CanvasTools tools) {
        this.tools = tools;
        this.model = model;
        this.canvas = canvas;
        this.actions = actions;
    }

    /// Listens to the keys that are pressed in `stage`.
    void on(Node stage) {
        stage.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        // Not when it is pressed: the letter would land in the search that opens.
        stage.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (!isWriting(event) && !event.isShortcutDown() && typed(event.getCharacter())) {
                event.consume();
            }
        });
    }

    private boolean typed(String character) {
        switch (character.toLowerCase(java.util.Locale.ROOT)) {
            case "n" -> actions.offer(canvas.middle(), null);
            case "t" -> tools.comment().fire();
            case "g" -> tools.group().fire();
            case "o" -> into();
            case "d" -> tools.compare().fire();
            case "u" -> up();
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Opens what the marked node calls.
    private void into() {
        Set<String> marked = model.selectedProperty().get();
        if (marked.size() == 1) {
            actions.into(marked.iterator().next());
        } else {
            model.nested().into();
        }
    }

    /// Goes back to the loop that calls this one.
    private void up() {
        int depth = model.trail().filesProperty().get().size();
        if (depth > 1) {
            model.nested().back(depth - 2);
        }
    }

    private static boolean isWriting(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl || event.getTarget() instanceof PromptText;
    }

    private void pressed(KeyEvent event) {
        if (isWriting(event)) {
            return;
        }
        boolean done = event.isShortcutDown() ? command(event) : event.isAltDown() ? step(event) : plain(event);
        if (done) {
            event.consume();
        }
    }

    private boolean command(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> canvas.pan(LEAP, 0);
            case RIGHT -> canvas.pan(-LEAP, 0);
            case UP -> canvas.pan(0, LEAP);
            case DOWN -> canvas.pan(0, -LEAP);
            case A -> model.select(all());
            case C -> copy();
            case X -> {
                copy();
                model.nodes().remove();
            }
            case V -> {
                if (Clipboard.getSystemClipboard().hasString()) {
                    model.nodes().paste(Clipboard.getSystemClipboard().getString());
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent event) {
        double step = event.isShiftDown() ? LEAP : STEP;
        switch (event.getCode()) {
            case LEFT -> model.nodes().nudge(-step, 0);
            case RIGHT -> model.nodes().nudge(step, 0);
            case UP -> model.nodes().nudge(0, -step);
            case DOWN -> model.nodes().nudge(0, step);
            case DELETE, BACK_SPACE -> model.nodes().remove();
            case ESCAPE -> model.select(Set.of());
            case INSERT -> actions.offer(canvas.middle(), null);
            case PLUS, EQUALS, ADD -> canvas.zoom(ZOOM);
            case MINUS, SUBTRACT -> canvas.zoom(1 / ZOOM);
            case ENTER, SPACE -> onCard(event, card -> take(card.card().id(), event.isShiftDown()));
            case F7 -> model.comparison().go(event.isShiftDown() ? -1 : 1);
            case C -> onCard(event, card -> ExitMenu.show(card, actions));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean step(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> go(-1, 0);
            case RIGHT -> go(1, 0);
            case UP -> go(0, -1);
            case DOWN -> go(0, 1);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Marks the node that lies in a direction, at first the one where the loop starts.
    private void go(int x, int y) {
        Placement placement = model.arrangement().placementProperty().get();
        if (placement == null) {
            return;
        }
        Set<String> marked = model.selectedProperty().get();
        String next = marked.isEmpty()
                ? placement.drawing().start()
                : placement.beside(marked.iterator().next(), x, y).orElse("");
        if (placement.places().containsKey(next)) {
            model.select(Set.of(next));
            canvas.focus(next);
        }
    }

    /// Opens a node, or marks it beside the others.
    private void take(String node, boolean beside) {
        if (!beside) {
            actions.open(node);
            return;
        }
        Set<String> marked = new LinkedHashSet<>(model.selectedProperty().get());
        if (!marked.add(node)) {
            marked.remove(node);
        }
        model.select(marked);
    }

    private static void onCard(KeyEvent event, Consumer<CardView> action) {
        if (event.getTarget() instanceof CardView card) {
            action.accept(card);
        }
    }

    private Set<String> all() {
        return new LinkedHashSet<>(
                model.drawn().map(loop -> loop.nodes().keySet()).orElse(Set.of()));
    }

    private void copy() {
        model.nodes().copy().ifPresent(copied -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(copied);
            Clipboard.getSystemClipboard().setContent(content);
        });
    }
}
