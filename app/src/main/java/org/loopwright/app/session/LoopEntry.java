package org.loopwright.app.session;

import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.yaml.LoopYaml;

/// A loop file of the project.
///
/// @param fileName in `loops/`
/// @param text of the file
/// @param parse what reading it gave
public record LoopEntry(String fileName, String text, LoopParse parse) {
    /// A loop that was not read from a file: its text is a fresh one.
    public LoopEntry(String fileName, LoopParse parse) {
        this(fileName, text(parse.loop()), parse);
    }

    private static String text(@Nullable LoopSpec loop) {
        return loop == null ? "" : LoopYaml.write(loop);
    }

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
