package org.loopwright.app.lab;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;

/// A card of the lab: what it asks, how far it is, and what came of it.
abstract class LabCard<R> extends VBox {
    private final String key;
    private final LabTask<R> task;
    private final VBox body = new VBox();

    /// @param key begins its message keys and ids: `lab.rules`
    LabCard(String key, LabTask<R> task) {
        this.key = key;
        this.task = task;
        setId(id("card"));
        getStyleClass().addAll("card-box");
        body.getStyleClass().add("stack");
        getChildren()
                .addAll(
                        Labels.of(Texts.of(key + ".title"), "card-title"),
                        Labels.wrapping(Texts.of(key + ".note"), "small", "muted"),
                        body);
    }

    private String id(String end) {
        return key.replace('.', '-') + "-" + end;
    }

    /// Shows how the work stands.
    void show(LabTask.State<R> state) {
        switch (state) {
            case LabTask.State.Idle<R> _ -> body.getChildren().setAll(idle());
            case LabTask.State.Working<R> working -> working(working);
            case LabTask.State.Stopped<R> _ ->
                body.getChildren().setAll(row(Labels.of(Texts.of(key + ".stopped"), "muted"), again()));
            case LabTask.State.Done<R>(R result) -> body.getChildren().setAll(result(result));
        }
    }

    /// The bar stays the same node while it goes on, so that the keyboard stays on the button that stops it.
    private void working(LabTask.State.Working<R> working) {
        if (!(lookup("#" + id("progress")) instanceof ProgressBar)) {
            ProgressBar fresh = Named.node(new ProgressBar(), id("progress"), Texts.of(key + ".title"));
            fresh.setPrefWidth(260);
            fresh.setFocusTraversable(false);
            Label what = Labels.of("", "muted");
            what.setId(id("what"));
            body.getChildren()
                    .setAll(row(
                            fresh,
                            what,
                            Named.button(id("stop"), Texts.of("lab.stop"), Icons.STOP.node(), task::stop)));
        }
        if (lookup("#" + id("progress")) instanceof ProgressBar bar && lookup("#" + id("what")) instanceof Label what) {
            bar.setProgress(working.share() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : working.share());
            what.setText(working.left()
                    .map(left -> Texts.of("lab.left", working.what(), Figures.duration(left)))
                    .orElse(working.what()));
        }
    }

    static HBox row(Node... nodes) {
        HBox row = new HBox(12, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// What begins the work again.
    private Node again() {
        return Named.button(id("again"), Texts.of("lab.again"), Icons.REFRESH.node(), this::begin);
    }

    /// Begins the work.
    abstract void begin();

    /// What stands there before it begins.
    abstract Node idle();

    /// What came of it.
    abstract Node result(R result);
}
