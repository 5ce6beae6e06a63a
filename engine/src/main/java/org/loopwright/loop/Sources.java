package org.loopwright.loop;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Operations on sets of sources.
public final class Sources {
    private static final Comparator<Source> BY_LABEL = Comparator.comparing(Source::label);

    private Sources() {}

    /// The union, in no particular order, immutable.
    @SafeVarargs
    public static Set<Source> union(Collection<Source>... sets) {
        Set<Source> union = new LinkedHashSet<>();
        for (Collection<Source> set : sets) {
            union.addAll(set);
        }
        return Set.copyOf(union);
    }

    /// The labels in alphabetical order, joined by `, `.
    public static String describe(Collection<Source> sources) {
        Set<Source> sorted = new TreeSet<>(BY_LABEL);
        sorted.addAll(sources);
        return sorted.stream().map(Source::label).collect(Collectors.joining(", "));
    }
}
