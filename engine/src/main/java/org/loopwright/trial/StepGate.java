package org.loopwright.trial;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Conditions;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Step;
import org.loopwright.run.FrameGate;
import org.loopwright.run.RunHandle;

/// The gate between a trial and its run: the run's frames wait here, the trial lets them go on. Frames that one call
/// opened side by side may come to a breakpoint together: then one is shown after the other.
///
/// Thread-safe.
final class StepGate implements FrameGate {
    private final String mainLoop;
    private final Language language;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// Guarded by `lock`.
    private final Deque<Arrival> waiting = new ArrayDeque<>();
    /// Guarded by `lock`.
    private final Map<FramePath, List<String>> holding = new HashMap<>();
    /// Guarded by `lock`: why the frames that were told to wait must.
    private final Map<FramePath, Halt> arriving = new HashMap<>();
    /// Guarded by `lock`.
    private Pace pace;
    /// Guarded by `lock`.
    private Breakpoints breakpoints;
    /// Guarded by `lock`.
    private RunHandle.@Nullable Status ended;

    /// How far a run may go. Closed set.
    sealed interface Pace {
        /// To the next visit of a node of this frame, or of one that called it.
        record Over(FramePath frame) implements Pace {}

        /// To the next visit of any node.
        record Into() implements Pace {}

        /// To the next breakpoint.
        record On() implements Pace {}
    }

    /// A frame that waits.
    record Arrival(String loopFile, Frame frame, Halt halt) {}

    /// @param mainLoop file of the loop whose slots the conditions read
    /// @param pace how far the run may go before anybody says more
    StepGate(String mainLoop, Language language, Breakpoints breakpoints, Pace pace) {
        this.mainLoop = mainLoop;
        this.language = language;
        this.breakpoints = breakpoints;
        this.pace = pace;
    }

    /// Frames that come from now on stop at these.
    void stopAt(Breakpoints others) {
        lock.lock();
        try {
            breakpoints = others;
        } finally {
            lock.unlock();
        }
    }

    /// Lets the frame that waits first go on.
    void release(Pace next) {
        lock.lock();
        try {
            pace = next;
            waiting.poll();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The run will do nothing more in this process.
    void end(RunHandle.Status status) {
        lock.lock();
        try {
            ended = status;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The first frame that waits, once one does; empty when the run ended instead.
    Optional<Arrival> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && ended == null) {
                changed.await();
            }
            return Optional.ofNullable(waiting.peek());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean holds(String loopFile, LoopSpec loop, Frame frame) {
        return halt(loopFile, frame, now(loopFile, loop, frame)).isPresent();
    }

    @Override
    public void await(String loopFile, Frame frame) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Halt halt = arriving.getOrDefault(frame.path(), new Halt.Stepped());
            Arrival arrival = new Arrival(loopFile, frame, halt);
            waiting.add(arrival);
            changed.signalAll();
            while (waiting.contains(arrival)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Halt> halt(String loopFile, Frame frame, List<String> now) {
        lock.lock();
        try {
            List<String> before =
                    Optional.ofNullable(holding.put(frame.path(), now)).orElse(now);
            Optional<Halt> halt = Breakpoints.begins(before, now)
                    .<Halt>map(Halt.AtCondition::new)
                    .or(() -> breakpoints.has(loopFile, frame.node())
                            ? Optional.of(new Halt.AtNode(frame.node()))
                            : Optional.empty())
                    .or(() -> stops(frame.path()) ? Optional.of(new Halt.Stepped()) : Optional.empty());
            halt.ifPresent(why -> arriving.put(frame.path(), why));
            return halt;
        } finally {
            lock.unlock();
        }
    }

    private boolean stops(FramePath frame) {
        return switch (pace) {
            case Pace.Over(FramePath from) -> from.isWithin(frame);
            case Pace.Into _ -> true;
            case Pace.On _ -> false;
        };
    }

    /// The conditions that hold in a frame of the trial's loop.
    private List<String> now(String loopFile, LoopSpec loop, Frame frame) {
        List<String> conditions = loopFile.equals(mainLoop) ? breakpoints().conditions() : List.of();
        if (conditions.isEmpty()) {
            return List.of();
        }
        Map<String, Object> values = new Step(loop, loop.node(frame.node()), frame, language).variables();
        return conditions.stream()
                .filter(condition -> holds(language.conditions(), condition, values))
                .toList();
    }

    private Breakpoints breakpoints() {
        lock.lock();
        try {
            return breakpoints;
        } finally {
            lock.unlock();
        }
    }

    /// A condition over slots that are empty yet does not hold yet.
    private static boolean holds(Conditions conditions, String condition, Map<String, Object> values) {
        try {
            return conditions.test(condition, values);
        } catch (LoopException _) {
            return false;
        }
    }
}
