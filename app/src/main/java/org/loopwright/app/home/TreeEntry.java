package org.loopwright.app.home;

import org.loopwright.app.session.DatasetEntry;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.store.RunSummary;

/// A line of the project's tree. Closed set.
public sealed interface TreeEntry {
    /// A heading with the number of things under it.
    record Group(String key, int size) implements TreeEntry {}

    /// A loop.
    record OfLoop(LoopEntry loop) implements TreeEntry {}

    /// A dataset.
    record OfDataset(DatasetEntry dataset) implements TreeEntry {}

    /// A model.
    record OfModel(ModelEntry model) implements TreeEntry {}

    /// A run.
    record OfRun(RunSummary run) implements TreeEntry {}
}
