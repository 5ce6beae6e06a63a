package org.loopwright.round;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.task.Dataset;
import org.loopwright.task.Datasets;
import org.loopwright.task.Item;

/// Problems as rows, and rows as the items of an item run: one item for each attempt at a problem.
public final class ProblemRows {
    /// Stands between an item's id and the number of the attempt, `dev-0017~3`.
    private static final char ATTEMPT = '~';

    private ProblemRows() {}

    static Row of(Item item) {
        return Row.of(new Row.Subject(item.id(), item.contentHash(), item.cluster(), item.fields(), item.gold()));
    }

    /// The items of `samples` attempts at every problem. The content hash of an attempt differs from the
    /// problem's own, so that each has its own seed; the cluster is the problem.
    static Dataset attempts(RowSet problems, int samples) {
        List<Item> items = new ArrayList<>();
        for (Row row : problems.rows()) {
            Row.Subject subject = row.subject();
            for (int sample = 0; sample < samples; sample++) {
                String mark = samples == 1 ? "" : ATTEMPT + Integer.toString(sample);
                items.add(new Item(
                        subject.item() + mark,
                        subject.contentHash() + mark,
                        samples == 1 ? subject.cluster() : subject.item(),
                        subject.fields(),
                        subject.gold()));
            }
        }
        return Datasets.of(problems.name(), problems.split(), items);
    }

    /// The number of the attempt that an item of such a run is.
    static int sample(String item) {
        int mark = item.lastIndexOf(ATTEMPT);
        return mark < 0 ? 0 : Integer.parseInt(item.substring(mark + 1));
    }

    /// The id of the problem that an item of such a run is an attempt at.
    public static String problem(String item) {
        int mark = item.lastIndexOf(ATTEMPT);
        return mark < 0 ? item : item.substring(0, mark);
    }
}
