package org.loopwright.app.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.loopwright.project.RoundRuns;
import org.loopwright.project.RoundSamples;
import org.loopwright.round.CheckpointComparison;
import org.loopwright.round.CheckpointExport;
import org.loopwright.round.CheckpointLibrary;
import org.loopwright.round.RoundControl;
import org.loopwright.round.RoundEstimate;
import org.loopwright.round.RoundReport;
import org.loopwright.round.TrainingDataFile;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

/// The round loops of a project and what they trained. Every method may be slow.
public interface Training {
    /// A run of a round loop beside its control arms.
    ///
    /// @param run it
    /// @param report by round
    /// @param nodes the loop's nodes that make something, in the order of the file
    /// @param repeated those that are done in every round
    /// @param arms the run itself first, then its control arms
    record Reading(RunSummary run, RoundReport report, List<String> nodes, Set<String> repeated, List<Arm> arms) {
        public Reading {
            repeated = Set.copyOf(repeated);
            nodes = List.copyOf(nodes);
            arms = List.copyOf(arms);
        }
    }

    /// An arm: the loop as drawn, one of its controls, or the run that a fork left.
    ///
    /// @param discarded its runs that were stopped or failed, other seeds and settings with them
    record Arm(RunSummary run, RoundReport report, int discarded) {}

    /// Reads a run.
    Reading read(UUID run);

    /// What two checkpoints wrote for the same problems.
    ///
    /// @param now the item run of the later measurement
    List<RoundSamples.Pair> samples(UUID now, Optional<UUID> before, int most);

    /// What a run will take.
    ///
    /// @param measure whether speeds are measured where no earlier step tells them
    RoundEstimate estimate(RunOrder order, RoundRuns.Measure measure) throws InterruptedException;

    /// What a run that was begun takes as a whole, by speeds that are known.
    RoundEstimate estimate(UUID run) throws InterruptedException;

    /// Starts a control arm.
    RunHandle start(RunOrder order, RoundControl control, RunListener listener);

    /// Goes on from what a round began with.
    RunHandle fork(UUID run, int round, Optional<RoundRuns.Change> change, RunListener listener);

    /// The checkpoints of the project, oldest first.
    List<CheckpointEntry> checkpoints();

    /// How a checkpoint differs from the model that it was trained from.
    CheckpointComparison compare(CheckpointLibrary.Entry checkpoint);

    /// Deletes a checkpoint.
    ///
    /// @return the bytes that are free now
    long delete(String checkpoint);

    /// Writes a checkpoint for other programs.
    ///
    /// @return the bytes that were written
    long export(CheckpointLibrary.Entry checkpoint, CheckpointExport.Form form, Path to);

    /// Writes the rows that a checkpoint learned.
    ///
    /// @return how many they are
    int exportData(CheckpointLibrary.Entry checkpoint, Optional<TrainingDataFile.Layout> layout, Path to);

    /// Makes a model of the project that roles can be given, from a checkpoint.
    ///
    /// @return its name
    String keepAsModel(CheckpointLibrary.Entry checkpoint);
}
