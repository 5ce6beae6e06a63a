package org.loopwright.run;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.loopwright.journal.Event;
import org.loopwright.loop.Decision;
import org.loopwright.loop.Frame;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Value;

/// Port to where round loops get things made: item runs, datasets, checkpoints. Open set.
public interface Workshop {
    /// Where no round loop can run.
    Workshop NONE = new Workshop() {
        @Override
        public Map<String, Value> given(RunPlan plan) {
            return Map.of();
        }

        @Override
        public Event.Made make(Decision.Make make, Site site) {
            throw new LoopException("node " + site.frame().node() + " is of kind " + make.operation()
                    + ", which needs a project with a trainer: open the project with one");
        }

        @Override
        public List<Event.Alarmed> watch(Site site, Event.Made made, Supplier<List<Event.Made>> earlier) {
            return List.of();
        }
    };

    /// The first versions of a round loop's slots: `from: data.train`, `default: models.base`.
    ///
    /// @throws LoopException when the project has no such dataset or role
    Map<String, Value> given(RunPlan plan);

    /// Makes what a node asks for, or finds it where an equal step made it before. When it is interrupted,
    /// what was made so far is kept for the next call.
    ///
    /// @throws LoopException when it can't be made: the frame fails
    Event.Made make(Decision.Make make, Site site) throws InterruptedException;

    /// The alarms that a frame raises after something was made. Pure: they follow from the frame and from what it
    /// made.
    ///
    /// @param site with the frame after `made`, before its values are written
    /// @param earlier what the frame made before, in order; asked only where it is needed
    List<Event.Alarmed> watch(Site site, Event.Made made, Supplier<List<Event.Made>> earlier);

    /// For whom something is made.
    ///
    /// @param run the round run
    /// @param plan its plan
    /// @param frame at the node that asks
    /// @param watch how what takes long stays in touch
    record Site(UUID run, RunPlan plan, Frame frame, StepWatch watch) {
        /// The same with a later state of the frame.
        Site after(Frame next) {
            return new Site(run, plan, next, watch);
        }
    }
}
