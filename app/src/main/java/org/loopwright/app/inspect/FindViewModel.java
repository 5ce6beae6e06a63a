package org.loopwright.app.inspect;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.Transition;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.find.FindException;
import org.loopwright.find.Query;
import org.loopwright.find.QueryCompletion;
import org.loopwright.find.QueryParser;

/// The query box of a run: what it finds, what it could be completed to, and the queries that are kept.
final class FindViewModel {
    private static final QueryCompletion.Names NO_NAMES = new QueryCompletion.Names(List.of(), List.of(), List.of());

    private final Background background;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Found> found = new ReadOnlyObjectWrapper<>(Found.ALL);
    private final ReadOnlyObjectWrapper<SortedMap<String, String>> views = new ReadOnlyObjectWrapper<>(new TreeMap<>());
    private QueryCompletion.Names names = NO_NAMES;
    private @Nullable ProjectSession session;
    private @Nullable UUID run;
    private Runnable onDataset = () -> {};
    private boolean searching;

    /// What a query finds.
    ///
    /// @param items ids, or null for all
    record Found(@Nullable Set<String> items) {
        static final Found ALL = new Found(null);

        boolean has(String item) {
            return items == null || items.contains(item);
        }
    }

    FindViewModel(Background background) {
        this.background = background;
        text.subscribe(words -> search());
    }

    /// The query that finds what went one way.
    static String query(Transition transition) {
        return transition.first().key() + "->" + transition.last().key();
    }

    /// Looks in another run.
    void show(ProjectSession ofProject, UUID ofRun, String query) {
        session = ofProject;
        run = ofRun;
        names = NO_NAMES;
        text.set(query);
        search();
        readNames();
        readViews();
    }

    /// The tags of the run have changed.
    void readNames() {
        ProjectSession open = session;
        UUID of = run;
        if (open != null && of != null) {
            background.run(Texts.of("work.find"), () -> open.finding().names(of), read -> {
                if (of.equals(run)) {
                    names = read;
                }
            });
        }
    }

    /// What people said has changed, and with it what tags find.
    void marksChanged() {
        readNames();
        if (text.get().contains("tag:")) {
            search();
        }
    }

    private void readViews() {
        ProjectSession open = session;
        if (open != null) {
            background.run(Texts.of("work.find"), () -> open.finding().views(), views::set);
        }
    }

    void clear() {
        run = null;
        text.set("");
    }

    /// Looks again: tags may have changed what is found.
    void search() {
        String words = text.get();
        Query query;
        try {
            query = QueryParser.parse(words);
            problem.set("");
        } catch (FindException e) {
            problem.set(pointing(words, e));
            return;
        }
        ProjectSession open = session;
        UUID of = run;
        if (query instanceof Query.All || open == null || of == null) {
            searching = false;
            found.set(Found.ALL);
            return;
        }
        searching = true;
        background.run(Texts.of("work.find"), () -> new HashSet<>(open.finding().find(of, query)), ids -> {
            if (of.equals(run) && words.equals(text.get())) {
                searching = false;
                found.set(new Found(ids));
            }
        });
    }

    /// The message with a mark under the column.
    private static String pointing(String words, FindException e) {
        String message = String.valueOf(e.getMessage());
        String said = message.substring(message.indexOf(':') + 1).strip();
        return " ".repeat(Math.min(e.column() - 1, words.length())) + "▲\n" + said;
    }

    /// What could stand at a place of the query.
    QueryCompletion completion(int caret) {
        return QueryCompletion.at(text.get(), Math.clamp(caret, 0, text.get().length()), names);
    }

    /// Keeps the query under a name.
    void keep(String name) {
        ProjectSession open = session;
        String query = text.get();
        if (open != null && !name.isBlank() && !query.isBlank() && problem.get().isEmpty()) {
            change(() -> open.finding().saveView(name.strip(), query));
        }
    }

    /// Forgets a kept query.
    void forget(String name) {
        ProjectSession open = session;
        if (open != null) {
            change(() -> open.finding().removeView(name));
        }
    }

    private void change(Runnable action) {
        background.run(
                Texts.of("work.find"),
                () -> {
                    action.run();
                    return true;
                },
                done -> readViews());
    }

    /// Writes these items as JSON lines.
    void export(List<String> items, Path file, Runnable done) {
        ProjectSession open = session;
        UUID of = run;
        if (open != null && of != null) {
            background.run(
                    Texts.of("work.export"),
                    () -> {
                        open.finding().export(of, items, file);
                        return file;
                    },
                    written -> done.run());
        }
    }

    /// Runs `action` whenever a dataset was made, so that the project shows it.
    void onDataset(Runnable action) {
        onDataset = action;
    }

    /// Makes a dataset of these items.
    void toDataset(List<String> items, String name, Runnable done) {
        ProjectSession open = session;
        UUID of = run;
        if (open != null && of != null && !name.isBlank()) {
            background.run(
                    Texts.of("work.dataset"),
                    () -> {
                        open.finding().toDataset(of, items, name.strip());
                        return name;
                    },
                    made -> {
                        onDataset.run();
                        done.run();
                    });
        }
    }

    /// Whether the answer to the query is still awaited.
    boolean isSearching() {
        return searching;
    }

    StringProperty textProperty() {
        return text;
    }

    /// What is wrong with the query, with a mark under the place; empty when nothing is.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Found> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// The kept queries: name -> query.
    ReadOnlyObjectProperty<SortedMap<String, String>> viewsProperty() {
        return views.getReadOnlyProperty();
    }
}
