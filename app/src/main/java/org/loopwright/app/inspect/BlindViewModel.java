package org.loopwright.app.inspect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.loop.FramePath;
import org.loopwright.measure.KrippendorffAlpha;
import org.loopwright.store.Annotation;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Item;

/// Rates the answers of two runs to the same items without saying which is whose. The sides are drawn for each item;
/// the choice is kept as a tag of the item in the first run: `ab:OTHER-RUN:first`, `:second` or `:tie`.
final class BlindViewModel {
    private static final String PREFIX = "ab:";

    private final Background background;
    private final Random random;
    private final String author = System.getProperty("user.name", "");
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ObservableList<RunSummary> others = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Pair> pair = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Tally> tally = new ReadOnlyObjectWrapper<>(new Tally(0, 0, 0, 0, List.of()));
    private List<Pair> waiting = List.of();
    private @Nullable ProjectSession session;
    private @Nullable RunSummary first;
    private @Nullable RunSummary second;

    /// Two answers to one item, in the order in which they are shown.
    ///
    /// @param swapped whether the second run's answer is at the left
    record Pair(Item item, String left, String right, boolean swapped) {}

    /// How the choices stand.
    ///
    /// @param first how often the first run's answer was chosen
    /// @param left pairs that this person has not rated
    /// @param ratings for each rater: item -> choice (1 first, 0 tie, -1 second)
    record Tally(int first, int second, int ties, int left, List<Map<String, Double>> ratings) {
        /// Krippendorff's alpha over the items, of choices as names; NaN when nothing was rated twice.
        double alpha() {
            Map<String, List<Double>> units = new HashMap<>();
            ratings.forEach(rater -> rater.forEach((item, choice) ->
                    units.computeIfAbsent(item, _ -> new ArrayList<>()).add(choice)));
            return KrippendorffAlpha.of(
                    units.values().stream()
                            .map(unit -> unit.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray())
                            .toList(),
                    KrippendorffAlpha.Scale.NOMINAL);
        }
    }

    /// What a person chooses. Closed set.
    enum Choice {
        LEFT,
        RIGHT,
        TIE
    }

    BlindViewModel(Background background, Random random) {
        this.background = background;
        this.random = random;
    }

    /// Offers the runs that have items in common with `run`.
    void offer(ProjectSession ofProject, RunSummary run) {
        session = ofProject;
        first = run;
        second = null;
        pair.set(null);
        open.set(true);
        background.run(
                Texts.of("work.blind"),
                () -> ofProject.runs().stream()
                        .filter(other ->
                                !other.header().id().equals(run.header().id())
                                        && !Collections.disjoint(
                                                other.header().dataset().items(),
                                                run.header().dataset().items()))
                        .toList(),
                others::setAll);
    }

    /// Begins to compare with another run.
    void compare(RunSummary other) {
        ProjectSession project = session;
        RunSummary run = first;
        if (project == null || run == null) {
            return;
        }
        second = other;
        background.run(Texts.of("work.blind"), () -> pairs(project, run, other), read -> {
            waiting = read;
            count();
        });
    }

    private List<Pair> pairs(ProjectSession project, RunSummary run, RunSummary other) {
        Map<String, Item> items = project.items(run.header().id());
        List<Pair> pairs = new ArrayList<>();
        for (String id : run.header().dataset().items()) {
            Item item = items.get(id);
            if (item != null && other.header().dataset().items().contains(id)) {
                String mine = answer(project, run, item);
                String theirs = answer(project, other, item);
                if (!mine.isEmpty() && !theirs.isEmpty() && !mine.equals(theirs)) {
                    boolean swapped = random.nextBoolean();
                    pairs.add(new Pair(item, swapped ? theirs : mine, swapped ? mine : theirs, swapped));
                }
            }
        }
        return pairs;
    }

    private static String answer(ProjectSession project, RunSummary run, Item item) {
        ItemStory story = StoryReader.read(
                run.header(),
                item,
                project.frame(run.header().id(), FramePath.ofItem(item.id())),
                NodeTemplates.of(run.header()).answer(),
                frame -> List.of());
        return story.turns().isEmpty() ? "" : story.turns().getLast().answer().text();
    }

    /// Keeps a choice and goes to the next pair.
    void choose(Choice choice) {
        ProjectSession project = session;
        RunSummary run = first;
        RunSummary other = second;
        Pair rated = pair.get();
        if (project == null || run == null || other == null || rated == null) {
            return;
        }
        String word = switch (choice) {
            case TIE -> "tie";
            case LEFT -> rated.swapped() ? "second" : "first";
            case RIGHT -> rated.swapped() ? "first" : "second";
        };
        Annotation said = new Annotation(
                UUID.randomUUID(),
                run.header().id(),
                rated.item().id(),
                null,
                author,
                Annotation.Kind.TAG,
                PREFIX + other.header().id() + ":" + word,
                Instant.now());
        background.run(
                Texts.of("work.blind"),
                () -> {
                    project.finding().annotate(said);
                    return said;
                },
                kept -> count());
    }

    private void count() {
        ProjectSession project = session;
        RunSummary run = first;
        RunSummary other = second;
        if (project == null || run == null || other == null) {
            return;
        }
        background.run(
                Texts.of("work.blind"),
                () -> project.finding().annotations(run.header().id()),
                said -> show(said, PREFIX + other.header().id() + ":"));
    }

    private void show(List<Annotation> said, String prefix) {
        Map<String, Map<String, Double>> byRater = new HashMap<>();
        for (Annotation one : said) {
            if (one.kind() == Annotation.Kind.TAG && one.value().startsWith(prefix)) {
                byRater.computeIfAbsent(one.author(), _ -> new HashMap<>())
                        .put(one.item(), value(one.value().substring(prefix.length())));
            }
        }
        Map<String, Double> own = byRater.getOrDefault(author, Map.of());
        List<Pair> left =
                waiting.stream().filter(p -> !own.containsKey(p.item().id())).toList();
        tally.set(new Tally(count(own, 1), count(own, -1), count(own, 0), left.size(), List.copyOf(byRater.values())));
        pair.set(left.isEmpty() ? null : left.getFirst());
    }

    private static int count(Map<String, Double> ratings, double value) {
        return (int) ratings.values().stream().filter(v -> v == value).count();
    }

    private static double value(String word) {
        return switch (word) {
            case "first" -> 1;
            case "second" -> -1;
            default -> 0;
        };
    }

    /// Whether the page is shown.
    BooleanProperty openProperty() {
        return open;
    }

    /// The runs that can be compared with.
    ObservableList<RunSummary> others() {
        return others;
    }

    /// The pair to rate, or null when none is left.
    ReadOnlyObjectProperty<@Nullable Pair> pairProperty() {
        return pair.getReadOnlyProperty();
    }

    /// How the choices stand.
    ReadOnlyObjectProperty<Tally> tallyProperty() {
        return tally.getReadOnlyProperty();
    }
}
