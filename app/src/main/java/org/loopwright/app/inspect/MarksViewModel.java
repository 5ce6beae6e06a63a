package org.loopwright.app.inspect;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.store.Annotation;

/// What people said of a run's items: tags, notes and ratings.
final class MarksViewModel {
    private final Background background;
    private final String author = System.getProperty("user.name", "");
    private final ReadOnlyObjectWrapper<Map<String, List<Annotation>>> marks = new ReadOnlyObjectWrapper<>(Map.of());
    private @Nullable ProjectSession session;
    private @Nullable UUID run;

    MarksViewModel(Background background) {
        this.background = background;
    }

    /// Follows another run.
    void show(ProjectSession ofProject, UUID ofRun) {
        session = ofProject;
        run = ofRun;
        read();
    }

    private void read() {
        ProjectSession open = session;
        UUID of = run;
        if (open != null && of != null) {
            background.run(Texts.of("work.marks"), () -> open.finding().annotations(of), read -> {
                if (of.equals(run)) {
                    marks.set(read.stream().collect(Collectors.groupingBy(Annotation::item)));
                }
            });
        }
    }

    /// Says something of an item. A rating replaces the author's own one; a tag that is there stays once.
    void add(String item, Annotation.Kind kind, String value) {
        ProjectSession open = session;
        UUID of = run;
        if (open == null || of == null || value.isBlank()) {
            return;
        }
        List<Annotation> before = of(item, kind).stream()
                .filter(old -> kind == Annotation.Kind.RATING
                        ? old.author().equals(author)
                        : kind == Annotation.Kind.TAG && old.value().equals(value.strip()))
                .toList();
        Annotation said = new Annotation(UUID.randomUUID(), of, item, null, author, kind, value.strip(), Instant.now());
        background.run(
                Texts.of("work.marks"),
                () -> {
                    before.forEach(old -> open.finding().removeAnnotation(old.id()));
                    open.finding().annotate(said);
                    return said;
                },
                done -> read());
    }

    /// Forgets an annotation.
    void remove(Annotation annotation) {
        ProjectSession open = session;
        if (open != null) {
            background.run(
                    Texts.of("work.marks"),
                    () -> {
                        open.finding().removeAnnotation(annotation.id());
                        return annotation;
                    },
                    done -> read());
        }
    }

    /// The annotations of an item of one kind, oldest first.
    List<Annotation> of(String item, Annotation.Kind kind) {
        return marks.get().getOrDefault(item, List.of()).stream()
                .filter(annotation -> annotation.kind() == kind)
                .toList();
    }

    /// All tags of the run.
    Set<String> tags() {
        return marks.get().values().stream()
                .flatMap(List::stream)
                .filter(a -> a.kind() == Annotation.Kind.TAG)
                .map(Annotation::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Item -> what was said of it.
    ReadOnlyObjectProperty<Map<String, List<Annotation>>> marksProperty() {
        return marks.getReadOnlyProperty();
    }
}
