package org.loopwright.app.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.DatasetEntry;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.session.ProjectCard;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopSpec;

/// What the next run will be: loop, a model for each role, dataset, items, seed. [#obstacleProperty]
/// says in one sentence what keeps it from starting.
public final class RunBarViewModel {
    private final ObservableList<LoopEntry> loops = FXCollections.observableArrayList();
    private final ObservableList<DatasetEntry> datasets = FXCollections.observableArrayList();
    private final ObservableList<ModelEntry> models = FXCollections.observableArrayList();
    private final ObservableList<RoleChoice> roles = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable LoopEntry> loop = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable DatasetEntry> dataset = new SimpleObjectProperty<>();
    private final StringProperty items = new SimpleStringProperty("");
    private final StringProperty seed = new SimpleStringProperty("0");
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private final BooleanProperty fitCheck = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper estimate = new ReadOnlyStringWrapper("");
    private Runnable onChanged = () -> {};
    private @Nullable ProjectCard offered;
    private Subscription watching = Subscription.EMPTY;

    public RunBarViewModel() {
        loop.subscribe(this::takeRoles);
        dataset.subscribe(d -> judge());
        items.subscribe(text -> judge());
        seed.subscribe(text -> judge());
    }

    /// Offers what a project has. A project that was not offered before brings its defaults; of one
    /// that is read again, choices stay.
    public void offer(
            ProjectCard card, List<LoopEntry> newLoops, List<DatasetEntry> newDatasets, List<ModelEntry> newModels) {
        boolean again = card.equals(offered);
        LoopEntry oldLoop = loop.get();
        DatasetEntry oldDataset = dataset.get();
        String wantedLoop = again && oldLoop != null ? oldLoop.fileName() : card.loop();
        String wantedDataset = again && oldDataset != null ? oldDataset.name() : card.dataset();
        offered = card;
        models.setAll(newModels);
        datasets.setAll(newDatasets);
        loops.setAll(newLoops);
        if (!again) {
            seed.set(Long.toString(card.seed()));
            items.set(card.items() == 0 ? "" : Integer.toString(card.items()));
        }
        dataset.set(pick(newDatasets, d -> d.name().equals(wantedDataset)));
        loop.set(pick(newLoops, l -> l.fileName().equals(wantedLoop)));
        // Also for the same loop: a model that was missing may be there now.
        takeRoles(loop.get());
    }

    private static <T> @Nullable T pick(List<T> all, java.util.function.Predicate<T> wanted) {
        return all.stream().filter(wanted).findFirst().orElse(all.isEmpty() ? null : all.getFirst());
    }

    private void takeRoles(@Nullable LoopEntry entry) {
        watching.unsubscribe();
        Map<String, ModelEntry> before = chosen();
        LoopSpec spec = entry == null ? null : entry.parse().loop();
        roles.setAll((spec == null ? List.<String>of() : spec.models())
                .stream()
                        .map(role -> new RoleChoice(role, suggestion(role, before)))
                        .toList());
        watching = roles.stream()
                .map(role -> role.modelProperty().subscribe(model -> judge()))
                .reduce(Subscription.EMPTY, Subscription::and);
        judge();
    }

    private @Nullable ModelEntry suggestion(String role, Map<String, ModelEntry> before) {
        ModelEntry kept = before.get(role);
        return kept != null ? kept : pick(models, m -> m.id().equals(defaultFor(role)));
    }

    private String defaultFor(String role) {
        ProjectCard card = offered;
        return card == null ? role : card.models().getOrDefault(role, role);
    }

    private Map<String, ModelEntry> chosen() {
        Map<String, ModelEntry> chosen = new LinkedHashMap<>();
        roles.forEach(role -> {
            ModelEntry model = role.modelProperty().get();
            if (model != null) {
                chosen.put(role.role(), model);
            }
        });
        return chosen;
    }

    private void judge() {
        obstacle.set(findObstacle());
        onChanged.run();
    }

    /// Called after every change of what is chosen.
    public void onChanged(Runnable told) {
        onChanged = told;
    }

    /// How many items the run would have; 0 while none is chosen.
    public int itemCount() {
        DatasetEntry chosen = dataset.get();
        long wanted = number(items.get(), 0);
        int all = chosen == null ? 0 : chosen.items();
        return wanted <= 0 ? all : (int) Math.min(wanted, all);
    }

