/// One small class for each kind of node of a round loop. Each names its settings, what it writes and what
/// its numbers mean; how steps are kept and found again is [org.loopwright.round.RoundWorkshop]'s.
@NullMarked
package org.loopwright.round.kind;

import org.jspecify.annotations.NullMarked;
