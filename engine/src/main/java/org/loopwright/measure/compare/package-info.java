/// Arms beside one another: what each reached at what price, and what their paired differences say.
///
/// A [Comparison] is computed from [ComparedArm]s: an [ArmFigures] for each, a [Contrast] of each with the
/// base, the [Frontier] of accuracy and budget with the vote that may spend as much.
@NullMarked
package org.loopwright.measure.compare;

import org.jspecify.annotations.NullMarked;
