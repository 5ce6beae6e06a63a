package org.loopwright.round;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelOpener;
import org.loopwright.run.RunPlan;
import org.loopwright.task.Dataset;
import org.loopwright.train.Trainer;

/// Says what a round loop will take. Speeds are those of the project's earlier steps; where there are none, they are
/// measured. Thread-safe.
public final class Estimates {
    private static final int STEPS_READ = 400;

    private final StepCache cache;
    private final ModelOpener opener;
    private final Function<String, Dataset> datasets;

    /// @param artifacts of the project, whose earlier steps tell speeds
    /// @param opener opens the model that is measured
    /// @param datasets the project's, by id
    public Estimates(Artifacts artifacts, ModelOpener opener, Function<String, Dataset> datasets) {
        this.cache = new StepCache(artifacts.steps());
        this.opener = opener;
        this.datasets = datasets;
    }

    /// The estimate of a plan.
    ///
    /// @param trainer measures where no earlier step tells a speed; empty to measure nothing
    /// @param folder where a role's model lies
    /// @throws InterruptedException when the thread is interrupted while it measures
    public RoundEstimate of(RunPlan plan, Optional<Trainer> trainer, Function<String, Path> folder)
            throws InterruptedException {
        Speeds speeds = new Speeds(cache.recent(STEPS_READ));
        RoundEstimate.Basis basis = speeds.isComplete() ? RoundEstimate.Basis.EARLIER_STEPS : RoundEstimate.Basis.NONE;
        if (!speeds.isComplete() && trainer.isPresent()) {
            measure(plan, trainer.get(), folder, speeds);
            basis = speeds.isComplete() ? RoundEstimate.Basis.PROBE : basis;
        }
        Map<String, LanguageModel> models = plan.models();
        return new Estimating(
                        plan.loop(),
                        plan.loops(),
                        role -> {
                            LanguageModel model = models.get(role);
                            return model == null ? 0 : model.card().parameters();
                        },
                        id -> datasets.apply(id).items().size(),
                        speeds)
                .estimate(basis);
    }

    private void measure(RunPlan plan, Trainer trainer, Function<String, Path> folder, Speeds speeds)
            throws InterruptedException {
        SpeedProbe probe = new SpeedProbe(opener, trainer);
        Optional<String> role = plan.models().keySet().stream().findFirst();
        if (role.isPresent()) {
            probe.measure(folder.apply(role.get()), speeds);
            return;
        }
        Optional<NodeSpec> begins = first(plan.loop());
        if (begins.isPresent()) {
            Path scratch = temporary();
            try {
                Artifacts there = new Artifacts(scratch);
                FreshModel model = Estimating.shape(plan.loop(), begins.get().settings());
                probe.measure(there.checkpoint(model.in(there).name()), speeds);
            } finally {
                SpeedProbe.delete(scratch);
            }
        }
    }

    private static Optional<NodeSpec> first(LoopSpec loop) {
        return loop.nodes().values().stream()
                .filter(node -> node.kind().equals("train") && !node.settings().has("from"))
                .findFirst();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("loopwright-shape");
        } catch (IOException e) {
            throw new LoopException("the speed can't be measured: " + e.getMessage(), e);
        }
    }
}
