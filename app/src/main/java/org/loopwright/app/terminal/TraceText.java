package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.Map;
import org.loopwright.loop.Frame;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.project.ItemTrace;
import org.loopwright.run.Replay;
import org.loopwright.task.Grade;

/// Prints one item's way through a loop, for people.
final class TraceText {
    private final PrintWriter out;
    private int turn;

    TraceText(PrintWriter out) {
        this.out = out;
    }

    /// Prints every step with what was asked, what came back, what was written and where it led.
    void print(ItemTrace trace) {
        Replay replay = trace.replay();
        out.println("item " + trace.item() + " through loop " + trace.loop().name());
        for (Replay.Step step : replay.steps()) {
            out.println();
            out.println(step.node() + " (visit " + step.visit() + ")"
                    + (step.exit() == null ? "" : "  -> " + step.exit() + " -> " + step.target()));
            step.prompts().stream().distinct().forEach(this::print);
            step.completions().forEach(this::print);
            step.writes().forEach((slot, value) -> print(trace, slot, value));
        }
        end(replay);
    }

    private void print(Prompt prompt) {
        prompt.messages().forEach(m -> out.println("  " + m.role() + ": " + m.text()));
    }

    private void print(Completion completion) {
        if (completion.droppedPromptTokens() > 0) {
            out.println("  (read without its " + completion.droppedPromptTokens() + " oldest tokens)");
        }
        out.println("  => " + completion.text()
                + (completion.finish() == Completion.Finish.LENGTH ? "  (cut off at the token limit)" : ""));
    }

    private void print(ItemTrace trace, String slot, Value value) {
        out.println("  " + slot + " := " + value.text() + "  [" + Sources.describe(value.sources()) + "]");
        boolean answer =
                trace.loop().answer().map(SlotSpec::name).filter(slot::equals).isPresent();
        if (answer) {
            Map<Integer, Grade> grades = trace.replay().grades();
            Grade grade = grades.get(turn);
            if (grade != null) {
                out.println(
                        "    turn " + turn + " is " + (grade.correct() ? "right" : "wrong") + ": " + grade.reason());
            }
            turn++;
        }
    }

    private void end(Replay replay) {
        Frame.End end = replay.end();
        out.println();
        out.println(
                end == null
                        ? "not ended yet"
                        : "ended: " + end.outcome().name().toLowerCase(java.util.Locale.ROOT)
                                + (end.reason().isEmpty() ? "" : ", " + end.reason()));
        if (replay.difference() != null) {
            out.println("The journal does not follow from the loop: " + replay.difference());
        }
    }
}
