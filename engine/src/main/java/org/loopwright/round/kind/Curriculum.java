package org.loopwright.round.kind;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RoundKind;
import org.loopwright.round.Row;
import org.loopwright.round.RowSet;

/// `curriculum`: takes the easiest rows, more in every round.
///
/// Settings: `reads` rows; `by`, the fact or field that says how hard one is (a number); `share`, of the rows
/// in the first round, in (0, 1]; `grow`, what is added to the share in every later round; `writes` the rows,
/// easiest first. The round is this node's visit. Exits: `next`, `empty`. Cost: none.
public final class Curriculum extends RoundKind {
    @Override
    public String name() {
        return "curriculum";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Takes the easiest rows, more in every round.",
                List.of(
                        Field.required("reads", FieldType.READ, "Rows."),
                        Field.required("by", FieldType.TEXT, "The fact or field that says how hard a row is."),
                        Field.required("share", FieldType.NUMBER, "Of the rows in the first round, in (0, 1]."),
                        Field.optional("grow", FieldType.NUMBER, "Added to the share in every later round."),
                        Field.required("writes", FieldType.WRITE, "Where the rows go.")
                                .of(SlotType.DATASET)),
                List.of(NodeSpec.NEXT, Product.EMPTY),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        double share = loop.number(node.settings().text("share"));
        return share > 0 && share <= 1
                ? List.of()
                : List.of("setting `share` is " + share + ": it should be above 0 and at most 1");
    }

    @Override
    public Product make(Making making) {
        RowSet rows = making.rows("reads");
        String by = making.settings().text("by");
        int round = making.site().frame().visit();
        double share = Math.min(1, making.number("share", 1) + (round - 1) * making.number("grow", 0));
        List<Row> easiest = rows.rows().stream()
                .sorted(Comparator.comparingDouble(row -> difficulty(row, by)))
                .limit(Math.round(share * rows.rows().size()))
                .toList();
        String note = String.format(Locale.ROOT, "round %d: the %d easiest by %s", round, easiest.size(), by);
        return easiest.isEmpty()
                ? Product.none(Product.EMPTY, Map.of(), note)
                : Product.of(making.keep(rows.with(easiest), SlotType.DATASET, making.sources()), Map.of(), note);
    }

    private static double difficulty(Row row, String by) {
        String field = row.subject().fields().get(by);
        return field == null ? row.number(by) : Double.parseDouble(field);
    }
}
