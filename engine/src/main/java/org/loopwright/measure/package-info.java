/// The statistics of self-correction, computed from [ItemTurn]s alone, so that imported and native runs
/// share them.
@NullMarked
package org.loopwright.measure;

import org.jspecify.annotations.NullMarked;
