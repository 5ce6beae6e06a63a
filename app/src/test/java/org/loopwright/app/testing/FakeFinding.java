package org.loopwright.app.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.loopwright.app.session.Finding;
import org.loopwright.find.ItemTraits;
import org.loopwright.find.Query;
import org.loopwright.find.QueryCompletion;
import org.loopwright.find.QueryMatch;
import org.loopwright.journal.JournalEntry;
import org.loopwright.store.Annotation;

/// Finding in journals that lie in memory.
final class FakeFinding implements Finding {
    private final Function<UUID, List<JournalEntry>> journals;
    private final List<Annotation> annotations = new CopyOnWriteArrayList<>();
    private final SortedMap<String, String> views = new TreeMap<>();

    FakeFinding(Function<UUID, List<JournalEntry>> journals) {
        this.journals = journals;
    }

    @Override
    public List<String> find(UUID run, Query query) {
        Map<String, List<JournalEntry>> byItem = journals.apply(run).stream()
                .filter(entry -> entry.frame() != null)
                .collect(Collectors.groupingBy(
                        entry -> Objects.requireNonNull(entry.frame()).text()));
        return byItem.values().stream()
                .flatMap(entries -> ItemTraits.of(entries, "integer").stream())
                .filter(traits -> QueryMatch.matches(query, traits, tags(run, traits.item())))
                .map(ItemTraits::item)
                .sorted()
                .toList();
    }

    private Set<String> tags(UUID run, String item) {
        return annotations(run).stream()
                .filter(a -> a.kind() == Annotation.Kind.TAG && a.item().equals(item))
                .map(Annotation::value)
                .collect(Collectors.toSet());
    }

    @Override
    public QueryCompletion.Names names(UUID run) {
        return new QueryCompletion.Names(
                List.of("draft", "check", "gate", "revise"), List.of("next", "accept", "revise"), List.of());
    }

    @Override
    public SortedMap<String, String> views() {
        return new TreeMap<>(views);
    }

    @Override
    public void saveView(String name, String query) {
        views.put(name, query);
    }

    @Override
    public void removeView(String name) {
        views.remove(name);
    }

    @Override
    public List<Annotation> annotations(UUID run) {
        return annotations.stream().filter(a -> a.run().equals(run)).toList();
    }

    @Override
    public void annotate(Annotation annotation) {
        annotations.add(annotation);
    }

    @Override
    public void removeAnnotation(UUID annotation) {
        annotations.removeIf(a -> a.id().equals(annotation));
    }

    @Override
    public void export(UUID run, List<String> items, Path file) {
        throw new UnsupportedOperationException("a project in memory writes no file");
    }

    @Override
    public void toDataset(UUID run, List<String> items, String name) {
        throw new UnsupportedOperationException("a project in memory writes no file");
    }
}
