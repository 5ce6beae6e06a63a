/// What differs between two versions of a loop.
///
/// [org.loopwright.loop.diff.LoopDiff] compares two loops and lists every
/// [org.loopwright.loop.diff.Difference] with what stood there before and after. Places and notes on the canvas
/// are no difference: a run does not know them.
@NullMarked
package org.loopwright.loop.diff;

import org.jspecify.annotations.NullMarked;
