package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;
import org.loopwright.model.CompletionRequest;

/// `beam-search`: builds an answer step by step and keeps the best partial answers. Tree of Thoughts, its
/// breadth-first search (Yao et al. 2023, arXiv 2305.10601).
///
/// ```
/// beam = [""]
/// depth times, while the beam is not all finished:
///     for each partial answer: ask for `branches` continuations     (one batch)
///     score each continued answer                                   (one batch)
///     beam = the `width` best; equals by order
/// write the best of the beam
/// ```
///
/// | paper | here |
/// |---|---|
/// | G(p, s, k) | `model`, `prompt`, `branches` |
/// | V(p, S) | `value-model` (the same when left out), `value-prompt`, `score`, `scale` |
/// | b, T | `width`, `depth` |
///
/// Both prompts see the partial answer in the slot that `writes` names; continuations are joined to it by
/// a line end. A partial answer in which `finished` is found is not continued. Unparsed scores rank last.
/// The tree is folded from the visit's results and is kept nowhere else, so a resumed run goes on within
/// it. Selecting uses all scores. Exit: `next`. Cost: at most depth * width * branches * 2 model calls.
public final class BeamSearch implements NodeKind {
    private static final Pattern NEVER = Pattern.compile("(?!)");

    /// A partial answer.
    private record Path(Value value, double score) {}

    @Override
    public String name() {
        return "beam-search";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Builds an answer step by step and keeps the best partial answers.",
                List.of(
                        Fields.MODEL,
                        Fields.PROMPT,
                        Fields.SAMPLING,
                        Field.required("branches", FieldType.INTEGER, "Continuations of each partial answer."),
                        Field.required("width", FieldType.INTEGER, "Partial answers that are kept."),
                        Field.required("depth", FieldType.INTEGER, "Most steps of an answer."),
                        Field.optional("finished", FieldType.REGEX, "Found in an answer that needs no more steps."),
                        Field.optional("value-model", FieldType.ROLE, "The role that scores; else `model`."),
                        Field.required("value-prompt", FieldType.PROMPT, "Asks for the score of a partial answer."),
                        ScoreSetting.SCORE,
                        ScoreSetting.SCALE,
                        Fields.WRITES_TEXT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        return new Search(step).run();
    }

    /// The search, folded anew from the results each time the node decides.
    private static final class Search {
        private final Step step;
        private final String slot;
        private final ScoreSetting score;
        private final Pattern finished;
        private final List<StepResult.Completed> results;
        private final Set<Source> used = new HashSet<>(Set.of(Source.Plain.GIVEN));
        private int next;

        Search(Step step) {
            this.step = step;
            this.slot = step.settings().text("writes");
            this.score = ScoreSetting.of(step);
            this.finished = RegexSetting.of(step, "finished", NEVER);
            this.results = step.completions();
        }

        Decision run() {
            List<Path> beam = List.of(new Path(Value.given(""), 0));
            int depth = positive("depth");
            int width = positive("width");
            int branches = positive("branches");
            for (int level = 0; level < depth; level++) {
                List<Path> open = beam.stream().filter(p -> !isFinished(p)).toList();
                if (open.isEmpty()) {
                    break;
                }
                List<Value> grown = new ArrayList<>();
                Decision ask = expand(open, branches, grown);
                if (ask != null) {
                    return ask;
                }
                List<Path> scored =
                        new ArrayList<>(beam.stream().filter(this::isFinished).toList());
                ask = evaluate(grown, scored);
                if (ask != null) {
                    return ask;
                }
                scored.sort(Comparator.comparingDouble(Path::score).reversed());
                beam = scored.subList(0, Math.min(width, scored.size()));
            }
            Value best = beam.getFirst().value().withSources(used);
            return new Decision.Move(NodeSpec.NEXT, Map.of(slot, best), used);
        }

        private int positive(String name) {
            int value = step.integer(name, 0);
            if (value < 1) {
                throw step.settings().wrong(name, "a whole number of at least 1, or `params.name`");
            }
            return value;
        }

        private boolean isFinished(Path path) {
            return RegexSetting.find(
                    finished.matcher(new BoundedText(path.value().text())));
        }

        /// Grows every path, or asks for what is missing.
        private @Nullable Decision expand(List<Path> open, int branches, List<Value> grown) {
            List<Value> prefixes = new ArrayList<>();
            for (Path path : open) {
                prefixes.addAll(Collections.nCopies(branches, path.value()));
            }
            Batch batch = batch(prefixes, "prompt");
            if (batch.missing() != null) {
                return batch.missing();
            }
            for (int i = 0; i < prefixes.size(); i++) {
                Value more = batch.answers().get(i);
                String before = prefixes.get(i).text();
                grown.add(
                        before.isEmpty()
                                ? more
                                : Derived.text(
                                        before + "\n" + more.text(),
                                        Sources.union(prefixes.get(i).sources(), more.sources())));
            }
            return null;
        }

        private @Nullable Decision evaluate(List<Value> grown, List<Path> scored) {
            Batch batch = batch(grown, "value-prompt");
            if (batch.missing() != null) {
                return batch.missing();
            }
            for (int i = 0; i < grown.size(); i++) {
                Value judgement = batch.answers().get(i);
                used.addAll(judgement.sources());
                double read = score.read(judgement.text());
                scored.add(new Path(grown.get(i), Double.isNaN(read) ? -1 : read));
            }
            return null;
        }

        /// The next results of the visit as the answers to one prompt for each shown value.
        private Batch batch(List<Value> shown, String setting) {
            int first = next;
            List<CompletionRequest> requests = new ArrayList<>();
            Set<Source> uses = new HashSet<>();
            for (int i = 0; i < shown.size(); i++) {
                Step.Rendered rendered =
                        step.showing(slot, shown.get(i)).prompt(step.settings().maps(setting));
                requests.addAll(step.requests(rendered.prompt(), first + i, 1));
                uses.addAll(rendered.uses());
            }
            next += shown.size();
            int there = Math.min(results.size(), next) - first;
            if (there < shown.size()) {
                String role = setting.equals("prompt")
                        ? step.settings().text("model")
                        : step.settings()
                                .optionalText("value-model")
                                .orElse(step.settings().text("model"));
                return new Batch(
                        List.of(),
                        new Decision.Generate(role, requests.subList(Math.max(0, there), shown.size()), uses));
            }
            List<Value> answers = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++) {
                answers.add(step.authored(results.get(first + i), first + i, uses));
            }
            return new Batch(answers, null);
        }
    }

    /// Answers, or the decision that asks for them.
    private record Batch(List<Value> answers, @Nullable Decision missing) {}
}
