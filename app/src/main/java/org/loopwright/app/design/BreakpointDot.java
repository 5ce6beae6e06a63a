package org.loopwright.app.design;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.loopwright.app.control.CanvasMarks;
import org.loopwright.app.text.Texts;

/// The dot at a card's corner that is a breakpoint or can become one, by a click or by the key B on the card.
final class BreakpointDot extends Region {
    private static final PseudoClass SET = PseudoClass.getPseudoClass("set");
    private static final PseudoClass STANDING = PseudoClass.getPseudoClass("standing");

    private final Node card;
    private final String node;
    private CanvasMarks marks = CanvasMarks.NONE;

    BreakpointDot(Node card, String node) {
        this.card = card;
        this.node = node;
        getStyleClass().add("breakpoint-dot");
        setId("breakpoint-" + node);
        setManaged(false);
        setVisible(false);
        resizeRelocate(-8, -8, 18, 18);
        Tooltip.install(this, new Tooltip(Texts.of("card.breakpoint")));
        setOnMousePressed(event -> event.consume());
        setOnMouseClicked(event -> {
            marks.toggle().accept(node);
            event.consume();
        });
        card.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            boolean plain = !event.isShortcutDown() && !event.isAltDown();
            if (event.getCode() == KeyCode.B && plain && marks.isOpen()) {
                marks.toggle().accept(node);
                event.consume();
            }
        });
    }

    /// Shows what is marked.
    void show(CanvasMarks others) {
        marks = others;
        setVisible(others.isOpen());
        pseudoClassStateChanged(SET, others.breakpoints().contains(node));
        card.pseudoClassStateChanged(
                STANDING, others.standing().filter(node::equals).isPresent());
    }
}
