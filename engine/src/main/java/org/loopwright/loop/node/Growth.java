package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature.Field;
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
            Field.required("value-prompt", FieldType.PROMPT, "Asks for the score of a partial answer.");

    private static final Pattern NEVER = Pattern.compile("(?!)");
    private static final double UNPARSED = -1;

    private final Step step;
    private final String slot;
    private final ScoreSetting score;
    private final Pattern finished;
    private final int branches;
    private final List<StepResult.Completed> results;
    private final Set<Source> used = new HashSet<>(Set.of(Source.Plain.GIVEN));
    private int next;
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
        return RegexSetting.find(finished.matcher(new BoundedText(partial.text())));
    }

    /// `branches` continuations of each partial answer, valued, in order; empty when something is missing.
    List<Valued> grow(List<Value> partials) {
        List<Value> prefixes = new ArrayList<>();
        partials.forEach(partial -> prefixes.addAll(Collections.nCopies(branches, partial)));
        List<Value> answers = answers(prefixes, "prompt");
        List<Value> grown = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            grown.add(joined(prefixes.get(i), answers.get(i)));
        }
        List<Value> judgements = grown.isEmpty() ? List.of() : answers(grown, "value-prompt");
        List<Valued> valued = new ArrayList<>();
        for (int i = 0; i < judgements.size(); i++) {
            used.addAll(judgements.get(i).sources());
            double read = score.read(judgements.get(i).text());
            valued.add(new Valued(grown.get(i), Double.isNaN(read) ? UNPARSED : read));
        }
        return valued;
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
            Step.Rendered rendered =
                    step.showing(slot, shown.get(i)).prompt(step.settings().maps(setting));
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

    private String role(String setting) {
        String model = step.settings().text("model");
        return setting.equals("prompt")
                ? model
                : step.settings().optionalText("value-model").orElse(model);
    }
}
