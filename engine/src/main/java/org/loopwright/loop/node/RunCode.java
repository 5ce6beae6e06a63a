package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.Value;
import org.loopwright.model.Thinking;

/// `run-code`: runs a Python program in the sandbox, and its tests when there are any. The execution
/// feedback of Self-Debugging (Chen et al. 2023, arXiv 2304.05128).
///
/// Settings: `reads`, the slots that are joined to the program, in order, each the last fenced block of
/// its text or else the whole; `tests`, a slot with assertions; `seconds` (10) and `mebibytes` (512) that
/// it may use; `writes` (Verdict), which accepts a program that passed and names in `where` what went
/// wrong; `writes-output` (Text), what it printed, then the verdict and its detail, for a prompt to show.
///
/// Sources: those of the program and tests, and `tool(python)`. Visible tests belong in a field of the
/// item; hidden ones are gold, and a loop that reads them from a field hides that from its brands. Exits:
/// `passed` and `failed`, each `next` where it is not wired. Cost: no model call.
public final class RunCode implements NodeKind {
    private static final String TOOL = "python";
    private static final String PASSED = "passed";
    private static final String FAILED = "failed";
    private static final Pattern FENCED = Pattern.compile("```[a-zA-Z0-9]*[ \\t]*\\R(.*?)```", Pattern.DOTALL);

    @Override
    public String name() {
        return "run-code";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Runs a program in the sandbox, and its tests.",
                List.of(
                        Field.required("reads", FieldType.READS, "The slots that make the program, in order.")
                                .of(SlotType.TEXT),
                        Field.optional("tests", FieldType.READ, "The slot that holds assertions.")
                                .of(SlotType.TEXT),
                        Field.optional("seconds", FieldType.INTEGER, "How long it may run; 10."),
                        Field.optional("mebibytes", FieldType.INTEGER, "How much memory it may use; 512."),
                        Fields.WRITES_VERDICT,
                        Field.optional("writes-output", FieldType.WRITE, "The slot that gets what it printed.")
                                .of(SlotType.TEXT)),
                List.of(NodeSpec.NEXT, PASSED, FAILED),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        Set<String> wired = node.exits().keySet();
        return wired.containsAll(List.of(PASSED, FAILED)) ? List.of() : List.of(NodeSpec.NEXT);
    }

    @Override
    public Decision decide(Step step) {
        List<String> slots = new ArrayList<>(step.settings().texts("reads"));
        Optional<String> tests = step.settings().optionalText("tests");
        tests.ifPresent(slots::add);
        Set<Source> uses = step.sources(slots);
        List<ToolResult> results = step.toolResults();
        return results.isEmpty()
                ? new Decision.UseTool(TOOL, List.of(call(step, tests)), uses)
                : move(
                        step,
                        results.getFirst(),
                        Sources.union(uses, results.getFirst().sources()));
    }

    private static ToolCall call(Step step, Optional<String> tests) {
        List<String> inputs = new ArrayList<>();
        List<String> parts = step.settings().texts("reads").stream()
                .map(slot -> code(step.require(slot).text()))
                .toList();
        inputs.add(String.join("\n", parts));
        tests.ifPresent(slot -> inputs.add(code(step.require(slot).text())));
        Map<String, String> limits = new LinkedHashMap<>();
        for (String limit : List.of("seconds", "mebibytes")) {
            if (step.settings().has(limit)) {
                limits.put(limit, Integer.toString(step.integer(limit, 0)));
            }
        }
        return new ToolCall(limits, inputs);
    }

    private static String code(String text) {
        Matcher matcher = FENCED.matcher(BoundedText.answer(text));
        String last = null;
        while (RegexSetting.find(matcher)) {
            last = matcher.group(1);
        }
        return last == null ? Thinking.without(text) : last;
    }

    private static Decision move(Step step, ToolResult result, Set<Source> sources) {
        if (result.texts().size() != 2) {
            throw new LoopException("node " + step.node().id() + ": tool " + TOOL + " gave back "
                    + result.texts().size() + " texts; it should be the output and the detail");
        }
        String detail = result.texts().getLast();
        boolean passed = result.status().equals(PASSED);
        String where = detail.isEmpty() ? result.status() : result.status() + ": " + detail;
        Content verdict = new Content.Verdict(
                passed ? Content.Judgement.ACCEPT : Content.Judgement.REJECT, passed ? 1 : 0, passed ? "" : where);
        Map<String, Value> writes = new LinkedHashMap<>();
        writes.put(step.settings().text("writes"), new Value(verdict, sources, null));
        step.settings()
                .optionalText("writes-output")
                .ifPresent(slot -> writes.put(slot, Derived.text(shown(result.text(), where), sources)));
        Set<String> wired = step.node().exits().keySet();
        boolean chose = wired.contains(PASSED) || wired.contains(FAILED);
        return new Decision.Move(Wired.orNext(step, passed ? PASSED : FAILED), writes, chose ? sources : Set.of());
    }

    private static String shown(String output, String end) {
        return output.isBlank() ? end : output.stripTrailing() + "\n" + end;
    }
}
