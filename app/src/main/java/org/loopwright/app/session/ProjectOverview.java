package org.loopwright.app.session;

import java.util.List;
import org.loopwright.store.RunSummary;

/// A project at a glance.
///
/// @param card name, description and folder
/// @param claims of its experiments, the one that wants something first
/// @param open runs that go on, wait or were interrupted, the latest first
/// @param recent runs that ended last, the latest first
/// @param queued titles of the queue's entries that wait, in order
/// @param queuePaused whether the queue lets nothing begin
/// @param runs how many there are
/// @param notes text of its notes; empty when there are none
public record ProjectOverview(
        ProjectCard card,
        List<ClaimCard> claims,
        List<RunSummary> open,
        List<RecentRun> recent,
        List<String> queued,
        boolean queuePaused,
        int runs,
        String notes) {
    public ProjectOverview {
        claims = List.copyOf(claims);
        open = List.copyOf(open);
        recent = List.copyOf(recent);
        queued = List.copyOf(queued);
    }
}
