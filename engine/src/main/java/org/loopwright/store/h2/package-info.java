/// Journals in an H2 database file, `runs/journal.mv.db` in a project's folder.
///
/// [H2RunStore] is the adapter. `Database` opens, migrates, shares and closes the file; `JournalTables`
/// holds the truth and `DerivedTables` what follows from it, each with all SQL on its tables;
/// `TraitTables` and `QuerySql` find items; `AnnotationTables` keeps what people said; `Failures` says in
/// words what went wrong. The schema's versions are numbered SQL files beside the classes.
@NullMarked
package org.loopwright.store.h2;

import org.jspecify.annotations.NullMarked;
