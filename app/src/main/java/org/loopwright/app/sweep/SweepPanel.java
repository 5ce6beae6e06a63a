package org.loopwright.app.sweep;

import java.util.function.Consumer;
import javafx.scene.Node;
import org.loopwright.app.control.CanvasPanel;
import org.loopwright.app.look.Icons;
import org.loopwright.app.queue.QueueViewModel;
import org.loopwright.app.text.Texts;

/// The panel beside the canvas that makes an experiment of the loop that is drawn.
///
/// @param queue shows the experiment's runs
/// @param whenSaved runs something after the loop was saved, at once when it is
public record SweepPanel(SweepViewModel model, QueueViewModel queue, Consumer<Runnable> whenSaved)
        implements CanvasPanel {
    @Override
    public String id() {
        return "sweep";
    }

    @Override
    public String title() {
        return Texts.of("sweep.title");
    }

    @Override
    public Icons icon() {
        return Icons.GROUP;
    }

    @Override
    public Node build(Subject subject) {
        SweepView view = new SweepView(model, queue, () -> whenSaved.accept(model::begin));
        subject.loopProperty()
                .subscribe(loop -> model.draw(
                        loop, subject.fileName(), subject.nodeProperty().get()));
        subject.nodeProperty()
                .subscribe(node -> model.draw(subject.loopProperty().get(), subject.fileName(), node));
        return view;
    }
}