    /// Whether 50 dev items are tried first.
    public BooleanProperty fitCheckProperty() {
        return fitCheck;
    }

    /// What the run will cost, in words; empty while nothing is known.
    public ReadOnlyStringProperty estimateProperty() {
        return estimate.getReadOnlyProperty();
    }

    /// Says what the run will cost.
    public void showEstimate(String words) {
        estimate.set(words);
    }

    private String findObstacle() {
        LoopEntry chosenLoop = loop.get();
        if (chosenLoop == null) {
            return Texts.of("runbar.no-loop");
        }
        if (!chosenLoop.parse().runnable()) {
            return Texts.of(
                    "runbar.loop-broken",
                    chosenLoop.name(),
                    chosenLoop.parse().errors().size());
        }
        for (RoleChoice role : roles) {
            ModelEntry model = role.modelProperty().get();
            if (model == null) {
                return Texts.of("runbar.no-model", role.role());
            }
            if (!model.problem().isEmpty()) {
                return Texts.of("runbar.model-broken", model.id(), model.problem());
            }
        }
        if (dataset.get() == null && !isRoundLoop()) {
            return Texts.of("runbar.no-dataset");
        }
        if (number(items.get(), 0) < 0) {
            return Texts.of("runbar.bad-items", items.get());
        }
        return number(seed.get(), -1) < 0 ? Texts.of("runbar.bad-seed", seed.get()) : "";
    }

    private static long number(String text, long whenEmpty) {
        try {
            return text.isBlank() ? whenEmpty : Long.parseLong(text.trim());
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /// The run to start, or empty while something is in its way.
    public Optional<RunOrder> order() {
        LoopEntry chosenLoop = loop.get();
        DatasetEntry chosenDataset = dataset.get();
        if (!obstacle.get().isEmpty() || chosenLoop == null) {
            return Optional.empty();
        }
        Map<String, String> ids = new LinkedHashMap<>();
        chosen().forEach((role, model) -> ids.put(role, model.id()));
        return Optional.of(new RunOrder(
                chosenLoop.fileName(),
                ids,
                chosenDataset == null ? "" : chosenDataset.name(),
                (int) Math.min(Integer.MAX_VALUE, number(items.get(), 0)),
                number(seed.get(), 0)));
    }

    /// Whether the chosen loop goes by rounds: it names its own datasets.
    public boolean isRoundLoop() {
        LoopEntry chosenLoop = loop.get();
        LoopSpec spec = chosenLoop == null ? null : chosenLoop.parse().loop();
        return spec != null && spec.level() == Level.ROUND;
    }

    /// Chooses the loop with this file name, if it is there.
    public void chooseLoop(String fileName) {
        loops.stream().filter(l -> l.fileName().equals(fileName)).findFirst().ifPresent(loop::set);
    }

    /// Chooses the dataset with this name, if it is there.
    public void chooseDataset(String name) {
        datasets.stream().filter(d -> d.name().equals(name)).findFirst().ifPresent(dataset::set);
    }

    /// The loops to choose from.
    public ObservableList<LoopEntry> loops() {
        return FXCollections.unmodifiableObservableList(loops);
    }

    /// The datasets to choose from.
    public ObservableList<DatasetEntry> datasets() {
        return FXCollections.unmodifiableObservableList(datasets);
    }

    /// The models to choose from.
    public ObservableList<ModelEntry> models() {
        return FXCollections.unmodifiableObservableList(models);
    }

    /// The chosen loop's roles.
    public ObservableList<RoleChoice> roles() {
        return FXCollections.unmodifiableObservableList(roles);
    }

    /// The chosen loop, or null.
    public ObjectProperty<@Nullable LoopEntry> loopProperty() {
        return loop;
    }

    /// The chosen dataset, or null.
    public ObjectProperty<@Nullable DatasetEntry> datasetProperty() {
        return dataset;
    }

    /// How many items, as typed; blank for all.
    public StringProperty itemsProperty() {
        return items;
    }

    /// The seed, as typed.
    public StringProperty seedProperty() {
        return seed;
    }

    /// What keeps the run from starting; empty when nothing does.
    public ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }
}
