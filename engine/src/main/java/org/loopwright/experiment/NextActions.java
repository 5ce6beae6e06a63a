package org.loopwright.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loopwright.experiment.NextAction.Kind;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.Verdict;

/// Says what to do next about an experiment.
final class NextActions {
    private NextActions() {}

    static NextAction of(Experiment experiment, List<ArmRun> runs, Optional<Judged> judged) {
        Optional<ArmRun> broken = runs.stream()
                .filter(run -> run.state() == ArmRun.State.IMPOSSIBLE)
                .findFirst();
        if (broken.isPresent()) {
            return new NextAction(
                    Kind.MEND,
                    "arm " + broken.get().arm() + " can't run: " + broken.get().reason());
        }
        int missing = count(runs, ArmRun.State.MISSING);
        int stale = count(runs, ArmRun.State.STALE);
        int interrupted = count(runs, ArmRun.State.INTERRUPTED);
        int going = count(runs, ArmRun.State.QUEUED) + count(runs, ArmRun.State.RUNNING);
        if (missing + stale + interrupted > 0) {
            return new NextAction(
                    Kind.RUN,
                    missing + " of " + runs.size() + " runs missing"
                            + (stale > 0 ? ", " + stale + " stale" : "")
                            + (interrupted > 0 ? ", " + interrupted + " interrupted" : "")
                            + (going > 0 ? ", " + going + " queued or running" : ""));
        }
        if (going > 0) {
            return new NextAction(Kind.WAIT, going + " of " + runs.size() + " runs are queued or running");
        }
        return judged.map(NextActions::afterwards)
                .orElseGet(() -> new NextAction(Kind.MEND, "nothing can be judged yet"));
    }

    private static NextAction afterwards(Judged judged) {
        if (judged.finding().isEmpty()) {
            return new NextAction(Kind.MEND, judged.problem());
        }
        Hypothesis.Finding finding = judged.finding().get();
        if (finding.verdict() != Verdict.INCONCLUSIVE) {
            return new NextAction(Kind.REPORT, finding.verdict().word() + ": " + finding.reason());
        }
        return new NextAction(
                Kind.SETTLE,
                finding.neededN() > 0
                        ? String.format(Locale.ROOT, "open: about n = %,d would settle it", finding.neededN())
                        : "open: " + finding.reason());
    }

    private static int count(List<ArmRun> runs, ArmRun.State state) {
        return (int) runs.stream().filter(run -> run.state() == state).count();
    }
}
