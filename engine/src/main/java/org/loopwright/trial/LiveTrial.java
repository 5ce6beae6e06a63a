package org.loopwright.trial;

import java.util.Optional;
import java.util.function.Function;
import org.loopwright.loop.FramePath;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;

/// A trial's run while this process holds it at its gate.
final class LiveTrial {
    private final RunHandle run;
    private final StepGate gate;

    private LiveTrial(RunHandle run, StepGate gate) {
        this.run = run;
        this.gate = gate;
    }

    /// Starts a run at a gate.
    ///
    /// @param start starts it with this listener
    static LiveTrial start(StepGate gate, TrialListener listener, Function<RunListener, RunHandle> start) {
        return new LiveTrial(start.apply(new Heard(gate, listener)), gate);
    }

    RunHandle run() {
        return run;
    }

    /// The frame that waits, once one does; empty when the run ended instead.
    Optional<StepGate.Arrival> next() throws InterruptedException {
        return gate.next();
    }

    void release(StepGate.Pace pace) {
        gate.release(pace);
    }

    void stopAt(Breakpoints breakpoints) {
        gate.stopAt(breakpoints);
    }

    /// Ends the run; it can go on later. Returns when it has ended.
    void stop() throws InterruptedException {
        run.cancel("trial");
        run.await();
    }

    private record Heard(StepGate gate, TrialListener listener) implements RunListener {
        @Override
        public void entered(FramePath frame, String node) {
            listener.entered(frame, node);
        }

        @Override
        public void token(FramePath frame, String node, String text) {
            listener.token(frame, node, text);
        }

        @Override
        public void status(RunHandle.Status status) {
            if (status.ended()) {
                gate.end(status);
            }
        }
    }
}
