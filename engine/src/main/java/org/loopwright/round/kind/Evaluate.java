package org.loopwright.round.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Content;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Value;
import org.loopwright.round.Attempts;
import org.loopwright.round.Ledger;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RoundKind;
import org.loopwright.round.RowSet;
import org.loopwright.task.Split;

/// `evaluate`: measures a checkpoint on the problems of a dataset, through an item loop.
///
/// Settings: `loop`, `over`, `roles`, `samples` and `items` as for `collect`; `writes` the numbers, a mean
/// over problems each: `accuracy`, `first_accuracy`, `fixed`, `broken` and more. They carry the label of the
/// dataset and its split, so that a choice which rests on test numbers is branded; an evaluation on a test
/// split counts as one look at it. Exit: `next`. Cost: the item loop's for every attempt.
public final class Evaluate extends RoundKind {
    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Measures a checkpoint on the problems of a dataset.",
                List.of(
                        Field.required("loop", FieldType.LOOP, "The item loop that makes an attempt."),
                        Field.required("over", FieldType.READ, "The problems.").of(SlotType.DATASET),
                        Field.required("roles", FieldType.ROLES, "The item loop's role: a Model slot of this loop."),
                        Field.optional("samples", FieldType.INTEGER, "Attempts at each problem; 1 when left out."),
                        Field.optional("items", FieldType.INTEGER, "The first so many problems; all when left out."),
                        Field.required("writes", FieldType.WRITE, "Where the numbers go.")
                                .of(SlotType.METRICS)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Product make(Making making) throws InterruptedException {
        RowSet problems = making.rows("over");
        int items = Math.min(
                making.integer("items", problems.rows().size()), problems.rows().size());
        Attempts attempts = new Attempts(making);
        Attempts.Made made =
                attempts.make(problems.with(problems.rows().subList(0, items)), making.integer("samples", 1));
        Map<String, Double> numbers = made.numbers();
        Map<String, Double> seen = new LinkedHashMap<>(made.intervals());
        seen.putAll(made.sizes());
        Set<Source> sources = Sources.union(
                attempts.sources(),
                Set.of(new Source.Label(problems.name(), problems.split().label())));
        Map<String, Double> ledger = made.ledger();
        if (problems.split() == Split.TEST) {
            ledger.put(Ledger.TEST_LOOKS, 1.0);
        }
        Value value = new Value(new Content.Measured(numbers, made.run().toString()), sources, null);
        return Product.of(
                        value,
                        ledger,
                        String.format(
                                Locale.ROOT,
                                "%.1f %% of %d %s problems right",
                                100 * numbers.getOrDefault("accuracy", 0.0),
                                items,
                                problems.split().label()))
                .observed(seen);
    }
}
