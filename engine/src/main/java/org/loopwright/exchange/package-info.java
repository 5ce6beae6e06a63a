/// What goes in and out: files of other programs become runs and datasets of a project, and runs become files
/// that other programs read.
///
/// In: [Importer] knows what a file is. An Inspect log ([InspectImport]) or a table ([AttemptTable]) is read
/// to its end as a [ForeignLog], and only then anything is stored: its problems as a dataset, its attempts
/// as runs ([ImportedRun]), all or nothing.
@NullMarked
package org.loopwright.exchange;

import org.jspecify.annotations.NullMarked;
