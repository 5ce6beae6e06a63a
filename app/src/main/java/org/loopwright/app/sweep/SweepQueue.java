package org.loopwright.app.sweep;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.queue.QueueLine;
import org.loopwright.app.queue.QueueViewModel;
import org.loopwright.app.text.Texts;
import org.loopwright.experiment.QueueEntry;

/// The queue's entries of the experiment that is named in the panel.
final class SweepQueue extends VBox {
    private final QueueViewModel queue;
    private final SweepViewModel model;

    SweepQueue(QueueViewModel queue, SweepViewModel model) {
        this.queue = queue;
        this.model = model;
        getStyleClass().add("sweep-queue");
        setId("sweep-queue");
        queue.lines().addListener((ListChangeListener<QueueLine>) change -> show());
        model.nameProperty().subscribe(name -> show());
    }

    private void show() {
        getChildren()
                .setAll(queue.lines().stream()
                        .filter(line -> line.experiment()
                                .equals(model.nameProperty().get().strip()))
                        .map(this::line)
                        .toList());
    }

    private Node line(QueueLine line) {
        ProgressBar bar = new ProgressBar(line.state() == QueueEntry.State.DONE ? 1 : Math.max(0, line.share()));
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(
                Labels.of(line.arm()), Labels.whole(Texts.of("queue.state." + key(line.state())), "small", "muted"));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("sweep-row");
        if (line.state().isOpen() || line.state() == QueueEntry.State.RUNNING) {
            row.getChildren()
                    .add(Named.iconButton(
                            "queue-cancel-" + line.run(),
                            Texts.of("queue.cancel", line.title()),
                            Icons.CLOSE.node(),
                            () -> queue.cancel(line.run())));
        }
        HBox.setHgrow(row.getChildren().getFirst(), Priority.ALWAYS);
        VBox box = new VBox(row, bar);
        if (!line.problem().isEmpty()) {
            box.getChildren().add(Labels.wrapping(line.problem(), "small", "danger-text"));
        }
        return box;
    }

    private static String key(QueueEntry.State state) {
        return state.name().toLowerCase(Texts.LOCALE);
    }
}
