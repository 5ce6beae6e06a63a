package org.loopwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.model.files.LoraModel;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyModel;
import org.loopwright.train.TrainedWeights.Full;
import org.loopwright.train.TrainedWeights.Lora;
import org.loopwright.train.TrainingSettings.Batching;
import org.loopwright.train.TrainingSettings.Checkpointing;
import org.loopwright.train.TrainingSettings.EarlyStop;
import org.loopwright.train.TrainingSettings.Precision;
import org.loopwright.train.TrainingSettings.Saving;
import org.loopwright.train.djl.DjlMovingModels;
import org.loopwright.train.objective.PolicyGradient;

class JobTrainerTest {
    @TempDir
    Path folder;

    private Path base;
    private final List<TrainListener.Progress> heard = new ArrayList<>();

    @BeforeEach
    void writeBase() {
        base = TinyModel.write(folder.resolve("base"), 5, NumberFormat.F32);
    }

    private static Trainer trainer() {
        return new JobTrainer(new DjlMovingModels(LocalEngine.models().device()));
    }

    private static TrainingSettings settings(TrainedWeights weights, int steps) {
        return TrainingSettings.of(weights, steps, 6, 0.01, 3).withBatch(new Batching(6, 30, Checkpointing.OFF));
    }

    private TrainingJob job(String name, Objective<?> objective, List<? extends Example> examples) {
        return TrainingJob.of(base, objective, examples, settings(new Full(), 12), folder.resolve(name));
    }

    private static Objective<?> supervised() {
        return Objectives.named("supervised", Map.of());
    }

    private Checkpoint train(TrainingJob job) throws InterruptedException {
        heard.clear();
        return trainer().train(job, heard::add);
    }

    private double fall() {
        return heard.getFirst().loss() - heard.getLast().loss();
    }

    @Test
    void aCheckpointKnowsWhereItComesFrom() throws InterruptedException {
        TrainingJob job = job("student", supervised(), PractisedSums.texts(20, 1));
        Checkpoint checkpoint = train(job);
        assertThat(fall()).isGreaterThan(1);
        assertThat(heard).hasSize(12);
        assertThat(heard.getLast().parts()).containsKeys("gradient norm", "rate", "log-prob");
        assertThat(checkpoint.kind()).isEqualTo(Checkpoint.Kind.FULL);
        assertThat(checkpoint.parent()).isEqualTo(ModelFiles.read(base).hash());
        ModelFiles model = ModelFiles.read(checkpoint.folder());
        assertThat(model.hash()).isEqualTo(checkpoint.hash());
        assertThat(model.template().source())
                .isEqualTo(ModelFiles.read(base).template().source());
        assertThat(model.record().settings())
                .containsEntry("objective", "supervised")
                .containsEntry("seed", "3");
        assertThat(job.stateFolder()).doesNotExist();
        heard.clear();
        assertThat(train(job).hash()).isEqualTo(checkpoint.hash());
        assertThat(heard).as("a finished job is not trained again").isEmpty();
    }

