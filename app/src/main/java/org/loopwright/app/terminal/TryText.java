package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.loopwright.app.text.EditNames;
import org.loopwright.loop.Frame;
import org.loopwright.loop.PromptSettings;
import org.loopwright.loop.Value;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptToken;
import org.loopwright.task.Grade;
import org.loopwright.trial.BenchAnswer;
import org.loopwright.trial.BenchPrompt;
import org.loopwright.trial.Halt;
import org.loopwright.trial.SlotChange;
import org.loopwright.trial.TrialState;
import org.loopwright.trial.TrialStep;
import org.loopwright.trial.WordDiff;

/// Prints what a trial and the prompt bench show.
final class TryText {
    private static final int WIDTH = 100;

    private final PrintWriter out;

    TryText(PrintWriter out) {
        this.out = out;
    }

    /// A prompt: its tokens by message, what it lacks, and how it differs from the paper's.
    void print(BenchPrompt prompt) {
        prompt.slots().stream()
                .filter(BenchPrompt.ShownSlot::read)
                .forEach(slot -> out.println("slot " + slot.slot() + " ("
                        + slot.origin().name().toLowerCase(Locale.ROOT) + "): " + line(slot.text())));
        BenchPrompt.Asked asked = prompt.asked();
        if (asked == null) {
            out.println(prompt.problem());
            return;
        }
        out.println("model " + asked.model().id() + " for role " + asked.role());
        if (asked.tokens().isEmpty()) {
            out.println(asked.prompt());
            out.println("no tokens: " + asked.tokenProblem());
        } else {
            out.println(asked.kept() + " tokens (" + asked.templateTokens()
                    + " of the chat template), and " + asked.sampling().maxTokens() + " at most to come, of "
                    + asked.contextLength() + (asked.fits() ? "" : ": they don't fit"));
            if (!asked.dropped().isEmpty()) {
                out.println(asked.dropped().size() + " tokens are too many: a run leaves out those marked with -");
            } else if (asked.isTooLong()) {
                out.println("the prompt is longer than the context: "
                        + (asked.tooLong() == PromptSettings.TooLong.STOP
                                ? "a run stops here with the answer so far"
                                : "a run's item fails here"));
            }
            for (int i = 0; i < asked.tokens().size(); i++) {
                String mark = asked.dropped().contains(i) ? "- " : "  ";
                out.println(mark + token(asked.prompt(), asked.tokens().get(i)));
            }
        }
        prompt.paper().ifPresent(this::print);
    }

    private static String token(Prompt prompt, PromptToken token) {
        String owner = token.message() < 0
                ? token.origin().name().toLowerCase(Locale.ROOT)
                : prompt.messages().get(token.message()).role() + " " + token.message();
        String slot = slot(prompt, token).map(name -> " {{ " + name + " }}").orElse("");
        String joined = token.origin() == PromptToken.Origin.JOINED ? ", joined with the template" : "";
        return String.format(Locale.ROOT, "%6d  %-14s  %s%s%s", token.id(), owner, line(token.text()), slot, joined);
    }

    /// The slot whose value a token is of.
    static Optional<String> slot(Prompt prompt, PromptToken token) {
        return token.message() < 0
                ? Optional.empty()
                : Optional.ofNullable(prompt.messages()
                        .get(token.message())
                        .segments()
                        .get(token.segment())
                        .slot());
    }

    private void print(BenchPrompt.Difference difference) {
        out.println("the paper's prompt: " + difference.paper().source() + " ("
                + difference.paper().file() + ")");
        if (!difference.problem().isEmpty()) {
            out.println("  " + difference.problem());
            return;
        }
        StringBuilder text = new StringBuilder();
        for (WordDiff.Piece piece : difference.pieces()) {
            switch (piece.mark()) {
                case SAME -> text.append(piece.text());
                case REMOVED -> text.append("[-").append(piece.text()).append("-]");
                case ADDED -> text.append("{+").append(piece.text()).append("+}");
            }
        }
        text.toString().lines().forEach(line -> out.println("  " + line));
    }

    /// A completion, what was read from it, and what the node would do.
    void print(BenchAnswer answer) {
        String grade = answer.grade().map(TryText::words).orElse("not graded");
        String exit = answer.exit().map(name -> ", exit " + name).orElse("");
        out.println("completion " + answer.sample() + ": " + grade + exit + ", "
                + answer.completion().ids().size() + " tokens");
        answer.completion().text().lines().forEach(line -> out.println("  " + line));
    }

    private static String words(Grade grade) {
        return switch (grade.status()) {
            case PARSED -> (grade.correct() ? "right" : "wrong") + " (" + grade.extracted() + ")";
            case UNPARSED -> "unparsed";
            case TRUNCATED -> "truncated";
        };
    }

    /// The step that was done last, with the slots that it changed.
    void printLast(TrialState state) {
        state.lastStep().ifPresent(step -> {
            out.println(state.steps().size() + ". " + name(step)
                    + step.exit().map(exit -> " -> " + exit).orElse(""));
            for (SlotChange change : step.changes(state.loop())) {
                if (change.written()) {
                    out.println(
                            "     " + change.slot() + ": " + shown(change.before()) + " -> " + shown(change.after()));
                }
            }
        });
    }

    private static String name(TrialStep step) {
        return step.isEdit() ? "edited" : step.node() + (step.visit() > 1 ? " (visit " + step.visit() + ")" : "");
    }

    private static String shown(Optional<Value> value) {
        return value.map(one -> line(one.text())).orElse("(empty)");
    }

    /// Where it stands, every slot there, and what can be done.
    void printEnd(TrialState state) {
        out.println(words(state.halt())
                + state.next().map(next -> " before node " + next).orElse(""));
        state.frame()
                .slots()
                .forEach((slot, versions) -> out.println(
                        "     " + slot + " = " + line(versions.getLast().text())));
        for (Map.Entry<Integer, Grade> grade : state.grades().entrySet()) {
            out.println("turn " + grade.getKey() + ": " + words(grade.getValue()));
        }
        List<String> edits = state.branches().stream()
                .flatMap(branch -> branch.origin().stream())
                .map(origin -> EditNames.of(origin.edit()))
                .toList();
        out.println("trial " + state.run() + (edits.isEmpty() ? "" : ", branches: " + String.join("; ", edits))
                + "; trials are in no statistics");
    }

    private static String words(Halt halt) {
        return switch (halt) {
            case Halt.Stepped _, Halt.Stopped _ -> "stopped";
            case Halt.AtNode(String node) -> "breakpoint at node " + node + ", stopped";
            case Halt.AtCondition(String condition) -> "`" + condition + "` holds, stopped";
            case Halt.Asking(var question) ->
                "node " + question.node() + " asks: " + line(question.question())
                        + "\n./loopwright answer RUN answers it; waits";
            case Halt.Ended(Frame.End end) ->
                "ended: " + end.outcome().name().toLowerCase(Locale.ROOT)
                        + (end.reason().isEmpty() ? "" : ", " + end.reason());
            case Halt.Failed(String message) -> "failed: " + message;
        };
    }

    private static String line(String text) {
        String one = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
        return one.length() <= WIDTH ? one : one.substring(0, WIDTH) + "...";
    }
}
