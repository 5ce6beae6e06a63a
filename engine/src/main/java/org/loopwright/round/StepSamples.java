package org.loopwright.round;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.loop.Content;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Seeds;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelException;
import org.loopwright.run.RunException;
import org.loopwright.run.StepProgress;
import org.loopwright.task.Dataset;
import org.loopwright.task.Datasets;
import org.loopwright.task.Split;
import org.loopwright.train.TrainListener.Snapshot;
import org.loopwright.train.TrainingException;

/// Lets a model attempt a few dev problems while it is trained, every so many steps: the first attempts that a node of
/// kind `evaluate` would make, with that node's loop, roles and seeds, so that they stand beside those of the last
/// measured checkpoint.
///
/// Nothing of the training hangs on it: samples have seeds of their own, the weights are copied, and the settings are
/// no part of the step's key. Cost of each time: the model written once, and the attempts. What fails is said and not
/// tried again; the training goes on.
public final class StepSamples {
    /// Steps between two times; none are taken when it is left out.
    public static final String EVERY = "samples-every";
    /// The `evaluate` node; when left out the first whose role is what the training writes, and whose problems are
    /// not of a test split.
    public static final String BY = "samples-by";
    /// How many problems.
    public static final String OF = "samples-of";
    /// All settings: what they say changes no result.
    public static final List<String> SETTINGS = List.of(EVERY, BY, OF);
    /// Problems when nothing is said.
    static final int PROBLEMS = 4;
    /// Times that samples were taken, and what that took.
    static final String TIMES = "samples";

    static final String SECONDS = "samples_seconds";

    private final Making making;
    private final NodeSpec measuring;
    private final int every;
    private final Content.Artifact problems;
    private final RowSet chosen;
    private Optional<StepProgress.Sampled> last = Optional.empty();
    private int times;
    private long nanos;
    private String failure = "";

    private StepSamples(Making making, NodeSpec measuring, int every, Content.Artifact problems) {
        this.making = making;
        this.measuring = measuring;
        this.every = every;
        this.problems = problems;
        RowSet all = making.means().artifacts().rows(problems);
        int count = Math.min(making.integer(OF, PROBLEMS), all.rows().size());
        this.chosen = all.with(all.rows().subList(0, count));
    }

    /// The samples that a training asks for, or empty when it asks for none.
    ///
    /// @throws LoopException when no node of kind `evaluate` has dev problems for them
    static Optional<StepSamples> of(Making making) {
        int every = making.integer(EVERY, 0);
        if (every <= 0) {
            return Optional.empty();
        }
        LoopSpec loop = making.site().plan().loop();
        for (NodeSpec node : measuring(loop, loop.node(making.node()))) {
            Optional<Content.Artifact> over = artifact(making, node.settings().text("over"));
            if (over.isPresent() && !over.get().split().equals(Split.TEST.label())) {
                return Optional.of(new StepSamples(making, node, every, over.get()));
            }
        }
        throw new LoopException("node " + making.node() + ": `" + EVERY + "` needs dev problems, and no node of kind"
                + " evaluate has any for what it trains; measure on a dev split, or leave `" + EVERY + "` out");
    }

    /// The nodes that could say how samples of a training are taken, in the order of the file.
    public static List<NodeSpec> measuring(LoopSpec loop, NodeSpec training) {
        Optional<String> named = training.settings().optionalText(BY);
        String slot = training.settings().optionalText(Product.WRITES).orElse("");
        return loop.nodes().values().stream()
                .filter(node -> node.kind().equals("evaluate"))
                .filter(node -> named.isEmpty() || named.get().equals(node.id()))
                .filter(node -> node.settings().map("roles").tree().containsValue(slot))
                .toList();
    }

    private static Optional<Content.Artifact> artifact(Making making, String slot) {
        return making.site()
                .frame()
                .value(slot)
                .map(value -> value.content() instanceof Content.Artifact artifact ? artifact : null);
    }

    /// Takes samples when it is time. An interruption is kept for the trainer.
    void look(int step, Snapshot now) {
        if (step % every != 0 || !failure.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        Path folder = making.means().artifacts().look(making.key().substring(0, 16));
        SpeedProbe.delete(folder);
        try {
            now.write(folder);
            last = Optional.of(new StepProgress.Sampled(step, attempt(folder)));
            times++;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (LoopException | RunException | ModelException | TrainingException e) {
            failure = "samples failed at step " + step + ": " + e.getMessage();
        } finally {
            SpeedProbe.delete(folder);
            nanos += System.nanoTime() - start;
        }
    }

    private UUID attempt(Path folder) throws InterruptedException {
        UUID run = UuidCreator.getTimeOrderedEpoch();
        int samples = making.site()
                .plan()
                .loop()
                .integer(measuring.settings().optionalText("samples").orElse("1"));
        making.means().artifacts().begin(run, problems, chosen.rows().size(), samples);
        Dataset all = ProblemRows.attempts(chosen, samples);
        Dataset first = Datasets.of(
                all.name(),
                all.split(),
                all.items().stream()
                        .filter(item -> ProblemRows.sample(item.id()) == 0)
                        .toList());
        try (LanguageModel model = making.means().models().openApart(folder)) {
            making.means()
                    .itemRuns()
                    .run(
                            run,
                            new ItemRuns.Request(
                                    making.site().plan(),
                                    measuring.settings().text("loop"),
                                    models(model),
                                    first,
                                    seed()),
                            new Resting(making));
        }
        return run;
    }

    /// The seed of the latest measurement, or of the one to come.
    private long seed() {
        int visit = making.site().frame().visits().getOrDefault(measuring.id(), 1);
        return Seeds.ofChoice(making.site().frame().seed(), measuring.id(), visit);
    }

    /// Role -> model: the one in training where the node has what this training writes.
    private Map<String, LanguageModel> models(LanguageModel trained) {
        String slot = making.site().plan().loop().node(making.node()).settings().text(Product.WRITES);
        Map<String, LanguageModel> models = new LinkedHashMap<>();
        measuring.settings().map("roles").tree().forEach((role, from) -> {
            if (from.equals(slot)) {
                models.put(role, trained);
            } else {
                Content.Artifact other = artifact(making, String.valueOf(from))
                        .orElseThrow(() -> new LoopException("slot `" + from + "` has no model yet"));
                models.put(role, making.means().models().open(other));
            }
        });
        return models;
    }

    /// The latest samples, or empty.
    Optional<StepProgress.Sampled> last() {
        return last;
    }

    /// How often samples were taken, and the seconds that all of it took.
    Map<String, Double> numbers() {
        return Map.of(TIMES, (double) times, SECONDS, nanos / 1e9);
    }

    /// The same for people.
    String note() {
        return failure.isEmpty()
                ? String.format(
                        Locale.ROOT,
                        "samples of %d problems every %d steps: %d times, %.1f s",
                        chosen.rows().size(),
                        every,
                        times,
                        nanos / 1e9)
                : failure;
    }

    /// Rests while the run is paused, and tells nobody.
    private record Resting(Making making) implements ItemRuns.Watch {
        @Override
        public void done(int done, int all, double tokensPerSecond, double secondsLeft) {}

        @Override
        public boolean isPaused() {
            return making.site().watch().isPaused();
        }
    }
}
