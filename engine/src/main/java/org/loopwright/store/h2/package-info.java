/// Journals in an H2 database file, `runs/journal.mv.db` in a project's folder.
///
/// [H2RunStore] is the adapter. `Database` opens, migrates, shares and closes the file, `RunAppends` adds
/// entries and derives what follows from them, `Failures` says in words what went wrong. From the outside
/// in:
///
/// - the truth: `JournalTables` cuts appends into `Segment`s, packed by the run's `Packing`, with their
///   token rows in `TokenColumns`; `OpenRun` is what the next append would otherwise read back;
/// - derived: `DerivedTables` hold a run's summary and exits, `ClosedItems` what is known of finished items,
///   first one by one, then some thousand together in `ItemBlocks` with a `WordIndex`; `ItemFinder` answers
///   queries from them;
/// - beside both: `AnnotationTables` keeps what people said, `LongValues` what a row can't hold,
///   `LegacyTables` moves files of older versions.
///
/// The schema's versions are numbered SQL files beside the classes.
@NullMarked
package org.loopwright.store.h2;

import org.jspecify.annotations.NullMarked;
