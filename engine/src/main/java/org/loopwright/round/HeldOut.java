package org.loopwright.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.Content;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Value;
import org.loopwright.task.Dataset;
import org.loopwright.task.Split;

/// Refuses to train on what is held out: items of dev and test splits, of the project and of the loop's own
/// slots, known by their content.
final class HeldOut {
    private HeldOut() {}

    /// Throws when a row's problem is held out.
    ///
    /// @throws LoopException naming the problems and where they are held out
    static void check(Making making, RowSet rows) {
        if (isHeldOut(rows.split())) {
            throw new LoopException("node " + making.node() + " would train on split "
                    + rows.split().label() + " of dataset " + rows.name()
                    + ": only few-shot and train items may be trained on");
        }
        Map<String, String> heldOut = new HashMap<>();
        for (Dataset dataset : making.means().heldOut().get()) {
            dataset.items()
                    .forEach(item -> heldOut.put(
                            item.contentHash(),
                            dataset.name() + " (" + dataset.split().label() + ")"));
        }
        for (List<Value> versions : making.site().frame().slots().values()) {
            versions.forEach(value -> add(value, heldOut, making));
        }
        List<String> found = new ArrayList<>();
        for (Row row : rows.rows()) {
            String where = heldOut.get(row.subject().contentHash());
            if (where != null) {
                found.add(row.subject().item() + " is in " + where);
            }
        }
        if (!found.isEmpty()) {
            throw new LoopException("node " + making.node() + " would train on " + found.size()
                    + " held-out problems, the first: " + found.getFirst()
                    + "; take them out of the training data, or out of the held-out set");
        }
    }

    private static void add(Value value, Map<String, String> heldOut, Making making) {
        if (value.content() instanceof Content.Artifact artifact
                && isHeldOut(Split.of(artifact.split()).orElse(Split.TRAIN))) {
            making.means()
                    .artifacts()
                    .rows(artifact)
                    .rows()
                    .forEach(row ->
                            heldOut.put(row.subject().contentHash(), artifact.name() + " (" + artifact.split() + ")"));
        }
    }

    private static boolean isHeldOut(Split split) {
        return split == Split.DEV || split == Split.TEST;
    }
}
