package org.loopwright.app.inspect;

import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.Transition;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.loop.FramePath;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Item;

/// The items of one run, filtered, and the story of the chosen one.
public final class ItemsViewModel {
    private final Background background;
    private final ObservableList<ItemRow> all = FXCollections.observableArrayList();
    private final FilteredList<ItemRow> shown = new FilteredList<>(all);
    private final ReadOnlyObjectWrapper<@Nullable RunSummary> run = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Transition> transition = new SimpleObjectProperty<>();
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable String> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ItemStory> story = new ReadOnlyObjectWrapper<>();
    private Map<String, Item> items = Map.of();
    private @Nullable ProjectSession source;

    private record Loaded(List<ItemRow> rows, Map<String, Item> items) {}

    public ItemsViewModel(Background background) {
        this.background = background;
        transition.subscribe(cell -> filter());
        text.subscribe(words -> filter());
    }

    /// Shows the items of a run that went one way, or all.
    public void show(ProjectSession session, RunSummary ofRun, @Nullable Transition cell) {
        source = session;
        run.set(ofRun);
        choose(null);
        text.set("");
        transition.set(cell);
        background.run(
                Texts.of("work.items"),
                () -> {
                    Map<String, Item> read = session.items(ofRun.header().id());
                    return new Loaded(
                            ItemRow.of(session.itemTurns(ofRun.header().id()), read), read);
                },
                loaded -> {
                    if (ofRun.equals(run.get())) {
                        take(loaded);
                    }
                });
    }

    private void take(Loaded loaded) {
        items = loaded.items();
        all.setAll(loaded.rows());
        filter();
        if (!shown.isEmpty()) {
            choose(shown.getFirst().item());
        }
    }

    /// Shows nothing.
    public void clear() {
        run.set(null);
        choose(null);
        all.clear();
    }

    private void filter() {
        Transition cell = transition.get();
        String words = text.get();
        shown.setPredicate(row -> (cell == null || row.transition().equals(cell)) && row.contains(words));
    }

    /// Opens an item's story, or closes it.
    public void choose(@Nullable String item) {
        chosen.set(item);
        story.set(null);
        ProjectSession session = source;
        RunSummary ofRun = run.get();
        Item problem = item == null ? null : items.get(item);
        if (session == null || ofRun == null || problem == null) {
            return;
        }
        background.run(Texts.of("work.story", problem.id()), () -> read(session, ofRun, problem), read -> {
            if (problem.id().equals(chosen.get())) {
                story.set(read);
            }
        });
    }

    private static ItemStory read(ProjectSession session, RunSummary run, Item item) {
        return StoryReader.read(
                item,
                session.frame(run.header().id(), FramePath.ofItem(item.id())),
                run.header().grader(),
                frame -> session.prompts(run.header().id(), frame));
    }

    ObservableList<ItemRow> rows() {
        return FXCollections.unmodifiableObservableList(shown);
    }

    /// How many items the run has in all.
    int size() {
        return all.size();
    }

    ReadOnlyObjectProperty<@Nullable RunSummary> runProperty() {
        return run.getReadOnlyProperty();
    }

    ObjectProperty<@Nullable Transition> transitionProperty() {
        return transition;
    }

    StringProperty textProperty() {
        return text;
    }

    ReadOnlyObjectProperty<@Nullable String> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable ItemStory> storyProperty() {
        return story.getReadOnlyProperty();
    }
}
