package org.loopwright.loop.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;
import org.loopwright.model.Thinking;

/// `split-steps`: takes a text apart into its steps, for step-wise judges.
///
/// Settings: `reads` (Text); `by`: `line` (default), `paragraph`, or `sentence`; `writes` (Samples). Empty
/// parts are left out. Exits: `next`, and `empty` for a text without a part (`next` when it is not wired).
/// Cost: no model call.
public final class SplitSteps implements NodeKind {
    private static final String EMPTY = "empty";
    private static final Pattern LINE = Pattern.compile("\\R");
    private static final Pattern PARAGRAPH = Pattern.compile("\\R[ \\t]*\\R\\s*");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+");

    @Override
    public String name() {
        return "split-steps";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Takes a text apart into its steps.",
                List.of(
                        Field.required("reads", FieldType.READ, "The text.").of(SlotType.TEXT),
                        Field.optional("by", FieldType.TEXT, "`line`, `paragraph` or `sentence`."),
                        Field.required("writes", FieldType.WRITE, "The slot that gets the steps.")
                                .of(SlotType.SAMPLES)),
                List.of(NodeSpec.NEXT, EMPTY),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        return List.of(NodeSpec.NEXT);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        var _ = pattern(node);
        return List.of();
    }

    @Override
    public Decision decide(Step step) {
        Value text = step.require(step.settings().text("reads"));
        List<Value> steps = pattern(step.node())
                .splitAsStream(Thinking.without(text.text()).strip())
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> Derived.text(part, text.sources()))
                .toList();
        boolean chose = step.node().exits().containsKey(EMPTY);
        return new Decision.Move(
                steps.isEmpty() ? Wired.orNext(step, EMPTY) : NodeSpec.NEXT,
                Map.of(step.settings().text("writes"), Derived.samples(steps, text.sources())),
                chose ? text.sources() : Set.of());
    }

    private static Pattern pattern(NodeSpec node) {
        return switch (node.settings().optionalText("by").orElse("line")) {
            case "line" -> LINE;
            case "paragraph" -> PARAGRAPH;
            case "sentence" -> SENTENCE;
            default -> throw node.settings().wrong("by", "`line`, `paragraph` or `sentence`");
        };
    }
}
