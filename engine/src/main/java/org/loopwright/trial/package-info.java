/// Trying a loop on one item while it is drawn.
///
/// [PromptBench] shows the exact tokens of a node's prompt and draws a few completions. [Trial] runs the loop step by
/// step: it goes on, stops at [Breakpoints], steps back, and goes on from there with another value or another loop.
/// What it does are runs of kind `trial` and their forks, which never enter statistics. Neither knows a screen.
@NullMarked
package org.loopwright.trial;

import org.jspecify.annotations.NullMarked;
