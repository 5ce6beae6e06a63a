package org.loopwright.app.session;

/// A project at a glance. Slow; failures are unchecked exceptions.
public interface Overview {
    /// Its claims, its runs and its notes as they stand now.
    ProjectOverview read();

    /// Queues the runs that an experiment still wants.
    ///
    /// @return how many
    int enqueue(String experiment);

    /// Writes the project's notes, whole or not at all.
    ///
    /// @param text of the notes
    /// @param known what they said when they were read
    /// @return whether they were written; not when the file says neither any more, because somebody else wrote it
    boolean saveNotes(String text, String known);

    /// The notes as they stand now.
    String notes();
}
