package org.loopwright.round.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.round.Attempts;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RoundKind;
import org.loopwright.round.RowSet;

/// `collect`: lets a checkpoint attempt the problems of a dataset, several times each, through an item loop.
///
/// Settings: `loop`, the item loop; `over`, the problems; `roles`, the item loop's model roles and the Model
/// slots that fill them; `samples` attempts at each problem (1); `items`, the first so many problems (all);
/// `writes` the traces. Exit: `next`. Cost: the item loop's for every attempt.
public final class Collect extends RoundKind {
    @Override
    public String name() {
        return "collect";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Lets a checkpoint attempt the problems of a dataset.",
                List.of(
                        Field.required("loop", FieldType.LOOP, "The item loop that makes an attempt."),
                        Field.required("over", FieldType.READ, "The problems.").of(SlotType.DATASET),
                        Field.required("roles", FieldType.ROLES, "The item loop's role: a Model slot of this loop."),
                        Field.optional("samples", FieldType.INTEGER, "Attempts at each problem; 1 when left out."),
                        Field.optional("items", FieldType.INTEGER, "The first so many problems; all when left out."),
                        Field.required("writes", FieldType.WRITE, "Where the traces go.")
                                .of(SlotType.TRACES)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public Product make(Making making) throws InterruptedException {
        RowSet problems = making.rows("over");
        int items = making.integer("items", problems.rows().size());
        RowSet chosen = items >= problems.rows().size()
                ? problems
                : problems.with(problems.rows().subList(0, items));
        Attempts attempts = new Attempts(making);
        Attempts.Made made = attempts.make(chosen, making.integer("samples", 1));
        Map<String, Double> seen = new LinkedHashMap<>(made.numbers());
        seen.putAll(made.sizes());
        return Product.of(
                        making.keep(made.traces(), SlotType.TRACES, attempts.sources()),
                        made.ledger(),
                        made.traces().rows().size() + " attempts at "
                                + chosen.rows().size() + " problems")
                .observed(seen);
    }
}
