package org.loopwright.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.loop.Decision;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.PromptSettings;
import org.loopwright.loop.Seeds;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelException;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;
import org.loopwright.tool.Tool;
import org.loopwright.tool.ToolException;

/// Runs one item's frames: **this is the loop that runs a loop**.
///
/// ```
/// while the frame is open:
///     decide          (pure)
///     act             (ask a model, use a tool, grade, call another loop)
///     journal         (the step's result, its writes and its move, together)
/// ```
///
/// A frame that asks a person is parked: it stays open in the journal, and so do the frames that called
/// it; their thread ends. A resumed run finds the answer among the frame's results.
///
/// One instance for each item, used by the item's thread and the threads of its calls.
final class FrameRunner {
    private final RunSession session;
    private final Item item;

    FrameRunner(RunSession session, Item item) {
        this.session = session;
        this.item = item;
    }

    /// Runs the item's own frame to its end, or from where the journal left it.
    ///
    /// @return the frame, which is still open when it or a frame that it called waits for a person
    /// @throws InterruptedException when the run is cancelled; the frame stays open
    Frame run() throws InterruptedException {
        RunPlan plan = session.plan();
        return run(
                FramePath.ofItem(item.id()),
                null,
                plan.loopFile(),
                plan.loop().level() == Level.ROUND ? session.workshop().given(plan) : Map.of(),
                Seeds.ofItem(plan.seed(), item.contentHash()));
    }

    private Frame run(FramePath path, @Nullable FramePath parent, String loopFile, Map<String, Value> given, long seed)
            throws InterruptedException {
        LoopSpec loop = session.loop(loopFile);
        FrameLog log = new FrameLog(path, session);
        Frame frame = session.restored().frames().get(path);
        if (frame == null) {
            frame = open(log, parent, loopFile, given, seed);
        }
        while (frame.isOpen()) {
            session.checkpoint();
            passGate(loopFile, loop, frame, log);
            Decision decision = session.machine().decide(loop, frame);
            try {
                Frame next = act(decision, loop, frame, log);
                if (next == null) {
                    break;
                }
                frame = next;
            } catch (LoopException e) {
                frame = close(Frame.Outcome.FAILED, String.valueOf(e.getMessage()), null, loop, frame, log);
            }
        }
        log.commit();
        return frame;
    }

    /// Waits before a node's visit while a person looks at what led there.
    private void passGate(String loopFile, LoopSpec loop, Frame frame, FrameLog log) throws InterruptedException {
        FrameGate gate = session.frameGate();
        if (frame.results().isEmpty() && gate.holds(loopFile, loop, frame)) {
            log.commit();
            session.journal().flush();
            gate.await(loopFile, frame);
        }
    }

    /// Opens a frame. One whose slots can't be filled is opened with what there is, and fails.
    private Frame open(FrameLog log, @Nullable FramePath parent, String loopFile, Map<String, Value> given, long seed) {
        LoopSpec loop = session.loop(loopFile);
        Map<String, Value> slots = given;
        String problem = "";
        try {
            slots = FrameOpening.slots(loop, item, given);
        } catch (LoopException e) {
            problem = String.valueOf(e.getMessage());
        }
        Frame frame = log.record(
                null,
                new Event.FrameOpened(
                        parent,
                        loopFile,
                        item.id(),
                        item.contentHash(),
                        item.cluster(),
                        seed,
                        session.answerAuthors(loopFile),
                        loop.start(),
                        slots));
        return problem.isEmpty()
                ? frame
                : log.record(frame, new Event.FrameClosed(Frame.Outcome.FAILED, problem, null));
    }

