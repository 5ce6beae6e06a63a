package org.loopwright.tool;

import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.task.Dataset;

/// A program outside the model that nodes use by its name. Open set.
///
/// Implementations are thread-safe and keep nothing between calls: a result is journaled and never
/// computed again, so a resumed run may meet a tool that has not seen the earlier calls.
public interface Tool {
    /// The name that nodes ask for, `python`.
    String name();

    /// This tool for a run that answers the items of `dataset`: gold answers of theirs that it gives back
    /// have source `oracle`. A tool that gives back no gold answers is the same for every run.
    default Tool answering(Dataset dataset) {
        return this;
    }

    /// Does what `call` says.
    ///
    /// @throws ToolException when the call is wrong, or the tool can't work on this machine: the item
    ///     fails, and nothing is journaled of the call
    /// @throws InterruptedException when the run is cancelled
    ToolResult use(ToolCall call) throws InterruptedException;
}
