package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loopwright.loop.Content;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.round.FreshModel;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RoundKind;
import org.loopwright.round.StepSamples;
import org.loopwright.round.TrainingStep;
import org.loopwright.train.Objectives;
import org.loopwright.train.TrainingException;

/// `train`: makes a checkpoint from a model and rows.
///
/// Settings: `objective`, one that the trainer knows (`supervised`, `dpo`, `grpo`); `numbers`, its
/// settings as texts `beta=0.1`; `from`, the Model slot or `models.role` to start from, random weights
/// when left out, whose shape `hidden`, `layers`, `heads` and `context` give, and `positions` (`rotary`,
/// or `none`); `data`, the rows; `dev`, rows that are only measured, and `measures`, where `dev_loss` in
/// nats a token and `dev_perplexity` go; `reference`, the frozen model of objectives that need one
/// (`from`); `epochs` over the rows (1) or `steps`; `batch` rows a step (32); `rate` of learning
/// (0.001), warmed up over `warm-up` steps (0) and falling to zero along a cosine unless `schedule` is
/// `constant`; `writes` the checkpoint, and `also` a second slot for it.
///
/// Before it starts, rows are compared with everything that is held out, by content; an overlap stops the
/// loop. The checkpoint's card tells parent, data and their sources, objective, settings, seed, code version.
/// The same weights as an earlier step's are not trained again. `rank` trains a low-rank change of all matrices
/// instead of all weights (0), which `save-as` keeps as an `adapter` in PEFT's layout or, when left out, as a
/// `merged` model; an adapter's own `from` can be no adapter. `control: no-training` gives back the model
/// that it started from. `samples-every` lets the model attempt `samples-of` dev problems (4) every so many steps, as
/// the node `samples-by` of kind `evaluate` would, or the first that measures what this one writes; the checkpoint is
/// the same with and without ([StepSamples]).
///
/// Exits: `next`; `diverged` when the loss is no number any more, with nothing written. Cost: the training.
public final class Train extends RoundKind {
    private static final String ALSO = "also";
    private static final String MEASURES = "measures";
    private static final String NO_TRAINING = "no-training";

