package org.loopwright.app.queue;

import java.util.UUID;
import org.loopwright.experiment.QueueEntry;

/// An entry of the queue as a line on a screen.
///
/// @param run its run
/// @param title for people
/// @param experiment name; empty for none
/// @param arm of the experiment; empty for none
/// @param state how far it is
/// @param done items done in its present turn
/// @param items of the run; 0 while unknown
/// @param problem why it could not run; empty when it could
public record QueueLine(
        UUID run,
        String title,
        String experiment,
        String arm,
        QueueEntry.State state,
        int done,
        int items,
        String problem) {
    static QueueLine of(QueueEntry entry, QueueEntry.State state) {
        return new QueueLine(entry.id(), entry.title(), entry.experiment(), entry.arm(), state, 0, 0, entry.failure());
    }

    QueueLine with(int doneNow, int all) {
        return new QueueLine(run, title, experiment, arm, state, doneNow, all, problem);
    }

    QueueLine because(String reason) {
        return new QueueLine(run, title, experiment, arm, state, done, items, reason);
    }

    /// The share of its items that are done, in [0, 1]; -1 while unknown.
    public double share() {
        return items == 0 ? -1 : (double) done / items;
    }
}
