package org.loopwright.round;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.loopwright.loop.Content;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.model.LanguageModel;
import org.loopwright.run.RunException;
import org.loopwright.run.StepProgress;
import org.loopwright.run.StepWatch;

/// Lets a checkpoint attempt problems: opens an item run of kind `child`, waits for it and reads its
/// traces. Used by kinds that collect and evaluate.
public final class Attempts {
    private final Making making;

    /// Attempts for this step.
    public Attempts(Making making) {
        this.making = making;
    }

    /// What came of it.
    ///
    /// @param run the item run
    /// @param traces in the order of problems, attempts of one problem together
    /// @param parameters of the largest model
    /// @param judges the loop's nodes that ask a model for a judgement
    public record Made(UUID run, RowSet traces, long parameters, Set<String> judges) {
        public Made {
            judges = Set.copyOf(judges);
        }

        /// What it cost, by the names in [Ledger].
        public Map<String, Double> ledger() {
            Map<String, Double> ledger = new LinkedHashMap<>();
            ledger.put(Ledger.GENERATED_TOKENS, tokens());
            long judged = traces.rows().stream()
                    .flatMap(row -> row.replies().stream())
                    .filter(reply -> judges.contains(reply.node()))
                    .count();
            if (judged > 0) {
                ledger.put(Ledger.JUDGE_CALLS, (double) judged);
            }
            return ledger;
        }

        /// What they measure.
        public Map<String, Double> numbers() {
            return TraceNumbers.of(traces);
        }

        /// How large it was: `attempts`, and `parameters` of the largest model.
        public Map<String, Double> sizes() {
            return Map.of("attempts", (double) traces.rows().size(), "parameters", (double) parameters);
        }

        /// Their 95 % intervals, whole problems drawn again.
        public Map<String, Double> intervals() {
            return TraceNumbers.intervals(traces);
        }

        /// Tokens that were written.
        double tokens() {
            return traces.rows().stream()
                    .mapToDouble(row -> row.number("tokens"))
                    .sum();
        }
    }

    /// `samples` attempts at every problem, by the loop and the models that the node's settings name.
    ///
    /// @throws LoopException when the item run failed
    /// @throws InterruptedException when the caller is interrupted; the next call goes on with the item run
    public Made make(RowSet problems, int samples) throws InterruptedException {
        String file = making.settings().text("loop");
        LoopSpec loop = making.site().plan().loops().get(file);
        if (loop == null) {
            throw new LoopException("node " + making.node() + ": the project has no loop `" + file + "`");
        }
        Map<String, LanguageModel> models = new LinkedHashMap<>();
        making.roles("roles")
                .forEach((role, model) ->
                        models.put(role, making.means().models().open(model)));
        UUID begun = making.cache().begun(making.key());
        UUID run = begun == null ? UuidCreator.getTimeOrderedEpoch() : begun;
        if (begun == null) {
            making.means()
                    .artifacts()
                    .begin(run, making.artifact("over"), problems.rows().size(), samples);
            making.cache().begin(making.key(), run);
        }
        ItemRuns runs = making.means().itemRuns();
        try {
            runs.run(
                    run,
                    new ItemRuns.Request(
                            making.site().plan(), file, models, ProblemRows.attempts(problems, samples), making.seed()),
                    watch());
        } catch (RunException e) {
            throw new LoopException("node " + making.node() + ": " + e.getMessage(), e);
        }
        String grader = making.site().plan().grader().name();
        TraceReader reader = new TraceReader(runs.store(), making.means().machine(), loop, grader);
        long parameters = making.roles("roles").values().stream()
                .mapToLong(Content.Artifact::size)
                .max()
                .orElse(0);
        return new Made(run, reader.read(run, problems), parameters, judges(loop));
    }

    /// Nodes that write a verdict, and judges that write something else.
    private static Set<String> judges(LoopSpec loop) {
        Set<String> judges = new LinkedHashSet<>();
        for (NodeSpec node : loop.nodes().values()) {
            boolean verdict = node.settings()
                    .optionalText("writes")
                    .map(slot -> loop.slots().get(slot))
                    .map(slot -> slot.type() == SlotType.VERDICT)
                    .orElse(false);
            if (verdict || node.kind().startsWith("judge")) {
                judges.add(node.id());
            }
        }
        return judges;
    }

    private ItemRuns.Watch watch() {
        StepWatch watch = making.site().watch();
        return new ItemRuns.Watch() {
            @Override
            public void done(int done, int all, double tokensPerSecond, double secondsLeft) {
                watch.progress(new StepProgress(
                        making.node(),
                        making.site().frame().visit(),
                        StepProgress.Phase.ATTEMPTS,
                        done,
                        all,
                        Map.of("tokens_per_second", tokensPerSecond),
                        secondsLeft));
            }

            @Override
            public boolean isPaused() {
                return watch.isPaused();
            }
        };
    }

    /// The sources of what the models wrote: those of the inputs, and each model.
    public Set<Source> sources() {
        Set<Source> sources = making.sources();
        for (Content.Artifact model : making.roles("roles").values()) {
            sources = Sources.union(sources, Set.of(new Source.OfModel(model.hash())));
        }
        return sources;
    }
}
