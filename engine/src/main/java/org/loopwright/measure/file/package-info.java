/// Reads attempts of other programs from tables, for the statistics of [org.loopwright.measure], without
/// importing them.
///
/// [AttemptFile] reads; [FieldMap] finds which field means what; [Correctness] reads what a field says of an
/// answer.
@NullMarked
package org.loopwright.measure.file;

import org.jspecify.annotations.NullMarked;
