package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.ItemTurn;

/// The stored form of the confidences of items' turns, beside their [TurnsColumn] and in its order: 0 for none,
/// else one more than its ten-thousandths. Files that were written before there were any have no such column.
/// Stateless.
final class ConfidenceColumn {
    private static final double PLACES = 10_000;

    private ConfidenceColumn() {}

    static void write(ByteSink sink, Map<String, List<ItemTurn>> byGrader) {
        byGrader.values().forEach(turns -> turns.forEach(turn -> sink.number(number(turn.confidence()))));
    }

    private static long number(@Nullable Double confidence) {
        return confidence == null ? 0 : 1 + Math.round(confidence * PLACES);
    }

    /// The turns with their confidences.
    static Map<String, List<ItemTurn>> read(ByteSource source, Map<String, List<ItemTurn>> byGrader) {
        Map<String, List<ItemTurn>> with = new LinkedHashMap<>();
        byGrader.forEach((grader, turns) -> {
            List<ItemTurn> read = new ArrayList<>();
            for (ItemTurn turn : turns) {
                long number = source.number();
                read.add(number == 0 ? turn : turn.withConfidence((number - 1) / PLACES));
            }
            with.put(grader, read);
        });
        return with;
    }
}