    /// The frame after `decision`, or null when it is parked.
    private @Nullable Frame act(Decision decision, LoopSpec loop, Frame frame, FrameLog log)
            throws InterruptedException {
        return switch (decision) {
            case Decision.Generate generate -> generate(generate, loop, frame, log);
            case Decision.Score score -> log.record(frame, score(score, frame));
            case Decision.UseTool tool -> useTool(tool, frame, log);
            case Decision.Ask ask -> ask(ask, frame, log);
            case Decision.Call call -> call(call, frame, log);
            case Decision.Make make -> make(make, frame, log);
            case Decision.Move move -> move(move, loop, frame, log);
            case Decision.Stop stop -> {
                Frame.Outcome outcome = frame.cappedAt() == null ? Frame.Outcome.STOPPED : Frame.Outcome.CAPPED;
                yield close(outcome, "", stop.returns(), loop, frame, log);
            }
            case Decision.Fail fail -> close(Frame.Outcome.FAILED, fail.message(), null, loop, frame, log);
        };
    }

    private Frame generate(Decision.Generate generate, LoopSpec loop, Frame frame, FrameLog log)
            throws InterruptedException {
        log.commit();
        LanguageModel model = session.model(generate.role());
        FramePath path = frame.path();
        String node = frame.node();
        PromptSettings settings = PromptSettings.of(loop.node(node));
        session.listener().entered(path, node);
        try {
            List<Completion> completions = new Asking(model, settings.tooLong())
                    .complete(
                            generate.requests(), (_, text) -> session.listener().token(path, node, text));
            session.meter().add(completions);
            return log.record(
                    frame,
                    new Event.Generated(
                            node, frame.visit(), generate.role(), model.card().hash(), generate.uses(), completions));
        } catch (ModelException e) {
            return refused(e, settings.tooLong(), loop, frame, log);
        }
    }

    /// Ends a frame whose request can't be answered; what is the model's or the machine's failure ends the run.
    private Frame refused(ModelException e, PromptSettings.TooLong policy, LoopSpec loop, Frame frame, FrameLog log) {
        String reason = "node " + frame.node() + ": " + e.getMessage();
        return switch (e.code()) {
            case TOO_LONG -> {
                String answer = loop.answer().map(SlotSpec::name).orElse("");
                yield policy == PromptSettings.TooLong.STOP
                                && frame.value(answer).isPresent()
                        ? close(
                                Frame.Outcome.STOPPED,
                                reason + "; stopped here with the answer so far, as `too-long: stop` says",
                                answer,
                                loop,
                                frame,
                                log)
                        : log.record(frame, new Event.FrameClosed(Frame.Outcome.FAILED, reason, null));
            }
            case PROMPT, SERVER -> log.record(frame, new Event.FrameClosed(Frame.Outcome.FAILED, reason, null));
            case FILE, ENVIRONMENT, DEVICE, CLOSED -> throw e;
        };
    }

    private Event score(Decision.Score score, Frame frame) {
        List<Grade> grades = new ArrayList<>();
        for (Value candidate : score.candidates()) {
            grades.add(grade(candidate)
                    .orElseThrow(() -> new LoopException("node " + frame.node()
                            + " verifies against the gold answer, but item " + item.id() + " has none")));
        }
        return new Event.Scored(frame.node(), frame.visit(), grades);
    }

    private Frame useTool(Decision.UseTool decision, Frame frame, FrameLog log) throws InterruptedException {
        log.commit();
        session.listener().entered(frame.path(), frame.node());
        List<ToolResult> results = new ArrayList<>();
        try {
            Tool tool = session.tools().named(decision.tool());
            for (ToolCall call : decision.calls()) {
                results.add(tool.use(call));
            }
        } catch (ToolException e) {
            throw new LoopException("node " + frame.node() + ": " + e.getMessage(), e);
        }
        return log.record(
                frame, new Event.ToolReturned(frame.node(), frame.visit(), decision.tool(), decision.uses(), results));
    }

    private @Nullable Frame ask(Decision.Ask ask, Frame frame, FrameLog log) {
        if (!frame.isParked()) {
            log.record(frame, new Event.Asked(frame.node(), frame.visit(), ask.question(), ask.uses()));
        }
        return null;
    }

