package org.loopwright.app.train;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopSpec;
import org.loopwright.project.RoundRuns;
import org.loopwright.round.RoundControl;
import org.loopwright.round.RoundEstimate;

/// What a chosen round loop will take, and which control arms run beside it.
public final class RoundBarViewModel {
    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable LoopSpec> loop = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Optional<RoundEstimate>> estimate =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Map<RoundControl, BooleanProperty> ticks = new EnumMap<>(RoundControl.class);
    private int asked;

    /// A bar without a loop.
    public RoundBarViewModel(Background background) {
        this.background = background;
        for (RoundControl control : RoundControl.values()) {
            ticks.put(control, new SimpleBooleanProperty());
        }
    }

    /// Offers a loop: estimates it, when it is a round loop that can run.
    ///
    /// @param order the run as it would be started, or empty while something is in its way
    public void offer(@Nullable ProjectSession session, @Nullable LoopSpec chosen, Optional<RunOrder> order) {
        boolean rounds = chosen != null && chosen.level() == Level.ROUND;
        LoopSpec before = loop.get();
        loop.set(rounds ? chosen : null);
        if (!rounds || before == null || chosen == null || !before.name().equals(chosen.name())) {
            ticks.values().forEach(tick -> tick.set(false));
        }
        estimate.set(Optional.empty());
        int now = ++asked;
        if (rounds && session != null && order.isPresent()) {
            estimate(session, order.get(), RoundRuns.Measure.NEVER, now);
        }
    }

    private void estimate(ProjectSession session, RunOrder order, RoundRuns.Measure measure, int now) {
        background.run(Texts.of("work.estimate"), () -> session.training().estimate(order, measure), known -> {
            if (now != asked) {
                return;
            }
            estimate.set(Optional.of(known));
            // Sizes are there at once; speeds take a moment where nothing was measured yet.
            if (known.basis() == RoundEstimate.Basis.NONE && measure == RoundRuns.Measure.NEVER) {
                estimate(session, order, RoundRuns.Measure.WHERE_UNKNOWN, now);
            }
        });
    }

    /// The chosen round loop, or null.
    public ReadOnlyObjectProperty<@Nullable LoopSpec> loopProperty() {
        return loop.getReadOnlyProperty();
    }

    /// What it takes, or empty while that is not known.
    public ReadOnlyObjectProperty<Optional<RoundEstimate>> estimateProperty() {
        return estimate.getReadOnlyProperty();
    }

    /// Whether a control arm runs beside the loop.
    public BooleanProperty tick(RoundControl control) {
        BooleanProperty tick = ticks.get(control);
        if (tick == null) {
            throw new IllegalStateException("every control has a tick");
        }
        return tick;
    }

    /// Whether the chosen loop has something that the control could change.
    public boolean isPossible(RoundControl control) {
        LoopSpec chosen = loop.get();
        return chosen != null && !control.nodes(chosen).isEmpty();
    }

    /// The control arms to run, in their order.
    public List<RoundControl> controls() {
        return List.of(RoundControl.values()).stream()
                .filter(control -> isPossible(control) && tick(control).get())
                .toList();
    }
}
