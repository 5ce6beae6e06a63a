package org.loopwright.app.trial;

import javafx.scene.Node;
import org.loopwright.app.control.CanvasPanel;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// Tries the drawn loop on one item: the open node's prompt, and the loop step by step.
public final class TryPanel implements CanvasPanel {
    private final TryViewModel model;

    public TryPanel(TryViewModel model) {
        this.model = model;
    }

    @Override
    public String id() {
        return "try";
    }

    @Override
    public String title() {
        return Texts.of("try.title");
    }

    @Override
    public Icons icon() {
        return Icons.TRY;
    }

    @Override
    public Node build(Subject subject) {
        return new TryView(model, subject);
    }
}
