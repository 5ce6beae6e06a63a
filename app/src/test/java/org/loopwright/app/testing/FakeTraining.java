package org.loopwright.app.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.app.session.CheckpointEntry;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.session.Training;
import org.loopwright.project.RoundRuns;
import org.loopwright.project.RoundSamples;
import org.loopwright.round.CheckpointComparison;
import org.loopwright.round.CheckpointExport;
import org.loopwright.round.CheckpointLibrary;
import org.loopwright.round.RoundControl;
import org.loopwright.round.RoundEstimate;
import org.loopwright.round.TrainingDataFile;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// A project without round loops.
final class FakeTraining implements Training {
    private static IllegalArgumentException none() {
        return new IllegalArgumentException("the made-up project has no round loops");
    }

    @Override
    public Reading read(UUID run) {
        throw none();
    }

    @Override
    public List<RoundSamples.Pair> samples(UUID now, Optional<UUID> before, int most) {
        return List.of();
    }

    @Override
    public RoundEstimate estimate(RunOrder order, RoundRuns.Measure measure) {
        throw none();
    }

    @Override
    public RoundEstimate estimate(UUID run) {
        throw none();
    }

    @Override
    public RunHandle start(RunOrder order, RoundControl control, RunListener listener) {
        throw none();
    }

    @Override
    public RunHandle fork(UUID run, int round, Optional<RoundRuns.Change> change, RunListener listener) {
        throw none();
    }

    @Override
    public List<CheckpointEntry> checkpoints() {
        return List.of();
    }

    @Override
    public CheckpointComparison compare(CheckpointLibrary.Entry checkpoint) {
        throw none();
    }

    @Override
    public long delete(String checkpoint) {
        throw none();
    }

    @Override
    public long export(CheckpointLibrary.Entry checkpoint, CheckpointExport.Form form, Path to) {
        throw none();
    }

    @Override
    public int exportData(CheckpointLibrary.Entry checkpoint, Optional<TrainingDataFile.Layout> layout, Path to) {
        throw none();
    }

    @Override
    public String keepAsModel(CheckpointLibrary.Entry checkpoint) {
        throw none();
    }
}
