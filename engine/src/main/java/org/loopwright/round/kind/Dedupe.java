package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RoundKind;
import org.loopwright.round.Row;
import org.loopwright.round.RowSet;

/// `dedupe`: keeps the first of rows that say the same.
///
/// Settings: `reads` rows; `by`, what is compared: `text` (problem and learned conversation; the default),
/// `answer` (problem and read answer), or `item` (the problem alone); `writes` the rows. Exits: `next`,
/// `empty` when there were no rows. Cost: none.
public final class Dedupe extends RoundKind {
    @Override
    public String name() {
        return "dedupe";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Keeps the first of rows that say the same.",
                List.of(
                        Field.required("reads", FieldType.READ, "Rows."),
                        Field.optional("by", FieldType.TEXT, "What is compared: text, answer or item."),
                        Field.required("writes", FieldType.WRITE, "Where the rows go.")
                                .of(SlotType.DATASET)),
                List.of(NodeSpec.NEXT, Product.EMPTY),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(org.loopwright.loop.LoopSpec loop, NodeSpec node) {
        return node.settings()
                .optionalText("by")
                .filter(by -> !List.of("text", "answer", "item").contains(by))
                .map(by -> List.of("setting `by` is `" + by + "`: it should be text, answer or item"))
                .orElse(List.of());
    }

    @Override
    public Product make(Making making) {
        RowSet rows = making.rows("reads");
        String by = making.text("by", "text");
        Set<List<Object>> seen = new HashSet<>();
        List<Row> kept = new ArrayList<>();
        for (Row row : rows.rows()) {
            Object what = switch (by) {
                case "answer" -> row.text("answer");
                case "item" -> "";
                default -> row.messages();
            };
            if (seen.add(List.of(row.subject().contentHash(), what))) {
                kept.add(row);
            }
        }
        if (kept.isEmpty()) {
            return Product.none(Product.EMPTY, Map.of(), "there are no rows to compare");
        }
        return Product.of(
                making.keep(rows.with(kept), SlotType.DATASET, making.sources()),
                Map.of(),
                "kept " + kept.size() + " of " + rows.rows().size() + " rows");
    }
}
