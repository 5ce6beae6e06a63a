package org.loopwright.project;

import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopSpec;

/// A loop of a project, as it stands in its file.
///
/// @param fileName in the project's `loops` folder, `self-check.loop.yaml`
/// @param text of the file
/// @param parse the loop and its problems, checks included
public record LoopFile(String fileName, String text, LoopParse parse) {
    /// How loop files end.
    public static final String SUFFIX = ".loop.yaml";

    /// The loop's name, or the file's when it can't be read.
    public String name() {
        LoopSpec loop = parse.loop();
        return loop == null ? fileName.substring(0, fileName.length() - SUFFIX.length()) : loop.name();
    }
}
