/// The statistics of self-correction, computed from [ItemTurn]s alone, so that imported and native runs
/// share them.
///
/// [ItemTurns] derives the turns from a journal, [RunReports] computes a [RunReport] from them: accuracy
/// by turn, [Transitions], [McNemar]'s test, [VerdictMeasures]. [Brands] says whether gold answers
/// leaked.
@NullMarked
package org.loopwright.measure;

import org.jspecify.annotations.NullMarked;
