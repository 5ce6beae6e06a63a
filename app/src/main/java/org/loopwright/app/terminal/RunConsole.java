package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.loop.Level;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RoundRuns;
import org.loopwright.project.RunRequest;
import org.loopwright.round.RoundControl;
import org.loopwright.round.RoundEstimate;
import org.loopwright.run.Budget;
import org.loopwright.run.RunHandle;

/// Runs a loop in the terminal: a progress bar while it goes on, a table at its end. Ctrl-C leaves a
/// resumable run.
final class RunConsole {
    private static final String BY = "terminal";

    private final Project project;
    private final PrintWriter out;
    private final @Nullable Path json;

    /// @param json where to write the result as well, or null
    RunConsole(Project project, PrintWriter out, @Nullable Path json) {
        this.project = project;
        this.out = out;
        this.json = json;
    }

    /// Starts a new run and waits for its end.
    ///
    /// @return the exit code
    int start(RunRequest request) throws InterruptedException {
        return start(request, Rounds.NONE);
    }

    /// What is asked of a round loop beside itself.
    ///
    /// @param controls arms to run after it
    /// @param onlyEstimate whether nothing is run
    record Rounds(List<RoundControl> controls, boolean onlyEstimate) {
        static final Rounds NONE = new Rounds(List.of(), false);
    }

    /// Starts a new run, and its control arms after it, and waits for their end.
    ///
    /// @return the exit code
    int start(RunRequest request, Rounds rounds) throws InterruptedException {
        if (isRoundLoop(request.loop())) {
            return startRounds(request, rounds);
        }
        if (rounds.onlyEstimate() || !rounds.controls().isEmpty()) {
            throw new ProjectException("loop " + request.loop()
                    + " is no round loop: it has no control arms, and its time is shown while it runs");
        }
        RunProgress progress = new RunProgress();
        return finish(project.start(request, progress), progress);
    }

    /// Goes on with a run and waits for its end.
    ///
    /// @return the exit code
    int resume(UUID run, Budget budget) throws InterruptedException {
        if (RoundRuns.isRounds(project.summary(run).header())) {
            return followRounds(project.resume(run, BY, budget, new RoundProgress(out)));
        }
        RunProgress progress = new RunProgress();
        return finish(project.resume(run, BY, budget, progress), progress);
    }

    private int startRounds(RunRequest request, Rounds rounds) throws InterruptedException {
        RoundRuns all = project.rounds();
        RoundEstimate estimate = all.estimate(request, RoundRuns.Measure.WHERE_UNKNOWN);
        // An arm takes at most what the loop takes.
        new EstimateText(Collections.nCopies(1 + rounds.controls().size(), estimate)).print(out);
        if (rounds.onlyEstimate()) {
            return ExitCode.DONE.code();
        }
        int code = followRounds(project.start(request, new RoundProgress(out)));
        for (RoundControl control : rounds.controls()) {
            out.println("control arm " + control.word());
            code = Math.max(code, followRounds(all.start(request, control, new RoundProgress(out))));
        }
        return code;
    }

    /// Forks a round loop and waits for the fork's end.
    ///
    /// @return the exit code
    int forkRounds(UUID run, int round, Optional<RoundRuns.Change> change) throws InterruptedException {
        return followRounds(project.rounds().fork(run, round, change, new RoundProgress(out)));
    }

    private int finish(RunHandle run, RunProgress progress) throws InterruptedException {
        return report(run.id(), follow(run, progress));
    }

    /// Waits for a run's end.
    static RunHandle.Progress follow(RunHandle run, RunProgress progress) throws InterruptedException {
        Thread onKill = Thread.ofPlatform().unstarted(() -> cancel(run));
        Runtime.getRuntime().addShutdownHook(onKill);
        RunHandle.Progress end = progress.follow(run);
        removeHook(onKill);
        return end;
    }

    private boolean isRoundLoop(String name) {
        return project.loops().stream()
                .filter(file -> file.name().equals(name) || file.fileName().equals(name))
                .map(file -> file.parse().loop())
                .filter(Objects::nonNull)
                .anyMatch(loop -> loop.level() == Level.ROUND);
    }

    private int followRounds(RunHandle run) throws InterruptedException {
        Thread onKill = Thread.ofPlatform().unstarted(() -> cancel(run));
        Runtime.getRuntime().addShutdownHook(onKill);
        RunHandle.Progress end = run.await();
        removeHook(onKill);
        if (end.status() != RunHandle.Status.FINISHED) {
            out.println("Stopped (" + RunText.words(end.status()) + ")"
                    + (end.failure() == null ? "" : ": " + end.failure())
                    + ". Go on with: ./loopwright resume " + project.root() + " " + run.id());
        }
        RoundText text = RoundText.of(project, run.id());
        text.print(out);
        JsonFile.write(json, text.asJson(run.id()));
        boolean failed = end.status() == RunHandle.Status.FAILED
                || project.summary(run.id()).itemsFailed() > 0;
        failure(run.id()).ifPresent(reason -> out.println("The round loop failed: " + reason));
        return failed ? ExitCode.RUN_FAILED.code() : ExitCode.DONE.code();
    }

    /// Why the round loop's frame failed, or empty.
    private Optional<String> failure(UUID run) {
        return project.store().entries(run).stream()
                .map(JournalEntry::event)
                .filter(Event.FrameClosed.class::isInstance)
                .map(Event.FrameClosed.class::cast)
                .filter(closed -> closed.outcome() == Frame.Outcome.FAILED)
                .map(Event.FrameClosed::reason)
                .findFirst();
    }

    private static void cancel(RunHandle run) {
        run.cancel(BY);
        try {
            run.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The program is ending already.
        }
    }

    private int report(UUID run, RunHandle.Progress end) {
        if (end.status() == RunHandle.Status.FAILED) {
            out.println("The run failed: " + end.failure());
            out.println("What was done is kept: ./loopwright resume " + project.root() + " " + run);
            return ExitCode.RUN_FAILED.code();
        }
        if (end.status() != RunHandle.Status.FINISHED) {
            out.println("Stopped after " + end.done() + " of " + end.items() + " items (" + RunText.words(end.status())
                    + "). Go on with: ./loopwright resume " + project.root() + " " + run);
        }
        String grader = project.summary(run).header().grader();
        new RunText(project, out).print(run, grader);
        JsonFile.write(json, RunJson.of(project.summary(run), project.report(run, grader)));
        return project.summary(run).itemsFailed() == end.items() ? ExitCode.RUN_FAILED.code() : ExitCode.DONE.code();
    }
}
