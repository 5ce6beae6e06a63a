/// Running loops.
///
/// Start with [LoopMachine]: it decides, and is pure. [Runner] acts on its decisions with one virtual
/// thread for each item, and writes what happened to the journal. [RunHandle] is what a screen or a
/// terminal holds of a run.
@NullMarked
package org.loopwright.run;

import org.jspecify.annotations.NullMarked;
