package org.loopwright.app.session;

import org.loopwright.task.Split;

/// A dataset of the project.
///
/// @param items how many it has
public record DatasetEntry(String name, Split split, int items) {
    @Override
    public String toString() {
        return name;
    }
}
