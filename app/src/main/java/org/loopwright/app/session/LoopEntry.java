package org.loopwright.app.session;

import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopSpec;

/// A loop file of the project.
///
/// @param fileName in `loops/`
/// @param parse what reading it gave
public record LoopEntry(String fileName, LoopParse parse) {
    /// Its name, or the file's when it can't be read.
    public String name() {
        LoopSpec loop = parse.loop();
        return loop == null ? fileName : loop.name();
    }

    @Override
    public String toString() {
        return name();
    }
}
