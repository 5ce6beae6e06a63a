package org.loopwright.loop.node;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Templates;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.Value;
import org.loopwright.task.Grade;

/// `gold-critique`: a critique that knows the gold answer, to part finding a mistake from mending it.
/// With the place given, what is lost is lost in mending (Tyen et al. 2024, arXiv 2311.08516, "LLMs
/// cannot find reasoning errors, but can correct them given the error location").
///
/// Settings: `reads` (Text), the answer; `dataset` and `split`, where the items being answered lie;
/// `says`: `place` (default), the first character in which the answer differs from the gold one, or
/// `answer`, the gold answer itself;
/// `when-wrong` and `when-right`, templates of the critique's text in which `place` (from 1) and
/// `gold` stand, for models that were taught a form; `writes` (Text); `writes-verdict` (Verdict),
/// which says whether the answer is right.
///
/// Everything that it writes has source `oracle`: a run that uses it is no evidence of what a model
/// can do alone. Exit:
/// `next`. Cost: no model call.
public final class GoldCritique implements NodeKind {
    private static final String PLACE = "place";
    private static final String ANSWER = "answer";
    private static final String RIGHT = "The answer is right.";

    @Override
    public String name() {
        return "gold-critique";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Writes a critique that knows the gold answer.",
                List.of(
                        Field.required("reads", FieldType.READ, "The answer.").of(SlotType.TEXT),
                        DatasetDraw.DATASET,
                        Field.required("split", FieldType.TEXT, "The split of that dataset."),
                        Field.optional("says", FieldType.TEXT, "`place` or `answer`."),
                        Field.optional("when-wrong", FieldType.TEXT, "Its text; `{{ place }}` and `{{ gold }}`."),
                        Field.optional("when-right", FieldType.TEXT, "Its text where the answer is right."),
                        Fields.WRITES_TEXT,
                        Field.optional("writes-verdict", FieldType.WRITE, "The slot that gets whether it is right.")
                                .of(SlotType.VERDICT)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        var _ = says(node);
        return List.of();
    }

    private static String says(NodeSpec node) {
        String says = node.settings().optionalText("says").orElse(PLACE);
        if (!says.equals(PLACE) && !says.equals(ANSWER)) {
            throw node.settings().wrong("says", "`place` or `answer`");
        }
        return says;
    }

    @Override
    public Decision decide(Step step) {
        Value answer = step.require(step.settings().text("reads"));
        Grade grade = null;
        for (StepResult result : step.results()) {
            grade = result instanceof StepResult.Scored(Grade scored) ? scored : grade;
        }
        if (grade == null) {
            return new Decision.Score(List.of(answer));
        }
        List<ToolResult> drawn = step.toolResults();
        return drawn.isEmpty() ? ask(step) : move(step, answer, grade, drawn.getFirst());
    }

    private static Decision ask(Step step) {
        Map<String, String> call = new LinkedHashMap<>();
        call.put("dataset", step.settings().text("dataset"));
        call.put("split", step.settings().text("split"));
        call.put("take", "item");
        call.put("item", step.frame().item());
        call.put("count", "1");
        return new Decision.UseTool(DatasetDraw.TOOL, List.of(new ToolCall(call, List.of())), Set.of());
    }

    private static Decision move(Step step, Value answer, Grade grade, ToolResult drawn) {
        Object gold = DatasetDraw.fields(drawn.text()).get("answer");
        if (gold == null) {
            throw new LoopException("node " + step.node().id() + ": item "
                    + step.frame().item() + " of dataset " + step.settings().text("dataset") + " has no gold answer");
        }
        Set<Source> sources = new HashSet<>(Sources.union(answer.sources(), drawn.sources()));
        sources.add(Source.Plain.ORACLE);
        String read = grade.extracted() == null ? answer.text().strip() : grade.extracted();
        String text = text(step, grade.correct(), read, gold.toString());
        Map<String, Value> writes = new LinkedHashMap<>();
        writes.put(step.settings().text("writes"), Derived.text(text, sources));
        step.settings().optionalText("writes-verdict").ifPresent(slot -> writes.put(slot, verdict(grade, sources)));
        return new Decision.Move(NodeSpec.NEXT, writes, Set.of());
    }

    private static Value verdict(Grade grade, Set<Source> sources) {
        Content.Judgement judgement = grade.correct() ? Content.Judgement.ACCEPT : Content.Judgement.REJECT;
        return new Value(new Content.Verdict(judgement, grade.correct() ? 1 : 0, ""), sources, null);
    }

    private static String text(Step step, boolean right, String read, String gold) {
        int place = place(read, gold);
        String usual = right
                ? RIGHT
                : says(step.node()).equals(ANSWER)
                        ? "The answer is wrong. The right answer is {{ gold }}."
                        : "The answer is wrong, first at its character {{ place }}.";
        String template = step.settings()
                .optionalText(right ? "when-right" : "when-wrong")
                .orElse(usual);
        return step
                .language()
                .templates()
                .render(template, Map.of("gold", gold, PLACE, Integer.toString(place)))
                .stream()
                .map(Templates.Piece::text)
                .collect(Collectors.joining());
    }

    /// The first character in which two answers differ, from 1.
    private static int place(String read, String gold) {
        int at = 0;
        while (at < Math.min(read.length(), gold.length()) && read.charAt(at) == gold.charAt(at)) {
            at++;
        }
        return at + 1;
    }
}
