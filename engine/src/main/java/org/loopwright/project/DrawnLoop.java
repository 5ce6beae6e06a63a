package org.loopwright.project;

import java.util.List;
import org.loopwright.loop.LoopSpec;
import org.loopwright.task.Dataset;
import org.loopwright.task.Grader;
import org.loopwright.task.Item;

/// A loop as it is drawn now, with the item that it is tried on. It may have errors.
///
/// @param fileName of the loop
/// @param loop with the asked parameters
/// @param errors what keeps it from running; empty when nothing does
/// @param dataset that the item is of
/// @param item the item
/// @param grader of the project
public record DrawnLoop(
        String fileName, LoopSpec loop, List<String> errors, Dataset dataset, Item item, Grader grader) {
    public DrawnLoop {
        errors = List.copyOf(errors);
    }
}
