package org.loopwright.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.find.FindPage;
import org.loopwright.find.FindRequest;
import org.loopwright.find.ItemTraits;
import org.loopwright.find.Query;
import org.loopwright.find.QueryMatch;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.ItemTurns;
import org.loopwright.store.Annotation;
import org.loopwright.store.Appends;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummaries;
import org.loopwright.store.RunSummary;
import org.loopwright.store.StoreException;

/// A store that forgets. Derives everything anew on each question. Thread-safe.
public final class InMemoryRunStore implements RunStore {
    private final Map<UUID, List<JournalEntry>> runs = new LinkedHashMap<>();
    private final Map<UUID, Annotation> annotations = new LinkedHashMap<>();
    private final SortedMap<String, String> views = new TreeMap<>();
    private int appends;
    private @Nullable StoreException failure;

    /// From now on every append fails with `failure`; null makes appending work again.
    public synchronized void failWith(@Nullable StoreException failure) {
        this.failure = failure;
    }

    /// How many groups were appended.
    public synchronized int appends() {
        return appends;
    }

    @Override
    public synchronized void append(UUID run, List<JournalEntry> entries) {
        if (failure != null) {
            throw failure;
        }
        if (entries.isEmpty()) {
            return;
        }
        List<JournalEntry> journal = runs.getOrDefault(run, new ArrayList<>());
        Appends.check(run, journal.size() - 1L, entries);
        runs.put(run, journal);
        journal.addAll(entries);
        appends++;
    }

    @Override
    public synchronized void appendAll(Map<UUID, List<JournalEntry>> all) {
        Map<UUID, List<JournalEntry>> before = new LinkedHashMap<>();
        runs.forEach((run, entries) -> before.put(run, new ArrayList<>(entries)));
        try {
            all.forEach(this::append);
        } catch (RuntimeException e) {
            runs.clear();
            runs.putAll(before);
            throw e;
        }
    }

    @Override
    public synchronized List<JournalEntry> entries(UUID run) {
        return List.copyOf(runs.getOrDefault(run, List.of()));
    }

    @Override
    public List<JournalEntry> entries(UUID run, FramePath frame) {
        return entries(run).stream()
                .filter(entry -> entry.frame() != null && entry.frame().isWithin(frame))
                .toList();
    }

    @Override
    public synchronized List<RunSummary> runs() {
        return runs.keySet().stream()
                .map(run -> run(run).orElseThrow())
                .sorted(Comparator.comparing(RunSummary::startedAt).reversed())
                .toList();
    }

    @Override
    public Optional<RunSummary> run(UUID run) {
        List<JournalEntry> entries = entries(run);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        RunSummary summary = RunSummaries.start(entries.getFirst());
        for (JournalEntry entry : entries.subList(1, entries.size())) {
            summary = RunSummaries.apply(summary, entry);
        }
        for (FramePath item : items(entries)) {
            summary = RunSummaries.withAnswer(summary, entries(run, item));
        }
        return Optional.of(summary);
    }

    @Override
    public List<ItemTurn> itemTurns(UUID run, String grader) {
        return ItemTurns.select(
                items(entries(run)).stream()
                        .map(item -> ItemTurns.of(entries(run, item)))
                        .toList(),
                grader);
    }

    @Override
    public List<ExitCount> exitCounts(UUID run) {
        return entries(run).stream()
                .filter(entry -> entry.frame() != null && entry.frame().isRoot())
                .map(JournalEntry::event)
                .filter(Event.Moved.class::isInstance)
                .map(Event.Moved.class::cast)
                .collect(Collectors.groupingBy(
                        moved -> new ExitCount(moved.node(), moved.exit(), moved.target(), 0), Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> new ExitCount(
                        e.getKey().node(), e.getKey().exit(), e.getKey().target(), e.getValue()))
                .sorted(Comparator.comparing(ExitCount::node)
                        .thenComparing(ExitCount::exit)
                        .thenComparing(ExitCount::target))
                .toList();
    }

    @Override
    public FindPage find(UUID run, FindRequest request) {
        List<JournalEntry> entries = entries(run);
        if (entries.isEmpty()) {
            return new FindPage(0, List.of());
        }
        String grader = run(run).orElseThrow().header().grader();
        List<ItemTraits> found = items(entries).stream()
                .flatMap(item -> ItemTraits.of(entries(run, item), grader).stream())
                .filter(traits -> QueryMatch.matches(request.query(), traits, tags(run, traits.item())))
                .collect(Collectors.toCollection(ArrayList::new));
        Query.Measure sort = request.sort();
        if (sort != null) {
            found.sort(Comparator.comparing(
                    traits -> QueryMatch.value(sort, traits),
                    Comparator.nullsLast(Comparator.<Double>naturalOrder().reversed())));
        }
        return new FindPage(
                found.size(),
                found.stream()
                        .skip(request.offset())
                        .limit(request.limit())
                        .map(ItemTraits::item)
                        .toList());
    }

    private synchronized Set<String> tags(UUID run, String item) {
        return annotations(run).stream()
                .filter(a -> a.kind() == Annotation.Kind.TAG && a.item().equals(item))
                .map(Annotation::value)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void annotate(Annotation annotation) {
        annotations.put(annotation.id(), annotation);
    }

    @Override
    public synchronized void removeAnnotation(UUID annotation) {
        annotations.remove(annotation);
    }

    @Override
    public synchronized List<Annotation> annotations(UUID run) {
        return annotations.values().stream()
                .filter(a -> a.run().equals(run))
                .sorted(Comparator.comparing(Annotation::at))
                .toList();
    }

    @Override
    public synchronized void saveView(String name, String query) {
        views.put(name, query);
    }

    @Override
    public synchronized void removeView(String name) {
        views.remove(name);
    }

    @Override
    public synchronized SortedMap<String, String> views() {
        return new TreeMap<>(views);
    }

    @Override
    public void rebuild(UUID run) {
        // Nothing derived is kept.
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }

    private static List<FramePath> items(List<JournalEntry> entries) {
        if (entries.isEmpty() || !(entries.getFirst().event() instanceof Event.RunStarted started)) {
            return List.of();
        }
        return started.header().dataset().items().stream()
                .map(FramePath::ofItem)
                .toList();
    }
}
