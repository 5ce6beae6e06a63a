package org.loopwright.loop.node;

import java.util.List;
import java.util.regex.Pattern;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Seeds;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenValues;

/// `p-true`: asks a model whether an answer is right and takes the probability of its yes. P(True)
/// (Kadavath et al. 2022, arXiv 2207.05221).
///
/// Settings: `model`; `prompt` or else `reads`; `yes` and `no`, regular expressions found in the reply
/// (`(?i)^\s*(true|yes|right)`, `(?i)^\s*(false|no|wrong)`); `accept-at` (0.5); `writes` (Verdict).
///
/// | paper | here |
/// |---|---|
/// | P(True) | the probability of the reply's first token under the raw distribution, when it says yes; 1 minus that,
/// when it says no |
///
/// Deviation: the paper normalises over the two letters; only the sampled token's probability is known
/// here, so what neither reply gets counts for the other one. The reply is decoded greedily. A model that
/// gives no probabilities fails the item; a reply that is neither is unparsed. Exit: `next`. Cost: 1 model
/// call of at most 4 tokens.
public final class PTrue implements NodeKind {
    private static final String REQUEST = "Is the answer above right? Reply with one word: True or False.";
    private static final Pattern YES = Pattern.compile("(?i)^\\s*(true|yes|right)");
    private static final Pattern NO = Pattern.compile("(?i)^\\s*(false|no|wrong)");

    @Override
    public String name() {
        return "p-true";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Takes the probability that a model calls an answer right.",
                List.of(
                        Fields.MODEL,
                        Fields.OWN_PROMPT,
                        Fields.READS,
                        Field.optional("yes", FieldType.REGEX, "Found in a reply that says right."),
                        Field.optional("no", FieldType.REGEX, "Found in a reply that says wrong."),
                        Field.optional("accept-at", FieldType.NUMBER, "The least probability that accepts; 0.5."),
                        Fields.WRITES_VERDICT),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Decision decide(Step step) {
        Step.Rendered rendered = step.prompt(DefaultPrompt.orOwn(step, REQUEST));
        List<StepResult.Completed> replies = step.completions();
        if (replies.isEmpty()) {
            Sampling greedy = new Sampling(0, 0, 1, 4, List.of());
            long seed = Seeds.ofRequest(
                    step.frame().seed(), step.node().id(), step.frame().visit(), 0);
            return new Decision.Generate(
                    step.settings().text("model"),
                    List.of(new CompletionRequest(rendered.prompt(), greedy, seed)),
                    rendered.uses());
        }
        Value reply = step.authored(replies.getFirst(), 0, rendered.uses());
        return Decision.Move.writing(
                NodeSpec.NEXT,
                step.settings().text("writes"),
                new Value(verdict(step, replies.getFirst().completion()), reply.sources(), null));
    }

    private static Content verdict(Step step, Completion reply) {
        TokenValues logProb = reply.logProb();
        if (logProb == null || logProb.size() == 0) {
            throw new LoopException("node " + step.node().id() + ": the model of role `"
                    + step.settings().text("model")
                    + "` gives no probabilities: use a local model, or `self-verify`, which reads words");
        }
        double first = Math.min(1, Math.exp(logProb.get(0)));
        if (found(RegexSetting.of(step, "yes", YES), reply)) {
            return judged(step, first);
        }
        return found(RegexSetting.of(step, "no", NO), reply)
                ? judged(step, 1 - first)
                : new Content.Verdict(Content.Judgement.UNPARSED, Double.NaN, "");
    }

    private static boolean found(Pattern pattern, Completion reply) {
        return RegexSetting.find(pattern.matcher(BoundedText.answer(reply.text())));
    }

    private static Content judged(Step step, double probability) {
        boolean accept = probability >= step.number("accept-at", 0.5);
        return new Content.Verdict(accept ? Content.Judgement.ACCEPT : Content.Judgement.REJECT, probability, "");
    }
}
