package org.loopwright.project;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopSpec;
import org.loopwright.round.ItemRuns;
import org.loopwright.run.Budget;
import org.loopwright.run.RunException;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.run.RunPlan;
import org.loopwright.run.Runner;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;

/// Opens the item runs of round loops on the project's own runner and journal.
final class ChildRuns implements ItemRuns {
    private static final String BY = "round loop";
    /// Milliseconds between two looks at a run that goes on: often enough for a live screen, seldom enough to cost
    /// nothing. Short runs are looked at more often.
    private static final int LOOK = 100;

    private static final int MANY = 20;

    private final Runner runner;
    private final RunStore store;

    ChildRuns(Runner runner, RunStore store) {
        this.runner = runner;
        this.store = store;
    }

    @Override
    public RunStore store() {
        return store;
    }

    @Override
    public void run(UUID id, Request request, Watch watch) throws InterruptedException {
        Optional<RunSummary> before = store.run(id);
        if (before.map(summary -> summary.status() == RunSummary.Status.FINISHED)
                .orElse(false)) {
            return;
        }
        RunPlan plan = plan(request);
        RunHandle run = before.isEmpty()
                ? runner.start(id, plan, RunHeader.Kind.CHILD, RunListener.NONE)
                : runner.resume(id, plan, BY, RunListener.NONE);
        RunHandle.Progress end = await(run, watch);
        if (end.status() != RunHandle.Status.FINISHED) {
            throw new RunException("its item run " + id + " ended as "
                    + end.status().name().toLowerCase(java.util.Locale.ROOT)
                    + (end.failure() == null ? "" : ": " + end.failure()));
        }
    }

    private static RunHandle.Progress await(RunHandle run, Watch watch) throws InterruptedException {
        try {
            for (int look = 1; !run.progress().status().ended(); look++) {
                tell(run, watch);
                Thread.sleep(Math.min(look, LOOK));
            }
            return run.await();
        } catch (InterruptedException e) {
            run.cancel(BY);
            // It is over soon, and its journal must be closed before the store is.
            run.await();
            throw e;
        }
    }

    /// Says how far it is, and rests and goes on as the round loop does.
    private static void tell(RunHandle run, Watch watch) {
        RunHandle.Progress now = run.progress();
        // The first ones wait for the engine to start, and say little.
        double left = now.done() < MANY && now.done() < now.items() / 4
                ? Double.NaN
                : now.wallNanos() / 1e9 / Math.max(1, now.done()) * (now.items() - now.done());
        watch.done(now.done(), now.items(), now.tokensPerSecond(), left);
        if (watch.isPaused() && now.status() == RunHandle.Status.RUNNING) {
            run.pause(BY);
        } else if (!watch.isPaused() && now.status() == RunHandle.Status.PAUSED) {
            run.resume(BY);
        }
    }

    private static RunPlan plan(Request request) {
        RunPlan parent = request.parent();
        Map<String, LoopSpec> loops = new LinkedHashMap<>(parent.loops());
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(request.loopFile(), parent.texts().getOrDefault(request.loopFile(), ""));
        parent.texts().forEach((file, text) -> {
            if (!file.equals(parent.loopFile())) {
                texts.putIfAbsent(file, text);
            }
        });
        loops.remove(parent.loopFile());
        return new RunPlan(
                request.loopFile(),
                loops,
                texts,
                request.models(),
                request.dataset(),
                parent.grader(),
                request.seed(),
                Budget.UNLIMITED,
                RunPlan.DEFAULT_PARALLELISM);
    }
}
