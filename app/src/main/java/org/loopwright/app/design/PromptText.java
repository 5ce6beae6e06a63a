package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.AccessibleRole;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.loopwright.app.control.Named;

/// The text of one message of a prompt, coloured as it is typed. What was typed counts when the typing rests, when
/// the text is left, or by Shortcut+Enter. Tab goes on to the next field: a prompt has no tabs.
final class PromptText extends StyleClassedTextArea {
    /// Shorter pauses are thinking: each rest is a step that can be undone.
    private static final Duration REST = Duration.millis(900);

    private final Set<String> known;
    private final Consumer<String> commit;
    private final PauseTransition rest = new PauseTransition(REST);
    private String committed;
    private boolean resting;

    /// @param known slots, and whatever else a template may name
    /// @param commit gets the text when it changed
    PromptText(String id, String name, String value, Set<String> known, Consumer<String> commit) {
        super(false);
        this.known = Set.copyOf(known);
        this.commit = commit;
        this.committed = value;
        Named.node(this, id, name);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        getStyleClass().addAll("prompt-text", "code-text");
        setWrapText(true);
        setAutoHeight(true);
        setFocusTraversable(true);
        replaceText(value);
        getUndoManager().forgetHistory();
        colour(value);
        textProperty().subscribe((was, is) -> {
            colour(is);
            rest.playFromStart();
        });
        rest.setOnFinished(event -> commitAtRest());
        focusedProperty().subscribe((was, is) -> {
            if (was && !is) {
                commitNow();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    }

    /// Whether what is told now was typed here and the typing goes on: the text stays as it is meanwhile.
    boolean isResting() {
        return resting;
    }

    private void commitAtRest() {
        String now = getText();
        if (isFocused() && !now.equals(committed)) {
            committed = now;
            resting = true;
            try {
                commit.accept(now);
            } finally {
                resting = false;
            }
        }
    }

    private void steer(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            commitNow();
            event.consume();
        } else if (event.getCode() == KeyCode.TAB) {
            requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        }
    }

    private void commitNow() {
        rest.stop();
        String now = getText();
        if (!now.equals(committed)) {
            committed = now;
            Platform.runLater(() -> commit.accept(now));
        }
    }

    private void colour(String text) {
        if (!text.isEmpty()) {
            setStyleSpans(0, styles(text));
        }
    }

    private StyleSpans<java.util.Collection<String>> styles(String text) {
        StyleSpansBuilder<java.util.Collection<String>> builder = new StyleSpansBuilder<>();
        int at = 0;
        for (JinjaHighlight.Span span : JinjaHighlight.of(text, known)) {
            builder.add(List.of(), span.start() - at);
            builder.add(List.of(span.tone().style()), span.end() - span.start());
            at = span.end();
        }
        builder.add(new ArrayList<>(), text.length() - at);
        return builder.create();
    }
}
