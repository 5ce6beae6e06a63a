package org.loopwright.app.inspect;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.Transition;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Item;

/// The items of one run, those of them that a query finds, and the story of the chosen one.
public final class ItemsViewModel {
    private final Background background;
    private final ObservableList<ItemRow> all = FXCollections.observableArrayList();
    private final FilteredList<ItemRow> shown = new FilteredList<>(all);
    private final ReadOnlyObjectWrapper<@Nullable RunSummary> run = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable String> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ItemStory> story = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.NONE);
    private final FindViewModel find;
    private final TokenViewModel tokens;
    private final ForksViewModel forks;
    private final MarksViewModel marks;
    private final BlindViewModel blind;
    private Map<String, Item> items = Map.of();
    private @Nullable ProjectSession source;
    private @Nullable String wanted;

    private record Loaded(List<ItemRow> rows, Map<String, Item> items) {}

    /// What stands at the right of a story. Closed set.
    enum Side {
        NONE,
        FORKS,
        NOTES
    }

    public ItemsViewModel(Background background) {
        this.background = background;
        this.find = new FindViewModel(background);
        this.tokens = new TokenViewModel(background);
        this.forks = new ForksViewModel(background);
        this.marks = new MarksViewModel(background);
        this.blind = new BlindViewModel(background, new java.util.Random());
        marks.marksProperty().subscribe(said -> find.marksChanged());
        find.foundProperty().subscribe(found -> filter());
    }

    /// Shows the items of a run that went one way, or all.
    public void show(ProjectSession session, RunSummary ofRun, @Nullable Transition cell) {
        open(session, ofRun, null, cell == null ? "" : FindViewModel.query(cell));
    }

    /// Shows one item of a run, among all of them.
    public void showItem(ProjectSession session, RunSummary ofRun, String item) {
        open(session, ofRun, item, "");
    }

    private void open(ProjectSession session, RunSummary ofRun, @Nullable String item, String query) {
        UUID id = ofRun.header().id();
        source = session;
        wanted = item;
        blind.openProperty().set(false);
        run.set(ofRun);
        choose(null);
        all.clear();
        find.show(session, id, query);
        marks.show(session, id);
        background.run(
                Texts.of("work.items"),
                () -> {
                    Map<String, Item> read = session.items(id);
                    return new Loaded(ItemRow.of(session.itemTurns(id), read), read);
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
    }

    /// Shows nothing.
    public void clear() {
        run.set(null);
        choose(null);
        all.clear();
        find.clear();
    }

    private void filter() {
        shown.setPredicate(row -> find.foundProperty().get().has(row.item()));
        String item = wanted;
        if (item != null && items.containsKey(item)) {
            wanted = null;
            choose(item);
        } else if (chosen.get() == null && !shown.isEmpty() && !find.isSearching()) {
            choose(shown.getFirst().item());
        }
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
                tokens.show(session, read);
                forks.show(session, read);
                forks.lookAtOwn();
                story.set(read);
            }
        });
    }

    private static ItemStory read(ProjectSession session, RunSummary run, Item item) {
        return StoryReader.read(
                        run.header(),
                        item,
                        session.frame(run.header().id(), FramePath.ofItem(item.id())),
                        NodeTemplates.of(run.header()).answer(),
                        frame -> session.prompts(run.header().id(), frame))
                .withSearches(session.searches(run.header().id(), item.id()));
    }

    /// Somebody wants to fork here.
    void fork(ForkDraft draft) {
        side.set(Side.FORKS);
        forks.draftProperty().set(draft);
    }

    /// Opens what stands at the right, or closes it.
    void toggle(Side wantedSide) {
        side.set(side.get() == wantedSide ? Side.NONE : wantedSide);
    }

    /// Opens a continuation of a fork.
    void open(RunSummary fork, String item) {
        ProjectSession session = source;
        if (session != null) {
            showItem(session, fork, item);
        }
    }

    /// Opens the item that a fork is a continuation of, in the run that it left.
    void openParent() {
        ProjectSession session = source;
        RunSummary fork = run.get();
        if (session == null || fork == null || fork.header().origins().isEmpty()) {
            return;
        }
        RunHeader.Origin origin = fork.header().origins().getLast();
        background.run(
                Texts.of("work.items"),
                () -> session.run(origin.run()),
                parent -> parent.ifPresent(before -> showItem(session, before, origin.item())));
    }

    /// Opens the blind comparison with another run.
    void openBlind() {
        ProjectSession session = source;
        RunSummary ofRun = run.get();
        if (session != null && ofRun != null) {
            blind.offer(session, ofRun);
        }
    }

    BlindViewModel blind() {
        return blind;
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

    ReadOnlyObjectProperty<@Nullable String> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable ItemStory> storyProperty() {
        return story.getReadOnlyProperty();
    }

    ObjectProperty<Side> sideProperty() {
        return side;
    }

    /// Runs `action` whenever items became a dataset of the project.
    public void onDataset(Runnable action) {
        find.onDataset(action);
    }

    FindViewModel find() {
        return find;
    }

    TokenViewModel tokens() {
        return tokens;
    }

    ForksViewModel forks() {
        return forks;
    }

    MarksViewModel marks() {
        return marks;
    }
}
