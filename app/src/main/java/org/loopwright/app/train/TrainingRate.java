package org.loopwright.app.train;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.round.Rounds;

/// The learning rate of a training that is done in every round.
record TrainingRate(String node, double rate) {
    /// What the engine takes when a node names none.
    private static final double USUAL = 1e-3;

    /// Those of a run's loop.
    static List<TrainingRate> of(RunHeader header) {
        List<TrainingRate> rates = new ArrayList<>();
        LoopSpec loop = LoopYaml.read(header.loopText().getOrDefault(header.loopFile(), ""))
                .loop();
        if (loop == null) {
            return rates;
        }
        for (String id : Rounds.repeated(loop)) {
            NodeSpec node = loop.node(id);
            if (node.kind().equals("train") || node.kind().equals("distil")) {
                rates.add(new TrainingRate(id, rate(loop, node)));
            }
        }
        return rates;
    }

    private static double rate(LoopSpec loop, NodeSpec node) {
        try {
            return node.settings().has("rate") ? loop.number(node.settings().text("rate")) : USUAL;
        } catch (LoopException _) {
            return USUAL;
        }
    }
}
