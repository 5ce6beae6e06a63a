package org.loopwright.train;

import java.util.Set;
import org.loopwright.model.files.ModelConfig;

/// Port to what puts models into memory to be trained. Open set; `train.djl` has the local engine's.
public interface MovingModels {

    /// What to open. Arrays are not copied.
    final class Opening {
        private final ModelConfig config;
        private final float[] base;
        private final float[] start;
        private final TrainingSettings settings;
        private final Set<Reading> readings;
        private final ModelConfig teacherConfig;
        private final float[] teacher;
        private final double averageDecay;

        /// @param base all weights in the order of [org.loopwright.model.files.ParameterLayout]
        /// @param start the moved weights at the beginning: all of them, or an adapter's, then a value head's
        /// @param teacherConfig the shape of a frozen teacher, with the same vocabulary
        /// @param teacher a frozen teacher's weights; empty when there is none
        /// @param averageDecay of a moving-average teacher; below 0 when there is none
        public Opening(
                ModelConfig config,
                float[] base,
                float[] start,
                TrainingSettings settings,
                Set<Reading> readings,
                ModelConfig teacherConfig,
                float[] teacher,
                double averageDecay) {
            this.config = config;
            this.base = base;
            this.start = start;
            this.settings = settings;
            this.readings = Set.copyOf(readings);
            this.teacherConfig = teacherConfig;
            this.teacher = teacher;
            this.averageDecay = averageDecay;
        }

        /// The decoder's shape.
        public ModelConfig config() {
            return config;
        }

        /// All weights of the base.
        public float[] base() {
            return base;
        }

        /// The moved weights at the beginning.
        public float[] start() {
            return start;
        }

        /// How it is trained.
        public TrainingSettings settings() {
            return settings;
        }

        /// What will be asked of it.
        public Set<Reading> readings() {
            return readings;
        }

        /// The shape of a frozen teacher.
        public ModelConfig teacherConfig() {
            return teacherConfig;
        }

        /// A frozen teacher's weights; may be empty.
        public float[] teacher() {
            return teacher;
        }

        /// Decay of a moving-average teacher; below 0 when there is none.
        public double averageDecay() {
            return averageDecay;
        }
    }

    /// Puts a model on the device; the caller closes it.
    ///
    /// @throws InterruptedException when the caller is interrupted
    MovingModel open(Opening opening) throws InterruptedException;

    /// Threads that one operation uses.
    int threads();
}
