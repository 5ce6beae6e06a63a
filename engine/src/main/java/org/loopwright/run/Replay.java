package org.loopwright.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Decision;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.task.Grade;

/// Decides again what a journaled frame decided, and compares. No model is called: what models said
/// comes from the journal, what the loop made of it is decided anew. So prompts need not be stored, and
/// a journal that does not follow from its loop is found out.
///
/// @param steps what the frame did, in order, up to the end or the first difference
/// @param grades turn -> its last grade for measurement, grader by grader
/// @param end how the frame ended, or null while it is open
/// @param difference where decisions and journal part, or null when they agree
public record Replay(
        List<Step> steps,
        Map<Integer, Grade> grades,
        Frame.@Nullable End end,
        @Nullable String difference) {
    /// What stands in the place of a node where a person changed a slot.
    public static final String EDITED = "(edited)";

    public Replay {
        steps = List.copyOf(steps);
        grades = Map.copyOf(grades);
    }

    /// One visit of one node.
    ///
    /// @param node its id
    /// @param visit from 1
    /// @param prompts what was asked, one for each completion; empty for nodes that ask no model
    /// @param completions what came back
    /// @param scores grades against the gold answer that the loop itself asked for
    /// @param tools what tools and people were asked and gave back, in order
    /// @param writes slot -> value that the node wrote
    /// @param exit by which it was left, or null when the frame ended here
    /// @param target where the exit leads, or null
    /// @param uses sources that prompts showed or the choice of exit rested on
    public record Step(
            String node,
            int visit,
            List<Prompt> prompts,
            List<Completion> completions,
            List<Grade> scores,
            List<ToolUse> tools,
            Map<String, Value> writes,
            @Nullable String exit,
            @Nullable String target,
            Set<Source> uses) {}

    /// One use of a tool, or one question to a person.
    ///
    /// @param tool its name; `human` for a person
    /// @param inputs what it was given
    /// @param result what it gave back
    public record ToolUse(String tool, List<String> inputs, ToolResult result) {
        private static final String PERSON = "human";

        public ToolUse {
            inputs = List.copyOf(inputs);
        }

        static ToolUse ofAnswer(String question, Event.Answered answered) {
            return new ToolUse(
                    PERSON,
                    List.of(question),
                    new ToolResult("answered", List.of(answered.text()), Set.of(Source.Plain.HUMAN)));
        }
    }

    /// Replays one frame.
    ///
    /// @param entries of this frame alone, in order
    /// @param grader whose grades to read
    public static Replay of(
            LoopMachine machine, LoopSpec loop, FramePath path, List<JournalEntry> entries, String grader) {
        return of(machine, List.of(loop), path, entries, grader);
    }

    /// Replays one frame of a fork.
    ///
    /// @param loops that it followed: until its first edit, until the second, ..., after the last
    public static Replay of(
            LoopMachine machine, List<LoopSpec> loops, FramePath path, List<JournalEntry> entries, String grader) {
        Tape tape = new Tape(machine, loops, path, grader);
        for (JournalEntry entry : entries) {
            if (!tape.accept(entry.event())) {
                break;
            }
        }
        return tape.toReplay();
    }

    /// The replay while it goes on.
    private static final class Tape {
        private final LoopMachine machine;
        private final List<LoopSpec> loops;
        private final FramePath path;
        private final String grader;
        private final List<Step> steps = new ArrayList<>();
        private final Map<Integer, Grade> grades = new LinkedHashMap<>();
        private @Nullable Frame frame;
        private @Nullable String difference;
        private StepNotes notes = new StepNotes();

        Tape(LoopMachine machine, List<LoopSpec> loops, FramePath path, String grader) {
            this.machine = machine;
            this.loops = loops;
            this.path = path;
            this.grader = grader;
        }

        private Decision decide(Frame at) {
            int edits = Math.min(at.edits().count(), loops.size() - 1);
            return machine.decide(loops.get(edits), at);
        }

        /// Takes the next event; false when it does not follow.
        boolean accept(Event event) {
            Frame before = frame;
            if (before != null && before.isOpen()) {
                difference = follow(before, event);
                if (difference != null) {
                    return false;
                }
            } else if (event instanceof Event.Graded graded) {
                note(graded);
            }
            frame = FrameFold.apply(before, path, event);
            return true;
        }

        private @Nullable String follow(Frame before, Event event) {
            switch (event) {
                case Event.Generated generated -> {
                    return followGenerated(before, generated);
                }
                case Event.Scored scored -> notes.scores.addAll(scored.grades());
                case Event.ToolReturned returned -> {
                    return followTool(before, returned);
                }
                case Event.Asked asked -> {
                    return followAsked(before, asked);
                }
                case Event.Answered answered -> notes.tools.add(ToolUse.ofAnswer(notes.question, answered));
                case Event.SlotWritten written -> notes.writes.put(written.slot(), written.value());
                case Event.Moved moved -> {
                    return followMoved(before, moved);
                }
                case Event.FrameClosed _ -> steps.add(notes.step(before.node(), before.visit(), null, null, Set.of()));
                case Event.Graded graded -> note(graded);
                case Event.Edited(Edit edit, long _) -> note(edit);
                case Event.CallReturned _,
                        Event.Made _,
                        Event.Alarmed _,
                        Event.FrameOpened _,
                        Event.RunStarted _,
                        Event.BudgetHit _,
                        Event.Paused _,
                        Event.Resumed _,
                        Event.Cancelled _,
                        Event.RunFinished _ -> {}
            }
            return null;
        }

        private void note(Event.Graded graded) {
            if (graded.grader().equals(grader)) {
                grades.put(graded.turn(), graded.grade());
            }
        }

        private void note(Edit edit) {
            if (edit instanceof Edit.SlotValue(String slot, Value value)) {
                steps.add(new Step(
                        EDITED,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(slot, value),
                        null,
                        null,
                        value.sources()));
            }
        }

        private @Nullable String followGenerated(Frame before, Event.Generated generated) {
            Decision decision = decide(before);
            if (!(decision instanceof Decision.Generate asked)
                    || asked.requests().size() != generated.completions().size()) {
                return "node " + before.node() + ", visit " + before.visit() + ": the journal has "
                        + generated.completions().size() + " completion(s), the loop decides " + name(decision);
            }
            asked.requests().forEach(request -> notes.prompts.add(request.prompt()));
            notes.completions.addAll(generated.completions());
            notes.uses = Sources.union(notes.uses, asked.uses());
            return null;
        }

        private @Nullable String followTool(Frame before, Event.ToolReturned returned) {
            Decision decision = decide(before);
            if (!(decision instanceof Decision.UseTool asked)
                    || !asked.tool().equals(returned.tool())
                    || asked.calls().size() != returned.results().size()) {
                return "node " + before.node() + ", visit " + before.visit() + ": the journal has "
                        + returned.results().size() + " result(s) of tool " + returned.tool() + ", the loop decides "
                        + name(decision);
            }
            for (int i = 0; i < asked.calls().size(); i++) {
                notes.tools.add(new ToolUse(
                        returned.tool(),
                        asked.calls().get(i).inputs(),
                        returned.results().get(i)));
            }
            notes.uses = Sources.union(notes.uses, asked.uses());
            return null;
        }

        private @Nullable String followAsked(Frame before, Event.Asked asked) {
            Decision decision = decide(before);
            if (!(decision instanceof Decision.Ask ask) || !ask.question().equals(asked.question())) {
                return "node " + before.node() + ", visit " + before.visit() + ": the journal asks a person `"
                        + asked.question() + "`, the loop decides " + name(decision);
            }
            notes.question = ask.question();
            notes.uses = Sources.union(notes.uses, ask.uses());
            return null;
        }

        private @Nullable String followMoved(Frame before, Event.Moved moved) {
            // The writes of a move are journaled before it; deciding needs the frame without them.
            Frame undecided = withoutWrites(before);
            Decision decision = decide(undecided);
            if (!(decision instanceof Decision.Move move)
                    || !move.exit().equals(moved.exit())
                    || !move.writes().equals(notes.writes)) {
                return "node " + before.node() + ", visit " + before.visit() + ": the journal leaves by exit `"
                        + moved.exit() + "`, the loop decides " + name(decision);
            }
            Set<Source> uses = moved.uses().isEmpty() ? notes.uses : moved.uses();
            steps.add(notes.step(before.node(), before.visit(), moved.exit(), moved.target(), uses));
            notes = new StepNotes();
            return null;
        }

        private Frame withoutWrites(Frame after) {
            Map<String, List<Value>> slots = new LinkedHashMap<>(after.slots());
            for (String slot : notes.writes.keySet()) {
                List<Value> versions = slots.getOrDefault(slot, List.of());
                if (versions.size() <= 1) {
                    slots.remove(slot);
                } else {
                    slots.put(slot, versions.subList(0, versions.size() - 1));
                }
            }
            return after.withSlots(slots);
        }

        private static String name(Decision decision) {
            return switch (decision) {
                case Decision.Move move -> "exit `" + move.exit() + "`";
                case Decision.Generate generate ->
                    "to ask for " + generate.requests().size() + " completion(s)";
                case Decision.UseTool tool ->
                    "to use tool " + tool.tool() + " " + tool.calls().size() + " time(s)";
                case Decision.Ask ask -> "to ask a person `" + ask.question() + "`";
                case Decision.Score _ -> "to grade";
                case Decision.Call call -> "to call " + call.loop();
                case Decision.Make make -> "to " + make.operation();
                case Decision.Stop _ -> "to stop";
                case Decision.Fail fail -> "to fail: " + fail.message();
            };
        }

        Replay toReplay() {
            return new Replay(steps, grades, frame == null ? null : frame.end(), difference);
        }
    }

    /// What is known of the step being replayed.
    private static final class StepNotes {
        private final List<Prompt> prompts = new ArrayList<>();
        private final List<Completion> completions = new ArrayList<>();
        private final List<Grade> scores = new ArrayList<>();
        private final Map<String, Value> writes = new LinkedHashMap<>();
        private final List<ToolUse> tools = new ArrayList<>();
        private String question = "";
        private Set<Source> uses = Set.of();

        Step step(String node, int visit, @Nullable String exit, @Nullable String target, Set<Source> all) {
            return new Step(
                    node,
                    visit,
                    List.copyOf(prompts),
                    List.copyOf(completions),
                    List.copyOf(scores),
                    List.copyOf(tools),
                    new LinkedHashMap<>(writes),
                    exit,
                    target,
                    all);
        }
    }
}
