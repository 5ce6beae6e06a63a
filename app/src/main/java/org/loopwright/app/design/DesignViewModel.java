package org.loopwright.app.design;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.LiveCounts;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;

/// The canvas: which loop is drawn, which node is chosen, and what a run does to them.
public final class DesignViewModel {
    private final Background background;
    private final NodeKinds kinds;
    private final ReadOnlyObjectWrapper<@Nullable LoopEntry> loop = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Placement> placement = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable NodeDetails> details = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<LiveCounts> live = new SimpleObjectProperty<>(LiveCounts.NONE);

    public DesignViewModel(Background background, NodeKinds kinds) {
        this.background = background;
        this.kinds = kinds;
    }

    /// Draws a loop. Laying it out happens off the window's thread; a later call wins.
    public void show(LoopEntry entry) {
        loop.set(entry);
        details.set(null);
        LoopSpec spec = entry.parse().loop();
        if (spec == null) {
            placement.set(null);
            return;
        }
        background.run(
                Texts.of("work.layout", entry.name()), () -> LayeredLayout.place(LoopDrawing.of(spec)), placed -> {
                    if (entry.equals(loop.get())) {
                        placement.set(placed);
                    }
                });
    }

    /// Draws nothing.
    public void clear() {
        loop.set(null);
        details.set(null);
        placement.set(null);
    }

    /// Opens the details of a node.
    public void choose(String node) {
        spec().ifPresent(spec -> details.set(NodeDetails.of(spec, problems(), node, kinds)));
    }

    /// Closes the details.
    public void chooseNothing() {
        details.set(null);
    }

    private Optional<LoopSpec> spec() {
        return Optional.ofNullable(loop.get()).map(entry -> entry.parse().loop());
    }

    /// What is wrong with the loop.
    public List<LoopProblem> problems() {
        LoopEntry entry = loop.get();
        return entry == null ? List.of() : entry.parse().problems();
    }

    /// The loop that is drawn, or null.
    public ReadOnlyObjectProperty<@Nullable LoopEntry> loopProperty() {
        return loop.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Placement> placementProperty() {
        return placement.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable NodeDetails> detailsProperty() {
        return details.getReadOnlyProperty();
    }

    /// What a run does now; the shell binds it.
    public ObjectProperty<LiveCounts> liveProperty() {
        return live;
    }
}
