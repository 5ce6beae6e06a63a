package org.loopwright.round;

import java.util.Map;
import java.util.Optional;
import org.loopwright.run.StepProgress;
import org.loopwright.run.StepWatch;
import org.loopwright.train.TrainListener;

/// Follows one training of a round loop: notes its curve, takes samples, tells the run where it stands, and rests while
/// the run is paused.
final class TrainingWatch implements TrainListener {
    private final Making making;
    private final TrainingCurve curve;
    private final Optional<StepSamples> samples;

    TrainingWatch(Making making, TrainingCurve curve, Optional<StepSamples> samples) {
        this.making = making;
        this.curve = curve;
        this.samples = samples;
    }

    @Override
    public void progress(Progress progress) {
        curve.add(progress);
        Map<String, Double> numbers = TrainingCurve.numbers(progress);
        numbers.put("tokens_per_second", progress.tokensPerSecond());
        StepWatch watch = making.site().watch();
        watch.progress(new StepProgress(
                making.node(),
                making.site().frame().visit(),
                StepProgress.Phase.TRAINING,
                progress.step(),
                progress.steps(),
                numbers,
                progress.secondsLeft(),
                samples.flatMap(StepSamples::last)));
        try {
            watch.pass();
        } catch (InterruptedException _) {
            // The trainer looks at its thread after every step, saves its state and ends.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void look(int step, Snapshot now) {
        samples.ifPresent(some -> some.look(step, now));
    }
}
