package org.loopwright.loop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.Thinking;

/// What a node kind sees when it decides: its node, the frame, and the means to read slots and render
/// prompts.
///
/// Pure: everything here follows from the frame and the loop.
///
/// @param conversations what was said before, for prompts that go on with it
public record Step(LoopSpec loop, NodeSpec node, Frame frame, Language language, Conversations conversations) {

    /// A step whose prompts begin anew.
    public Step(LoopSpec loop, NodeSpec node, Frame frame, Language language) {
        this(loop, node, frame, language, Conversations.NONE);
    }

    /// A rendered prompt, and the union of the sources of the slots that it shows.
    public record Rendered(Prompt prompt, Set<Source> uses) {}

    /// The node's settings.
    public Settings settings() {
        return node.settings();
    }

    /// What this visit asked for and got so far, in order.
    public List<StepResult> results() {
        return frame.results();
    }

    /// The results that are completions, in order.
    public List<StepResult.Completed> completions() {
        return results().stream()
                .filter(StepResult.Completed.class::isInstance)
                .map(StepResult.Completed.class::cast)
                .toList();
    }

    /// The results that tools gave back, in order.
    public List<ToolResult> toolResults() {
        return results().stream()
                .filter(StepResult.Used.class::isInstance)
                .map(result -> ((StepResult.Used) result).result())
                .toList();
    }

    /// This as if a slot had one more version: prompts and conditions then show `value`.
    public Step showing(String slot, Value value) {
        return new Step(loop, node, frame.withWrite(slot, value), language, conversations);
    }

    /// The last version of a slot.
    ///
    /// @throws LoopException when the slot is empty
    public Value require(String slot) {
        return frame.value(slot)
                .orElseThrow(() -> new LoopException("node " + node.id() + " needs slot `" + slot
                        + "`, which is empty: give it a default, or write it on every way to this node"));
    }

    /// The union of the sources of these slots' last versions; empty slots add nothing.
    public Set<Source> sources(Collection<String> slots) {
        Set<Source> union = new HashSet<>();
        for (String slot : slots) {
            frame.value(slot).ifPresent(value -> union.addAll(value.sources()));
        }
        return Set.copyOf(union);
    }

    /// The plain values that conditions see: every written slot by name, `params`, and `random`. Texts are without
    /// their thinking blocks.
    public Map<String, Object> variables() {
        return variables(Thinking::without);
    }

    /// The plain values that templates see.
    ///
    /// @param seen what is shown of a text
    Map<String, Object> variables(UnaryOperator<String> seen) {
        Map<String, Object> variables = new LinkedHashMap<>();
        frame.slots()
                .forEach((slot, versions) ->
                        variables.put(slot, plain(versions.getLast().content(), seen)));
        variables.put("params", loop.params());
        variables.put("random", Seeds.uniform(frame.seed(), node.id(), frame.visit()));
        return variables;
    }

    /// The prompt of setting `prompt`: a list of `{role: template}`.
    public Rendered prompt() {
        return prompt(settings().maps("prompt"));
    }

    /// The prompt of these `{role: template}` messages.
    ///
    /// @throws LoopException when there are none, or a template fails
    public Rendered prompt(List<Settings> templates) {
        return PromptWriter.of(this).write(templates);
    }

    /// The prompt of these `{role: template}` messages and nothing else: no examples, and no conversation before.
    ///
    /// @throws LoopException as [#prompt]
    public Rendered promptAlone(List<Settings> templates) {
        return PromptWriter.of(this).writeAlone(templates);
    }

