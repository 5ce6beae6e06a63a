package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;
import org.loopwright.model.CompletionRequest;

/// Partial answers that are continued and valued: what the kinds of tree search share.
///
/// A search is folded anew from the visit's results each time its node decides, and is kept nowhere else.
/// It asks this for the next batch; where the results don't hold it yet, [#missing] is the decision that asks
/// for the rest, and the search returns that.
final class Growth {
    static final Field BRANCHES =
            Field.required("branches", FieldType.INTEGER, "Continuations of each partial answer.");
    static final Field FINISHED =
            Field.optional("finished", FieldType.REGEX, "Found in an answer that needs no more steps.");
    static final Field VALUE_MODEL =
            Field.optional("value-model", FieldType.ROLE, "The role that scores; else `model`.");
    static final Field VALUE_PROMPT =
            Field.optional("value-prompt", FieldType.PROMPT, "Asks for the score of a partial answer.");
    static final Field MODEL =
            Field.optional("model", FieldType.ROLE, "The role that writes; none with `expand-loop`.");
    static final Field PROMPT = Field.optional("prompt", FieldType.PROMPT, "Asks for the next step.");
    static final Field EXPAND_LOOP =
            Field.optional("expand-loop", FieldType.LOOP, "The loop that writes the next step, in place of `prompt`.");
    static final Field EXPAND_SLOT = Field.optional(
            "expand-slot", FieldType.TEXT, "Its slot with the step; the name in `writes` when left out.");
    static final Field VALUE_LOOP =
            Field.optional("value-loop", FieldType.LOOP, "The loop that scores, in place of `value-prompt`.");
    static final Field VALUE_SLOT =
            Field.optional("value-slot", FieldType.TEXT, "Its slot with the score; `value` when left out.");
    static final Field ARGUMENTS = Field.optional(
            "arguments", FieldType.ARGUMENTS, "Of both loops: a slot of theirs, and the slot here that it gets.");

    private static final Pattern NEVER = Pattern.compile("(?!)");
    private static final double UNPARSED = -1;

    private final Step step;
    private final String slot;
    private final ScoreSetting score;
    private final Pattern finished;
    private final int branches;
    private final List<StepResult.Completed> results;
    private final Set<Source> used = new HashSet<>(Set.of(Source.Plain.GIVEN));
    private final List<StepResult.Returned> returned;
    private int next;
    private int nextCall;
    private @Nullable Decision missing;

    /// A valued partial answer.
    ///
    /// @param score in [0, 1]; -1 when unparsed
    record Valued(Value value, double score) {}

    Growth(Step step) {
        this.step = step;
        this.slot = step.settings().text("writes");
        this.score = ScoreSetting.of(step);
        this.finished = RegexSetting.of(step, "finished", NEVER);
        this.branches = positive(step, "branches");
        this.results = step.completions();
        this.returned = step.results().stream()
                .filter(StepResult.Returned.class::isInstance)
                .map(StepResult.Returned.class::cast)
                .toList();
    }

    /// What is wrong with how a search asks for steps and scores: each comes from a prompt or from a loop, and a loop
    /// gets the partial answer.
    static List<String> problems(NodeSpec node) {
        Settings settings = node.settings();
        List<String> problems = new ArrayList<>();
        either(settings, "prompt", "expand-loop", problems);
        either(settings, "value-prompt", "value-loop", problems);
        boolean asks = settings.has("prompt") || settings.has("value-prompt");
        if (asks && !settings.has("model")) {
            problems.add("setting `model` is missing: a prompt needs the role that answers it");
        }
        boolean calls = settings.has("expand-loop") || settings.has("value-loop");
        String slot = settings.optionalText("writes").orElse("");
        if (calls && !settings.map("arguments").tree().containsValue(slot)) {
            problems.add(
                    "setting `arguments` gives the called loops no partial answer: add `their-slot: " + slot + "`");
        }
        return problems;
    }

    private static void either(Settings settings, String prompt, String loop, List<String> problems) {
        if (settings.has(prompt) == settings.has(loop)) {
            problems.add("write `" + prompt + "` or `" + loop + "`, "
                    + (settings.has(prompt) ? "not both" : "the node has neither"));
        }
    }

    /// A whole-number setting of at least 1.
    static int positive(Step step, String name) {
        int value = step.integer(name, 0);
        if (value < 1) {
            throw step.settings().wrong(name, "a whole number of at least 1, or `params.name`");
        }
        return value;
    }

    /// The decision that asks for what the search needs next, or null while the results hold it.
    @Nullable
    Decision missing() {
        return missing;
    }

    /// The sources of all scores so far: what selecting uses.
    Set<Source> used() {
        return Set.copyOf(used);
    }

