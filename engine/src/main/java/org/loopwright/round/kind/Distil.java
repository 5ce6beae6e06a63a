package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Value;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RoundKind;
import org.loopwright.round.TrainingStep;
import org.loopwright.train.Objectives;
import org.loopwright.train.TrainingException;

/// `distil`: teaches a model another one's distribution over each next token of rows.
///
/// Settings: `from`, the student; `teacher`, a Model slot or role with the same tokenizer, such as a larger model or a
/// past
/// checkpoint of the student itself; or `average`, the decay of a moving average of the student that teaches it;
/// `data`, the
/// rows, the student's own for on-policy distillation; `numbers` of the trainer's `distillation` (`reverse=1` for the
/// divergence the other way round); `epochs`, `steps`, `batch`, `rate` and `warm-up` as for `train`; `writes` the
/// checkpoint. A teacher's tokens go to the ledger, and its hash to the checkpoint's sources. Exits: `next`,
/// `diverged`. Cost: the training, and the
/// teacher's reading of every row.
public final class Distil extends RoundKind {
    @Override
    public String name() {
        return "distil";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Teaches a model another one's distribution over next tokens.",
                List.of(
                        Field.required("from", FieldType.MODEL, "The student."),
                        Field.optional("teacher", FieldType.MODEL, "Whom it learns from."),
                        Field.optional("average", FieldType.NUMBER, "Decay of the student's average that teaches it."),
                        Field.required("data", FieldType.READ, "The rows.").of(SlotType.DATASET),
                        Field.optional("numbers", FieldType.TEXTS, "Of the distillation, `reverse=1`."),
                        Field.optional("epochs", FieldType.NUMBER, "Passes over the rows; 1 when left out."),
                        Field.optional("steps", FieldType.INTEGER, "Steps of the optimizer, instead of epochs."),
                        Field.optional("batch", FieldType.INTEGER, "Rows of one step; 32 when left out."),
                        Field.optional("rate", FieldType.NUMBER, "Highest rate of learning; 0.001."),
                        Field.optional("warm-up", FieldType.INTEGER, "Steps of the linear rise; 0."),
                        Field.required("writes", FieldType.WRITE, "Where the checkpoint goes.")
                                .of(SlotType.MODEL)),
                List.of(NodeSpec.NEXT, Product.DIVERGED),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        List<String> problems = new ArrayList<>();
        if (node.settings().has("teacher") == node.settings().has("average")) {
            problems.add("it needs either a `teacher` or the decay of an `average`, not both");
        }
        try {
            Objectives.named("distillation", TrainingStep.numbers(node.settings()));
        } catch (TrainingException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return problems;
    }

    @Override
    public Product make(Making making) throws InterruptedException {
        Set<Source> sources = making.sources();
        if (making.has("teacher")) {
            sources = Sources.union(
                    sources,
                    Set.of(new Source.OfModel(making.artifact("teacher").hash())));
        }
        try {
            TrainingStep.Trained trained = new TrainingStep(making, making.artifact("from")).train(sources);
            return Product.of(new Value(trained.model(), sources, null), trained.ledger(), trained.note())
                    .observed(trained.observed());
        } catch (TrainingException e) {
            // All other reasons have become the loop's own complaint.
            Map<String, Double> nothing = new LinkedHashMap<>();
            return Product.none(Product.DIVERGED, nothing, String.valueOf(e.getMessage()));
        }
    }
}