    @Override
    public String name() {
        return "train";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Makes a checkpoint from a model and rows.",
                List.of(
                        Field.required("objective", FieldType.TEXT, "What is minimised: supervised, dpo, grpo."),
                        Field.optional("numbers", FieldType.TEXTS, "The objective's numbers, `beta=0.1`."),
                        Field.optional("from", FieldType.MODEL, "The model to start from; random when left out."),
                        Field.required("data", FieldType.READ, "The rows to learn from.")
                                .of(SlotType.DATASET),
                        Field.optional("dev", FieldType.READ, "Rows that are never learned, to measure the loss on.")
                                .of(SlotType.DATASET),
                        Field.optional("measures", FieldType.WRITE, "Where that loss goes.")
                                .of(SlotType.METRICS),
                        Field.optional("reference", FieldType.MODEL, "The frozen model of preference training."),
                        Field.optional("epochs", FieldType.NUMBER, "Passes over the rows; 1 when left out."),
                        Field.optional("steps", FieldType.INTEGER, "Steps of the optimizer, instead of epochs."),
                        Field.optional("batch", FieldType.INTEGER, "Rows of one step; 32 when left out."),
                        Field.optional("rate", FieldType.NUMBER, "Highest rate of learning; 0.001."),
                        Field.optional("warm-up", FieldType.INTEGER, "Steps of the linear rise; 0."),
                        Field.optional("schedule", FieldType.TEXT, "cosine, the default, or constant."),
                        Field.optional("hidden", FieldType.INTEGER, "Width of a model from nothing; 64."),
                        Field.optional("layers", FieldType.INTEGER, "Its blocks; 2."),
                        Field.optional("heads", FieldType.INTEGER, "Its query heads; 4."),
                        Field.optional("context", FieldType.INTEGER, "Its longest sequence; 128."),
                        Field.optional("positions", FieldType.TEXT, "rotary, the default, or none."),
                        Field.optional("rank", FieldType.INTEGER, "Rank of a low-rank change; 0 trains all weights."),
                        Field.optional("save-as", FieldType.TEXT, "Of such a change: merged, or adapter."),
                        Field.optional("control", FieldType.TEXT, "`no-training`: the model stays as it is."),
                        Field.optional(StepSamples.EVERY, FieldType.INTEGER, "Steps between two looks at samples."),
                        Field.optional(StepSamples.OF, FieldType.INTEGER, "Dev problems of a look; 4."),
                        Field.optional(StepSamples.BY, FieldType.TEXT, "The evaluate node whose attempts they are."),
                        Field.required("writes", FieldType.WRITE, "Where the checkpoint goes.")
                                .of(SlotType.MODEL),
                        Field.optional("also", FieldType.WRITE, "A second slot for it, such as the first student.")
                                .of(SlotType.MODEL)),
                List.of(NodeSpec.NEXT, Product.DIVERGED),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        List<String> problems = new ArrayList<>(Controls.unknown(node, List.of(NO_TRAINING)));
        try {
            Objectives.named(node.settings().text("objective"), TrainingStep.numbers(node.settings()));
        } catch (TrainingException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        if (node.settings().has(StepSamples.EVERY)
                && StepSamples.measuring(loop, node).isEmpty()) {
            problems.add("`" + StepSamples.EVERY + "` needs a node of kind evaluate with a role that is slot `"
                    + node.settings().optionalText(Product.WRITES).orElse("") + "`");
        }
        node.settings()
                .optionalText("schedule")
                .filter(schedule -> !List.of("cosine", "constant").contains(schedule))
                .ifPresent(schedule ->
                        problems.add("setting `schedule` is `" + schedule + "`: it should be cosine or constant"));
        node.settings()
                .optionalText("positions")
                .filter(positions -> positions(positions).isEmpty())
                .ifPresent(positions ->
                        problems.add("setting `positions` is `" + positions + "`: it should be rotary or none"));
        node.settings()
                .optionalText("save-as")
                .filter(kept -> !List.of("adapter", "merged").contains(kept))
                .ifPresent(kept -> problems.add("setting `save-as` is `" + kept + "`: it should be adapter or merged"));
        return problems;
    }

    @Override
    public List<String> watched() {
        return StepSamples.SETTINGS;
    }

    @Override
    public Product make(Making making) throws InterruptedException {
        Content.Artifact base = making.has("from") ? making.artifact("from") : fresh(making);
        Set<Source> sources = making.sources();
        if (making.text("control", "").equals(NO_TRAINING)) {
            return product(new Value(base, sources, null), Map.of(), "not trained: the control arm", Map.of());
        }
        TrainingStep step = new TrainingStep(making, base);
        try {
            TrainingStep.Trained trained = step.train(sources);
            return product(
                            new Value(trained.model(), sources, null),
                            trained.ledger(),
                            trained.note(),
                            trained.numbers())
                    .observed(trained.observed());
        } catch (TrainingException e) {
            if (e.code() == TrainingException.Code.DIVERGED) {
                return Product.none(Product.DIVERGED, new LinkedHashMap<>(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static Product product(Value model, Map<String, Double> ledger, String note, Map<String, Double> numbers) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put(Product.WRITES, model);
        values.put(ALSO, model);
        if (!numbers.isEmpty()) {
            values.put(MEASURES, new Value(new Content.Measured(numbers, ""), model.sources(), null));
        }
        return new Product(NodeSpec.NEXT, values, ledger, List.of(note));
    }

    private static Content.Artifact fresh(Making making) {
        return new FreshModel(
                        making.integer("hidden", 64),
                        making.integer("layers", 2),
                        making.integer("heads", 4),
                        making.integer("context", 128),
                        positions(making.text("positions", "rotary")).orElse(FreshModel.Positions.ROTARY),
                        making.seed())
                .in(making.means().artifacts());
    }

    private static Optional<FreshModel.Positions> positions(String label) {
        return Arrays.stream(FreshModel.Positions.values())
                .filter(one -> one.label().equals(label))
                .findFirst();
    }
}
