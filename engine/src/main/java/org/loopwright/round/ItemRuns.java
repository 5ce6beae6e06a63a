package org.loopwright.round;

import java.util.Map;
import java.util.UUID;
import org.loopwright.model.LanguageModel;
import org.loopwright.run.RunPlan;
import org.loopwright.store.RunStore;
import org.loopwright.task.Dataset;

/// Port to item runs that a round loop opens. Open set; a project has the one on its own runner.
public interface ItemRuns {
    /// Runs a loop over items as a run of kind `child`, and waits for its end.
    ///
    /// @param id of the run; a run that was begun with it before is gone on with
    /// @throws InterruptedException when the caller is interrupted: the run is cancelled and can go on later
    /// @throws org.loopwright.run.RunException when it failed
    /// @param watch hears how far it is, and says when to rest
    void run(UUID id, Request request, Watch watch) throws InterruptedException;

    /// How an item run stays in touch with the round loop.
    interface Watch {
        /// So many of its attempts are done.
        void done(int done, int all, double tokensPerSecond, double secondsLeft);

        /// Whether it should rest.
        boolean isPaused();
    }

    /// Where its journal is.
    RunStore store();

    /// What to run.
    ///
    /// @param parent the round run's plan: loops, texts, grader
    /// @param loopFile the item loop
    /// @param models role -> open model
    /// @param dataset the items, one for each attempt
    /// @param seed of the run
    record Request(RunPlan parent, String loopFile, Map<String, LanguageModel> models, Dataset dataset, long seed) {}
}