    /// `count` requests for this prompt, each with the seed of its place in the batch.
    ///
    /// @param first index of the first request in this visit
    public List<CompletionRequest> requests(Prompt prompt, int first, int count) {
        Sampling sampling = sampling();
        List<CompletionRequest> requests = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            requests.add(new CompletionRequest(
                    prompt, sampling, Seeds.ofRequest(frame.seed(), node.id(), frame.visit(), i)));
        }
        return requests;
    }

    /// The sampling of setting `sampling`; what is left out is temperature 1, all tokens, 256 at most, and no
    /// other shaping.
    ///
    /// @throws LoopException when a value is outside its range
    public Sampling sampling() {
        Settings map = settings().map("sampling");
        try {
            return new Sampling(
                    number(map, "temperature", 1),
                    integer(map, "top-k", 0),
                    number(map, "top-p", 1),
                    integer(map, "max-tokens", 256),
                    map.texts("stop"),
                    shaping(map));
        } catch (IllegalArgumentException e) {
            throw new LoopException("node " + node.id() + ": setting `sampling`: " + e.getMessage(), e);
        }
    }

    private Sampling.Shaping shaping(Settings map) {
        Settings biases = map.map("logit-bias");
        Map<Integer, Double> bias = new HashMap<>();
        for (String id : biases.tree().keySet()) {
            if (!id.matches("\\d{1,9}")) {
                throw new IllegalArgumentException("logit-bias has `" + id + "`, which is no token id");
            }
            bias.put(Integer.valueOf(id), number(biases, id, 0));
        }
        return new Sampling.Shaping(
                number(map, "min-p", 0), number(map, "repetition-penalty", 1), bias, constraint(map));
    }

    private static Sampling.Constraint constraint(Settings map) {
        Optional<String> regex = map.optionalText("regex");
        Optional<String> schema = map.optionalText("json-schema");
        if (regex.isPresent() && schema.isPresent()) {
            throw new IllegalArgumentException("an answer is held to `regex` or to `json-schema`, not to both");
        }
        if (regex.isPresent()) {
            return new Sampling.Constraint.Regex(regex.get());
        }
        return schema.<Sampling.Constraint>map(Sampling.Constraint.JsonSchema::new)
                .orElseGet(Sampling.Constraint.None::new);
    }

    /// A whole-number setting: a literal or `params.name`.
    ///
    /// @param fallback when it is not there
    /// @throws LoopException when it is neither
    public int integer(String name, int fallback) {
        return integer(settings(), name, fallback);
    }

    /// A number setting: a literal or `params.name`.
    ///
    /// @param fallback when it is not there
    /// @throws LoopException when it is neither
    public double number(String name, double fallback) {
        return number(settings(), name, fallback);
    }

    /// The text value that a completion of this visit is, with its author among the sources.
    ///
    /// @param uses sources of the prompt that it answers
    /// @param index its place in this visit's results
    public Value authored(StepResult.Completed result, int index, Set<Source> uses) {
        Value.CompletionRef ref = new Value.CompletionRef(
                node.id(),
                frame.visit(),
                index,
                result.completion().ids(),
                result.completion().finish());
        Set<Source> sources = Sources.union(uses, Set.of(author(result.modelHash())));
        return new Value(new Content.Text(result.completion().text()), sources, ref);
    }

    /// The source that work of this model is.
    public Source author(String modelHash) {
        return frame.answerAuthors().equals(Set.of(modelHash)) ? Source.Plain.INTRINSIC : new Source.OfModel(modelHash);
    }

    private double number(Settings map, String name, double fallback) {
        return map.optionalText(name)
                .map(text -> named(name, () -> loop.number(text)))
                .orElse(fallback);
    }

    private int integer(Settings map, String name, int fallback) {
        return map.optionalText(name)
                .map(text -> named(name, () -> loop.integer(text)))
                .orElse(fallback);
    }

    private <T> T named(String setting, Supplier<T> read) {
        try {
            return read.get();
        } catch (LoopException e) {
            throw new LoopException("node " + node.id() + ": setting `" + setting + "`: " + e.getMessage(), e);
        }
    }

    private static Object plain(Content content, UnaryOperator<String> seen) {
        return switch (content) {
            case Content.Text text -> seen.apply(text.text());
            case Content.Numeric number -> number.value();
            case Content.Verdict verdict ->
                Map.of(
                        "accept",
                        verdict.judgement() == Content.Judgement.ACCEPT,
                        "judgement",
                        verdict.judgement().name().toLowerCase(Locale.ROOT),
                        "score",
                        verdict.score(),
                        "where",
                        verdict.where());
            case Content.Samples samples ->
                samples.values().stream().map(v -> plain(v.content(), seen)).toList();
            case Content.Artifact artifact ->
                Map.of(
                        "name", artifact.name(),
                        "hash", artifact.hash(),
                        "split", artifact.split(),
                        "size", artifact.size());
            case Content.Measured measured -> measured.numbers();
        };
    }
}