    @Test
    void aCancelledTrainingGoesOnToTheSameWeights() throws InterruptedException {
        List<SupervisedExample> texts = PractisedSums.texts(20, 1);
        String hash = train(job("whole", supervised(), texts)).hash();
        TrainingJob job = job("parted", supervised(), texts);
        for (int stop : new int[] {1, 7}) {
            assertThatThrownBy(() -> trainer().train(job, progress -> {
                        if (progress.step() == stop) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .isInstanceOf(InterruptedException.class)
                    .hasMessageContaining("after step " + stop);
            assertThat(job.folder()).doesNotExist();
        }
        assertThat(train(job).hash()).isEqualTo(hash);
        assertThat(heard.getFirst().step()).isEqualTo(8);
    }

    @Test
    void anotherJobsFolderIsLeftAlone() throws InterruptedException {
        TrainingJob job = job("student", supervised(), PractisedSums.texts(20, 1));
        assertThatThrownBy(
                        () -> trainer().train(job, _ -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedException.class);
        TrainingJob other = job("student", supervised(), PractisedSums.texts(20, 2));
        assertThatThrownBy(() -> train(other))
                .isInstanceOfSatisfying(
                        TrainingException.class, e -> assertThat(e.code()).isEqualTo(TrainingException.Code.STATE))
                .hasMessageContaining("another training's state");
        train(job);
        assertThatThrownBy(() -> train(other)).hasMessageContaining("another training's checkpoint");
    }

    @Test
    void adaptersAreReadAsWhatTheyWereTrainedTo() throws InterruptedException {
        List<SupervisedExample> texts = PractisedSums.texts(20, 1);
        TrainingSettings lora = settings(Lora.ofRank(4), 30);
        Checkpoint adapter = train(TrainingJob.of(base, supervised(), texts, lora, folder.resolve("adapter"))
                .withDev(texts));
        assertThat(fall()).isGreaterThan(1);
        assertThat(adapter.kind()).isEqualTo(Checkpoint.Kind.ADAPTER);
        assertThat(ModelFiles.read(adapter.folder())).isInstanceOf(LoraModel.class);
        Lora merging = new Lora(4, 8, Lora.ALL_LINEAR, Lora.SaveAs.MERGED);
        Checkpoint merged =
                train(TrainingJob.of(base, supervised(), texts, settings(merging, 30), folder.resolve("merged")));
        float[] asRead = ModelFiles.read(adapter.folder()).readWeights();
        float[] asMerged = ModelFiles.read(merged.folder()).readWeights();
        for (int i = 0; i < asRead.length; i++) {
            assertThat(asRead[i]).isCloseTo(asMerged[i], within(1e-6f));
        }
        // A training that can't move says what the checkpoint's dev loss is.
        TrainingSettings still = TrainingSettings.of(new Full(), 1, 1, 1e-30, 1);
        TrainingJob check = TrainingJob.of(merged.folder(), supervised(), texts, still, folder.resolve("check"));
        assertThat(train(check.withDev(texts)).evaluation().get("dev loss"))
                .isCloseTo(adapter.evaluation().get("dev loss"), within(1e-4));
    }

    @Test
    void everyKindOfObjectiveTrains() throws InterruptedException {
        assertThat(train(job("dpo", Objectives.named("dpo", Map.of()), PractisedSums.pairs(12)))
                        .evaluation())
                .containsEntry("accuracy", 1.0);
        assertThat(heard.getFirst().loss()).as("policy and reference agree").isCloseTo(Math.log(2), within(1e-4));
        train(job("grpo", Objectives.named("grpo", Map.of("entropy", 0.001)), PractisedSums.rollouts(12)));
        assertThat(heard.getFirst().parts().get("kl k3 to reference")).isCloseTo(0, within(1e-6));
        assertThat(heard.getLast().parts().get("kl k3 to reference")).isGreaterThan(0);
        assertThat(heard.getLast().parts()).containsKeys("entropy", "clipped", "reward");
        train(job("rewards", Objectives.named("bradley-terry", Map.of()), PractisedSums.pairs(12)));
        assertThat(heard.getLast().parts().get("accuracy")).isGreaterThanOrEqualTo(0.8);
        assertThat(folder.resolve("rewards/value_head.safetensors")).exists();
    }

    @Test
    void entropyIsWatchedWithoutMovingTheWeights() throws InterruptedException {
        List<Rollout> rollouts = PractisedSums.rollouts(12);
        Checkpoint watched = train(job("watched", Objectives.named("grpo", Map.of()), rollouts));
        double seen = heard.getFirst().parts().getOrDefault("entropy", Double.NaN);
        Objective<AdvantagedRollout> alone = new Unwatched((PolicyGradient) Objectives.named("grpo", Map.of()));
        Checkpoint unwatched = train(job("unwatched", alone, rollouts));
        assertThat(heard.getFirst().parts()).doesNotContainKey("entropy");
        assertThat(watched.hash()).isEqualTo(unwatched.hash());
        train(job("rewarded", Objectives.named("grpo", Map.of("entropy", 0.01)), rollouts));
        assertThat(heard.getFirst().parts().get("entropy")).isCloseTo(seen, within(1e-4));
    }

    @Test
    void studentsComeNearerToTheirTeachers() throws InterruptedException {
        Path teacher = TinyModel.write(folder.resolve("teacher"), 6, NumberFormat.F32);
        TrainingJob job =
                job("distilled", Objectives.named("distillation", Map.of("adaptive", 1.0)), PractisedSums.texts(20, 1));
        train(job.withTeacher(new Teacher.Frozen(teacher)));
        assertThat(fall()).isGreaterThan(0.5);
        TrainingJob own = job("own", Objectives.named("distillation", Map.of("gold", 1.0)), PractisedSums.texts(20, 1));
        train(own.withTeacher(new Teacher.MovingAverage(0.9)));
        assertThat(heard.getFirst().parts().get("forward kl")).isCloseTo(0, within(1e-5));
        assertThat(heard.getLast().parts().get("forward kl")).isGreaterThan(1e-3);
        assertThatThrownBy(() -> train(job("none", job.objective(), PractisedSums.texts(20, 1))))
                .hasMessageContaining("needs a teacher");
    }

    @Test
    void halfPrecisionStaysNearFullPrecision() throws InterruptedException {
        List<SupervisedExample> texts = PractisedSums.texts(20, 1);
        train(job("full", supervised(), texts));
        List<Double> full = heard.stream().map(TrainListener.Progress::loss).toList();
        for (TrainedWeights weights : List.of(new Full(), Lora.ofRank(4))) {
            TrainingSettings half = settings(weights, 12).withPrecision(Precision.BF16);
            train(TrainingJob.of(
                    base,
                    supervised(),
                    texts,
                    half,
                    folder.resolve("half" + weights.getClass().getSimpleName())));
            assertThat(heard.getFirst().loss()).isCloseTo(full.getFirst(), within(0.05));
            assertThat(fall()).isGreaterThan(0.5);
        }
    }

    @Test
    void stopsWhenTheDevLossRisesAndKeepsTheBest() throws InterruptedException {
        TrainingSettings settings = settings(new Full(), 200).withEarlyStop(new EarlyStop(5, 2));
        TrainingJob job = TrainingJob.of(
                        base, supervised(), PractisedSums.texts(3, 1), settings, folder.resolve("early"))
                .withDev(PractisedSums.texts(10, 9));
        Checkpoint checkpoint = train(job);
        assertThat(checkpoint.end()).isEqualTo(Checkpoint.End.EARLY_STOP);
        assertThat(checkpoint.steps()).isLessThan(200);
        double best = heard.stream()
                .filter(p -> !p.evaluation().isEmpty())
                .mapToDouble(p -> p.evaluation().get("dev loss"))
                .min()
                .orElseThrow();
        assertThat(checkpoint.evaluation()).containsEntry("dev loss", best);
    }

    @Test
    void aLossThatIsNoNumberStopsAndTheLastStateStays() throws InterruptedException, IOException {
        List<SupervisedExample> texts = PractisedSums.texts(20, 1);
        TrainingSettings settings = settings(new Full(), 12).withSaving(new Saving(Duration.ofDays(1), 2));
        TrainingJob good = TrainingJob.of(base, supervised(), texts, settings, folder.resolve("student"));
        TrainingJob bad = TrainingJob.of(base, new Poisoned(6), texts, settings, folder.resolve("student"));
        assertThatThrownBy(() -> train(bad))
                .isInstanceOfSatisfying(
                        TrainingException.class, e -> assertThat(e.code()).isEqualTo(TrainingException.Code.DIVERGED))
                .hasMessageContaining("the loss is NaN in step 6 of 12")
                .hasMessageContaining("the last saved state is in");
        assertThat(good.folder()).doesNotExist();
        // The same job without the poison goes on after step 4.
        Checkpoint resumed = train(good);
        assertThat(heard.getFirst().step()).isEqualTo(5);
        TrainingJob whole = TrainingJob.of(base, supervised(), texts, settings, folder.resolve("whole"));
        assertThat(train(whole).hash()).isEqualTo(resumed.hash());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).doesNotContain("student.state");
        }
    }

    /// Cross-entropy that turns into NaN after some passes.
    private static final class Poisoned implements Objective<SupervisedExample> {
        @SuppressWarnings("unchecked")
        private final Objective<SupervisedExample> inner = (Objective<SupervisedExample>) supervised();

        private final int step;
        private double seen;

        Poisoned(int step) {
            this.step = step;
        }

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Map<String, Double> settings() {
            return inner.settings();
        }

        @Override
        public Class<? extends Example> example() {
            return inner.example();
        }

        @Override
        public Set<Reading> readings() {
            return inner.readings();
        }

        @Override
        public boolean needsReference() {
            return inner.needsReference();
        }

        @Override
        public List<SupervisedExample> prepare(List<? extends Example> examples) {
            return inner.prepare(examples);
        }

        @Override
        public boolean reads(SupervisedExample example, int sequence, int token) {
            return inner.reads(example, sequence, token);
        }

        @Override
        public double units(SupervisedExample example) {
            return inner.units(example);
        }

        @Override
        public double loss(List<ScoredExample<SupervisedExample>> pass, double units, Parts parts) {
            seen += pass.size();
            double loss = inner.loss(pass, units, parts);
            return seen > 6.0 * (step - 1) ? Double.NaN : loss;
        }
    }

    /// A policy gradient that is not told its entropy.
    private record Unwatched(PolicyGradient inner) implements Objective<AdvantagedRollout> {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Map<String, Double> settings() {
            return inner.settings();
        }

        @Override
        public Class<? extends Example> example() {
            return inner.example();
        }

        @Override
        public Set<Reading> readings() {
            return Set.of(Reading.LOG_PROB);
        }

        @Override
        public boolean needsReference() {
            return inner.needsReference();
        }

        @Override
        public List<AdvantagedRollout> prepare(List<? extends Example> examples) {
            return inner.prepare(examples);
        }

        @Override
        public boolean reads(AdvantagedRollout example, int sequence, int token) {
            return inner.reads(example, sequence, token);
        }

        @Override
        public double units(AdvantagedRollout example) {
            return inner.units(example);
        }

        @Override
        public double loss(List<ScoredExample<AdvantagedRollout>> pass, double units, Parts parts) {
            return inner.loss(pass, units, parts);
        }
    }
}
