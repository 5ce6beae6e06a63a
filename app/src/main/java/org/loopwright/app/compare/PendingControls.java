package org.loopwright.app.compare;

import java.util.Optional;
import java.util.UUID;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.queue.QueueLine;
import org.loopwright.app.queue.QueueViewModel;
import org.loopwright.app.text.Texts;

/// How far the controls are that were added to the comparison; nothing when all are done.
final class PendingControls extends VBox {
    private final CompareViewModel model;
    private final QueueViewModel queue;

    PendingControls(CompareViewModel model, QueueViewModel queue) {
        this.model = model;
        this.queue = queue;
        setId("compare-pending");
        getStyleClass().add("pending-controls");
    }

    /// Starts to follow both.
    Subscription attach() {
        ListChangeListener<QueueLine> lines = change -> show();
        ListChangeListener<UUID> runs = change -> show();
        queue.lines().addListener(lines);
        model.pending().addListener(runs);
        show();
        return () -> {
            queue.lines().removeListener(lines);
            model.pending().removeListener(runs);
        };
    }

    private void show() {
        getChildren()
                .setAll(model.pending().stream()
                        .map(run -> queue.lines().stream()
                                .filter(line -> line.run().equals(run))
                                .findFirst())
                        .flatMap(Optional::stream)
                        .map(this::row)
                        .toList());
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    private Node row(QueueLine line) {
        ProgressBar bar = new ProgressBar(Math.max(0, line.share()));
        bar.setPrefWidth(180);
        HBox row = new HBox(
                Icons.CLOCK.node(),
                Labels.whole(line.arm()),
                bar,
                Labels.whole(
                        line.items() == 0
                                ? Texts.of("queue.state." + line.state().name().toLowerCase(Texts.LOCALE))
                                : Texts.of("queue.items", line.done(), line.items()),
                        "muted"),
                Named.iconButton(
                        "pending-cancel-" + line.arm(),
                        Texts.of("queue.cancel", line.title()),
                        Icons.CLOSE.node(),
                        () -> queue.cancel(line.run())));
        if (!line.problem().isEmpty()) {
            row.getChildren().add(Labels.of(line.problem(), "problem"));
        }
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("pending-control");
        return row;
    }
}