    private @Nullable Frame call(Decision.Call call, Frame frame, FrameLog log) throws InterruptedException {
        log.commit();
        session.listener().entered(frame.path(), frame.node());
        List<FramePath> paths = new ArrayList<>();
        List<Callable<Frame>> calls = new ArrayList<>();
        // A node that calls again in one visit, as a search does, numbers its calls on.
        int before = (int) frame.results().stream()
                .filter(StepResult.Returned.class::isInstance)
                .count();
        for (int i = 0; i < call.subjects().size(); i++) {
            FramePath path = frame.path().child(frame.node(), frame.visit(), before + i);
            long seed = Seeds.ofCall(frame.seed(), frame.node(), frame.visit(), before + i);
            Map<String, Value> given = call.subjects().get(i);
            paths.add(path);
            calls.add(() -> run(path, frame.path(), call.loop(), given, seed));
        }
        List<Map<String, Value>> values = new ArrayList<>();
        List<Frame> called = ParallelFrames.all(calls);
        if (called.stream().anyMatch(Frame::isOpen)) {
            return null;
        }
        for (Frame ended : called) {
            Frame.End end = ended.end();
            if (end != null && end.outcome() == Frame.Outcome.FAILED) {
                throw new LoopException(
                        "loop " + call.loop() + ", called by node " + frame.node() + ", failed: " + end.reason());
            }
            values.add(lastValues(ended));
        }
        return log.record(frame, new Event.CallReturned(frame.node(), frame.visit(), paths, values));
    }

    private Frame make(Decision.Make make, Frame frame, FrameLog log) throws InterruptedException {
        log.commit();
        session.listener().entered(frame.path(), frame.node());
        Workshop.Site site = new Workshop.Site(session.id(), session.plan(), frame, session.watch(frame.path()));
        Event.Made made = session.workshop().make(make, site);
        Frame next = log.record(frame, made);
        for (Event.Alarmed alarm : session.workshop().watch(site.after(next), made, () -> session.made(frame.path()))) {
            next = log.record(next, alarm);
        }
        // What was made is known before the loop goes on: a resume then finds it in the journal.
        log.commit();
        return next;
    }

    /// Which version is the last one hangs on the choices that the frame made, so each carries their sources.
    private static Map<String, Value> lastValues(Frame frame) {
        Map<String, Value> values = new HashMap<>();
        frame.slots()
                .forEach((slot, versions) -> values.put(slot, versions.getLast().withSources(frame.control())));
        return values;
    }

    private Frame move(Decision.Move move, LoopSpec loop, Frame frame, FrameLog log) throws InterruptedException {
        Frame next = frame;
        for (Map.Entry<String, Value> write : move.writes().entrySet()) {
            String slot = write.getKey();
            next = log.record(next, new Event.SlotWritten(slot, next.versions(slot), write.getValue()));
        }
        String target = loop.node(frame.node()).exits().get(move.exit());
        if (target == null) {
            throw new IllegalStateException("the machine checks that exit " + move.exit() + " leads somewhere");
        }
        next = log.record(next, new Event.Moved(frame.node(), frame.visit(), move.exit(), target, move.uses()));
        log.commit();
        return next;
    }

    private Frame close(
            Frame.Outcome outcome, String reason, @Nullable String returns, LoopSpec loop, Frame frame, FrameLog log) {
        Frame graded = frame.path().isRoot() ? gradeTurns(loop, frame, log) : frame;
        return log.record(graded, new Event.FrameClosed(outcome, reason, returns));
    }

    private Frame gradeTurns(LoopSpec loop, Frame frame, FrameLog log) {
        String answer = loop.answer().map(SlotSpec::name).orElse("");
        List<Value> turns = frame.slots().getOrDefault(answer, List.of());
        Frame graded = frame;
        for (int turn = 0; turn < turns.size(); turn++) {
            Optional<Grade> grade = grade(turns.get(turn));
            if (grade.isPresent()) {
                String grader = session.plan().grader().name();
                graded = log.record(graded, new Event.Graded(answer, turn, grader, grade.get()));
            }
        }
        return graded;
    }

    private Optional<Grade> grade(Value value) {
        String gold = item.gold();
        if (gold == null) {
            return Optional.empty();
        }
        Value.CompletionRef ref = value.completion();
        return Optional.of(session.plan().grader().grade(value.text(), gold, ref == null ? null : ref.finish()));
    }
}
