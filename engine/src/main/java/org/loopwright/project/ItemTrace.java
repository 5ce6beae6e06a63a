package org.loopwright.project;

import org.loopwright.loop.LoopSpec;
import org.loopwright.run.Replay;

/// One item's way through a loop.
///
/// @param item id
/// @param loop that it went through, as the run kept it
/// @param replay its steps and grades
public record ItemTrace(String item, LoopSpec loop, Replay replay) {}
