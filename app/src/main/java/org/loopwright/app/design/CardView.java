package org.loopwright.app.design;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.CanvasMarks;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.NodeSpend;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.diff.Difference;

/// A node on the canvas.
final class CardView extends StackPane {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass SPENT = PseudoClass.getPseudoClass("spent");
    private static final PseudoClass BUSY = PseudoClass.getPseudoClass("busy");
    private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    private static final PseudoClass GONE = PseudoClass.getPseudoClass("gone");

    private final NodeCard card;
    private final boolean start;
    private final Label busy = Labels.whole("", "busy-count");
    private final Label change = Labels.whole("", "change-mark");
    private final Label setting;
    private final BreakpointDot breakpoint;
    private final Label oracle = Labels.chip(Icons.GOLD.node(), Texts.of("card.oracle"), "danger", "tiny");

    CardView(NodeCard card, boolean start) {
        this.card = card;
        this.start = start;
        this.setting = Labels.of(card.setting(), "card-setting");
        this.breakpoint = new BreakpointDot(this, card.id());
        Named.tip(oracle, Texts.of("card.oracle-tip"));
        showOracle(false);
        Family family = Family.of(card.kind());
        getStyleClass().addAll("card-node", family.tone());
        Named.node(this, "node-" + card.id(), Texts.of("canvas.node", card.id(), card.kind()));
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleHelp(Texts.of("canvas.node-help", card.role(), card.cap(), String.join(", ", card.exits())));
        setFocusTraversable(true);
        setMinSize(Placement.CARD_WIDTH, Placement.CARD_HEIGHT);
        setPrefSize(Placement.CARD_WIDTH, Placement.CARD_HEIGHT);
        setMaxSize(Placement.CARD_WIDTH, Placement.CARD_HEIGHT);
        busy.setVisible(false);
        busy.setManaged(false);
        showChange(null, 0);
        getChildren().addAll(body(family, start), busy, change, breakpoint);
        StackPane.setAlignment(change, Pos.TOP_LEFT);
        change.setTranslateX(10);
        change.setTranslateY(-11);
        busy.layoutBoundsProperty().subscribe(b -> busy.relocate(Placement.CARD_WIDTH - b.getWidth() / 2 - 6, -11));
    }

    private Node body(Family family, boolean start) {
        StackPane icon = new StackPane(family.icon());
        icon.getStyleClass().add("card-icon");
        VBox names = new VBox(Labels.of(card.id(), "card-name"), Labels.of(card.kind(), "card-kind"));
        names.getStyleClass().add("card-names");
        HBox.setHgrow(names, Priority.ALWAYS);
        names.setMinWidth(0);
        HBox head = new HBox(icon, names);
        head.getStyleClass().add("card-head");
        if (!card.cap().isEmpty()) {
            head.getChildren()
                    .add(Named.tip(Labels.chip("≤ " + card.cap(), "cap"), Texts.of("canvas.cap", card.cap())));
        }
        if (start) {
            head.getChildren().add(Labels.chip(Icons.PLAY.node(), Texts.of("canvas.start"), "start"));
        }
        HBox foot = new HBox();
        foot.getStyleClass().add("card-foot");
        foot.setAlignment(Pos.CENTER_LEFT);
        if (!card.role().isEmpty()) {
            foot.getChildren().add(Labels.chip(card.role(), "role"));
        }
        setting.setMinWidth(0);
        foot.getChildren().addAll(oracle, setting);
        return new VBox(head, foot);
    }

    /// Whether it looks as this card does.
    boolean fits(NodeCard other, boolean isStart) {
        return card.equals(other) && start == isStart;
    }

    NodeCard card() {
        return card;
    }

    /// Marks the card whose details are open.
    void setChosen(boolean chosen) {
        pseudoClassStateChanged(CHOSEN, chosen);
    }

    /// Says what happened to the node since another version; null says nothing.
    ///
    /// @param count how much of it differs
    void showChange(Difference.@Nullable Change kind, int count) {
        pseudoClassStateChanged(ADDED, kind == Difference.Change.ADDED);
        pseudoClassStateChanged(CHANGED, kind == Difference.Change.CHANGED);
        pseudoClassStateChanged(GONE, kind == Difference.Change.REMOVED);
        change.setVisible(kind != null);
        change.setManaged(kind != null);
        if (kind != null) {
            change.setText(
                    switch (kind) {
                        case ADDED -> Texts.of("diff.card-added");
                        case REMOVED -> Texts.of("diff.card-gone");
                        case CHANGED -> Texts.of("diff.card-changed", count);
                    });
        }
    }

    /// Says what the node took of a run in place of its setting; nothing shows the setting.
    void showSpend(NodeSpend spend) {
        boolean any = spend.visits() > 0;
        setting.setText(any ? spent(spend) : card.setting());
        setting.pseudoClassStateChanged(SPENT, any);
    }

    private static String spent(NodeSpend spend) {
        return spend.completionTokens() == 0
                ? Texts.of("card.visits", Figures.count(spend.visits()))
                : Texts.of(
                        "card.spent",
                        Figures.count(spend.visits()),
                        Figures.abbreviated(spend.completionTokens()),
                        Figures.nanos(spend.modelNanos()));
    }

    /// Says that the gold answer has a say in what the node does.
    void showOracle(boolean uses) {
        oracle.setVisible(uses);
        oracle.setManaged(uses);
    }

    /// Shows whether a trial stops here or stands here.
    void showMarks(CanvasMarks marks) {
        breakpoint.show(marks);
    }

    /// Lights the card while items are in it.
    void showItems(int items) {
        pseudoClassStateChanged(BUSY, items > 0);
        busy.setText(Integer.toString(items));
        busy.setVisible(items > 0);
        busy.autosize();
    }
}
