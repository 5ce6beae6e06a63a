package org.loopwright.app.train;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.Training;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.project.RoundSamples;
import org.loopwright.run.StepProgress;

/// The samples that the training which goes on took last, beside those of the last measured checkpoint. Belongs to the
/// window's thread.
public final class LiveSamples {
    private static final int SAMPLES = 40;

    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable Looked> looked = new ReadOnlyObjectWrapper<>();
    private Optional<StepProgress.Sampled> latest = Optional.empty();

    LiveSamples(Background background) {
        this.background = background;
    }

    /// Samples of one step.
    ///
    /// @param training its name, `fit #2`
    /// @param step of it
    /// @param run the item run that has them
    public record Looked(String training, long step, UUID run, List<RoundSamples.Pair> pairs) {
        public Looked {
            pairs = List.copyOf(pairs);
        }
    }

    /// Reads what a training took since it was heard of last; nothing when that is nothing.
    ///
    /// @param measured the item run in which the last checkpoint was measured, or empty
    void add(StepProgress progress, Training training, Optional<UUID> measured) {
        if (progress.sampled().isEmpty() || progress.sampled().equals(latest)) {
            return;
        }
        latest = progress.sampled();
        StepProgress.Sampled now = progress.sampled().get();
        String name = TrainingCharts.name(progress.node(), progress.visit());
        background.run(
                Texts.of("work.training"),
                () -> new Looked(name, now.step(), now.run(), training.samples(now.run(), measured, SAMPLES)),
                read -> {
                    if (latest.filter(now::equals).isPresent()) {
                        looked.set(read);
                    }
                });
    }

    void clear() {
        latest = Optional.empty();
        looked.set(null);
    }

    /// The latest samples, or null.
    ReadOnlyObjectProperty<@Nullable Looked> lookedProperty() {
        return looked.getReadOnlyProperty();
    }
}