    boolean isFinished(Value partial) {
        return RegexSetting.find(finished.matcher(BoundedText.answer(partial.text())));
    }

    /// `branches` continuations of each partial answer, valued, in order; empty when something is missing.
    List<Valued> grow(List<Value> partials) {
        List<Value> prefixes = new ArrayList<>();
        partials.forEach(partial -> prefixes.addAll(Collections.nCopies(branches, partial)));
        List<Value> answers = step.settings().has("expand-loop")
                ? called(prefixes, "expand-loop", "expand-slot", slot)
                : answers(prefixes, "prompt");
        List<Value> grown = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            grown.add(joined(prefixes.get(i), answers.get(i)));
        }
        List<Value> judgements = grown.isEmpty() ? List.of() : judged(grown);
        List<Valued> valued = new ArrayList<>();
        for (int i = 0; i < judgements.size(); i++) {
            used.addAll(judgements.get(i).sources());
            double read = score(judgements.get(i));
            valued.add(new Valued(grown.get(i), Double.isNaN(read) ? UNPARSED : read));
        }
        return valued;
    }

    private List<Value> judged(List<Value> grown) {
        return step.settings().has("value-loop")
                ? called(grown, "value-loop", "value-slot", "value")
                : answers(grown, "value-prompt");
    }

    /// A score in [0, 1], or NaN: a verdict's or number's own, a text's as `score` finds it.
    private double score(Value judgement) {
        double found = switch (judgement.content()) {
            case Content.Verdict verdict -> verdict.score();
            case Content.Numeric(var number) -> number;
            default -> score.read(judgement.text());
        };
        return found >= 0 && found <= 1 ? found : Double.NaN;
    }

    /// What a loop gave back for each shown value, one call for each; empty when the calls have to be made yet.
    private List<Value> called(List<Value> shown, String setting, String slotSetting, String otherwise) {
        int first = nextCall;
        nextCall += shown.size();
        String loop = step.settings().text(setting);
        if (returned.size() < first + shown.size()) {
            missing = new Decision.Call(loop, shown.stream().map(this::subject).toList());
            return List.of();
        }
        String taken = step.settings().optionalText(slotSetting).orElse(otherwise);
        List<Value> values = new ArrayList<>();
        for (StepResult.Returned back : returned.subList(first, first + shown.size())) {
            Value value = back.values().get(taken);
            if (value == null) {
                throw new LoopException("node " + step.node().id() + ": loop " + loop + " gave back no slot `" + taken
                        + "`, only " + back.values().keySet().stream().sorted().toList() + ": name one in `"
                        + slotSetting + "`");
            }
            values.add(value);
        }
        return values;
    }

    private Map<String, Value> subject(Value partial) {
        Settings arguments = step.settings().map("arguments");
        Map<String, Value> subject = new LinkedHashMap<>();
        arguments.tree().keySet().forEach(theirs -> {
            String own = arguments.text(theirs);
            subject.put(theirs, own.equals(slot) ? partial : step.require(own));
        });
        return subject;
    }

    private static Value joined(Value before, Value more) {
        return before.text().isEmpty()
                ? more
                : Derived.text(before.text() + "\n" + more.text(), Sources.union(before.sources(), more.sources()));
    }

    /// The visit's next results as answers to one prompt for each shown value; empty when some are missing.
    private List<Value> answers(List<Value> shown, String setting) {
        int first = next;
        next += shown.size();
        List<CompletionRequest> requests = new ArrayList<>();
        Set<Source> uses = new HashSet<>();
        for (int i = 0; i < shown.size(); i++) {
            Step.Rendered rendered = rendered(step.showing(slot, shown.get(i)), setting);
            requests.addAll(step.requests(rendered.prompt(), first + i, 1));
            uses.addAll(rendered.uses());
        }
        int there = Math.clamp(results.size() - (long) first, 0, shown.size());
        if (there < shown.size()) {
            missing = new Decision.Generate(role(setting), requests.subList(there, shown.size()), uses);
            return List.of();
        }
        List<Value> answers = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            answers.add(step.authored(results.get(first + i), first + i, uses));
        }
        return answers;
    }

    /// Examples and a conversation belong to the steps, not to their scores.
    private static Step.Rendered rendered(Step showing, String setting) {
        List<Settings> messages = showing.settings().maps(setting);
        return setting.equals("prompt") ? showing.prompt(messages) : showing.promptAlone(messages);
    }

    private String role(String setting) {
        String model = step.settings().text("model");
        return setting.equals("prompt")
                ? model
                : step.settings().optionalText("value-model").orElse(model);
    }
}
