package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.loopwright.loop.NodeSpec;
import org.loopwright.round.Row;

/// What the control arms of several kinds share.
final class Controls {
    private Controls() {}

    /// What is wrong with a node's `control`, given those that its kind knows.
    static List<String> unknown(NodeSpec node, List<String> known) {
        return node.settings()
                .optionalText("control")
                .filter(control -> !known.contains(control))
                .map(control -> List.of("setting `control` is `" + control + "`: it should be one of " + known))
                .orElse(List.of());
    }

    /// So many rows, drawn without replacement, in their order.
    static List<Row> any(List<Row> rows, int count, Random random) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        return places.stream().limit(count).sorted().map(rows::get).toList();
    }
}
