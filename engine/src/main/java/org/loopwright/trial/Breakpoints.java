package org.loopwright.trial;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a trial that goes on stops by itself.
///
/// @param nodes before these are entered
/// @param conditions in the language of conditions, over the slots of the trial's loop: where one begins to hold
public record Breakpoints(Set<Place> nodes, List<String> conditions) {
    /// Nowhere.
    public static final Breakpoints NONE = new Breakpoints(Set.of(), List.of());

    public Breakpoints {
        nodes = Set.copyOf(nodes);
        conditions = List.copyOf(new LinkedHashSet<>(conditions));
    }

    /// A node of a loop.
    public record Place(String loopFile, String node) {}

    /// Whether there is none.
    public boolean isEmpty() {
        return nodes.isEmpty() && conditions.isEmpty();
    }

    /// Whether this node has one.
    public boolean has(String loopFile, String node) {
        return nodes.contains(new Place(loopFile, node));
    }

    /// This with the node's breakpoint set where there was none, and gone where there was one.
    public Breakpoints toggled(String loopFile, String node) {
        Set<Place> others = new LinkedHashSet<>(nodes);
        Place place = new Place(loopFile, node);
        if (!others.remove(place)) {
            others.add(place);
        }
        return new Breakpoints(others, conditions);
    }

    /// This with one more condition.
    public Breakpoints with(String condition) {
        List<String> more = new ArrayList<>(conditions);
        more.add(condition);
        return new Breakpoints(nodes, more);
    }

    /// This without a condition.
    public Breakpoints without(String condition) {
        return new Breakpoints(
                nodes, conditions.stream().filter(one -> !one.equals(condition)).toList());
    }

    /// The condition that begins to hold, given how the conditions were before and are now.
    static Optional<String> begins(List<String> before, List<String> now) {
        return now.stream().filter(one -> !before.contains(one)).findFirst();
    }
}
