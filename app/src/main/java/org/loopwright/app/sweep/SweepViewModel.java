package org.loopwright.app.sweep;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.experiment.Claim;
import org.loopwright.experiment.Experiment;
import org.loopwright.experiment.ExperimentArm;
import org.loopwright.experiment.ExperimentPlan;
import org.loopwright.experiment.Factor;
import org.loopwright.experiment.Metric;
import org.loopwright.experiment.PrimaryContrast;
import org.loopwright.experiment.Sweep;
import org.loopwright.loop.LoopSpec;
import org.loopwright.measure.Hypothesis.Direction;
import org.loopwright.project.ProjectException;

/// What is swept, the arms that come of it with what they will cost, and the claim that they decide.
public final class SweepViewModel {
    private final Background background;
    private final ObservableList<FactorRow> factors = FXCollections.observableArrayList();
    /// One wrapper for all: listeners of one that nobody holds would be lost.
    private final ObservableList<FactorRow> shownFactors = FXCollections.unmodifiableObservableList(factors);
    private final ObservableList<String> targets = FXCollections.observableArrayList();
    private final ObservableList<String> arms = FXCollections.observableArrayList();
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty hypothesis = new SimpleStringProperty("");
    private final StringProperty margin = new SimpleStringProperty("");
    private final StringProperty planned = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable String> arm = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable String> base = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable ExperimentPlan> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper();
    private Supplier<Optional<RunOrder>> order = Optional::empty;
    private IntSupplier usual = () -> 0;
    private Runnable queued = () -> {};
    private @Nullable ProjectSession session;
    private @Nullable LoopSpec loop;
    private String file = "";
    private int asked;

    public SweepViewModel(Background background) {
        this.background = background;
        List.of(name, hypothesis, margin, planned).forEach(text -> text.subscribe(now -> judge()));
        arm.subscribe(now -> judge());
        base.subscribe(now -> judge());
    }

    /// Sweeps loops of a project.
    ///
    /// @param chosen the run that the bar describes: loop, models, dataset, items, seed
    /// @param items how many items that run would have
    /// @param afterQueued runs when runs were queued
    public void use(
            @Nullable ProjectSession open,
            Supplier<Optional<RunOrder>> chosen,
            IntSupplier items,
            Runnable afterQueued) {
        session = open;
        order = chosen;
        usual = items;
        queued = afterQueued;
        factors.clear();
        refresh();
    }

    /// The loop that is drawn, and the node that is marked.
    ///
    /// @param fileName of the loop; empty when none is open
    void draw(@Nullable LoopSpec drawn, Optional<String> fileName, Optional<String> marked) {
        file = fileName.orElse("");
        boolean other = loop == null || drawn == null || !loop.name().equals(drawn.name());
        loop = drawn;
        targets.setAll(drawn == null ? List.of() : SweepTargets.of(drawn, marked));
        if (other) {
            factors.clear();
            arms.clear();
            plan.set(null);
            name.set("");
        }
        if (factors.isEmpty() && !targets.isEmpty()) {
            add();
        }
    }

    /// Adds a factor, empty.
    void add() {
        FactorRow row = new FactorRow("", "");
        row.targetProperty().subscribe(target -> takeValue(row, target));
        row.valuesProperty().subscribe(values -> refresh());
        factors.add(row);
    }

    private void takeValue(FactorRow row, @Nullable String target) {
        LoopSpec drawn = loop;
        if (drawn != null && target != null && row.valuesProperty().get().isBlank()) {
            row.valuesProperty().set(SweepTargets.now(drawn, target));
        }
        refresh();
    }

    /// Takes a factor away.
    void remove(FactorRow row) {
        factors.remove(row);
        refresh();
    }

    /// Makes the arms anew, and asks what they will cost: also after the run that the bar describes
    /// changed.
    public void refresh() {
        try {
            List<String> names = sweep().map(sweep ->
                            sweep.arms().stream().map(ExperimentArm::name).toList())
                    .orElse(List.of());
            if (!names.equals(arms)) {
                arms.setAll(names);
                base.set(names.isEmpty() ? null : names.getFirst());
                arm.set(names.size() < 2 ? null : names.getLast());
            }
        } catch (ProjectException _) {
            arms.clear();
        }
        judge();
        if (obstacleButNames().isEmpty()) {
            cost();
        } else {
            plan.set(null);
        }
    }

    private void cost() {
        ProjectSession open = session;
        Experiment wanted = experiment("draft").orElse(null);
        if (open == null || wanted == null) {
            return;
        }
        int mine = ++asked;
        background.run(Texts.of("work.sweep-plan"), () -> open.lab().plan(wanted), found -> {
            if (mine == asked) {
                plan.set(found);
            }
        });
    }

    /// Tries arms of which nothing is known on a few items.
    void measure() {
        ProjectSession open = session;
        Experiment wanted = experiment("draft").orElse(null);
        if (open == null || wanted == null) {
            return;
        }
        int mine = ++asked;
        measuring.set(true);
        background.run(
                Texts.of("work.sweep-plan"),
                () -> open.lab().measure(wanted),
                found -> {
                    measuring.set(false);
                    if (mine == asked) {
                        plan.set(found);
                    }
                },
                () -> measuring.set(false));
    }

    /// Writes the experiment and queues its runs.
    void begin() {
        ProjectSession open = session;
        Experiment wanted = experiment(name.get().strip()).orElse(null);
        if (open == null || wanted == null || !obstacle.get().isEmpty()) {
            return;
        }
        background.run(
                Texts.of("work.sweep-begin", wanted.name()), () -> open.lab().begin(wanted), count -> {
                    queued.run();
                    cost();
                });
    }

    private Optional<Sweep> sweep() {
        Optional<RunOrder> chosen = order.get();
        List<Factor> read = new ArrayList<>();
        factors.forEach(row -> row.factor().ifPresent(read::add));
        if (chosen.isEmpty() || read.isEmpty()) {
            return Optional.empty();
        }
        ExperimentArm shared = ExperimentArm.of("base", chosen.get().loopFile())
                .withModels(chosen.get().models());
        return Optional.of(new Sweep(shared, read));
    }

    private Optional<Experiment> experiment(String called) {
        Optional<RunOrder> chosen = order.get();
        String first = arm.get();
        String second = base.get();
        if (chosen.isEmpty() || first == null || second == null || first.equals(second)) {
            return Optional.empty();
        }
        try {
            Claim claim = new Claim(
                    hypothesis.get().isBlank()
                            ? Texts.of("sweep.unstated")
                            : hypothesis.get().strip(),
                    new PrimaryContrast(first, second, Metric.ACCURACY, Direction.HIGHER),
                    items().orElseGet(usual::getAsInt),
                    margin());
            return sweep().map(sweep -> new Experiment(
                    called,
                    LocalDate.now(ZoneOffset.UTC),
                    claim,
                    List.of(chosen.get().seed()),
                    chosen.get().dataset(),
                    sweep.arms()));
        } catch (ProjectException _) {
            return Optional.empty();
        }
    }

    private Optional<Integer> items() {
        try {
            return planned.get().isBlank()
                    ? Optional.empty()
                    : Optional.of(Integer.parseInt(planned.get().strip()));
        } catch (NumberFormatException _) {
            return Optional.of(-1);
        }
    }

    private OptionalDouble margin() {
        try {
            return margin.get().isBlank()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(margin.get().strip()) / 100);
        } catch (NumberFormatException _) {
            return OptionalDouble.of(-1);
        }
    }

    private void judge() {
        String missing = obstacleButNames();
        obstacle.set(missing.isEmpty() ? nameObstacle() : missing);
    }

    private String obstacleButNames() {
        // While another loop is being opened, the bar is ahead of the canvas.
        if (order.get().filter(run -> run.loopFile().equals(file)).isEmpty()) {
            return Texts.of("sweep.no-run");
        }
        try {
            int size = sweep().map(sweep -> sweep.arms().size()).orElse(0);
            if (size < 2) {
                return Texts.of("sweep.one-arm");
            }
        } catch (ProjectException e) {
            return String.valueOf(e.getMessage());
        }
        if (items().filter(n -> n < 1).isPresent()) {
            return Texts.of("sweep.bad-n", planned.get());
        }
        OptionalDouble stated = margin();
        if (stated.isPresent() && !(stated.getAsDouble() > 0 && stated.getAsDouble() <= 1)) {
            return Texts.of("sweep.bad-margin", margin.get());
        }
        String first = arm.get();
        return first == null || first.equals(base.get()) ? Texts.of("sweep.one-side") : "";
    }

    private String nameObstacle() {
        String called = name.get().strip();
        if (called.isEmpty()) {
            return Texts.of("sweep.no-name");
        }
        return called.matches("[A-Za-z0-9][A-Za-z0-9_.-]*") ? "" : Texts.of("sweep.bad-name", called);
    }

    ObservableList<FactorRow> factors() {
        return shownFactors;
    }

    ObservableList<String> targets() {
        return targets;
    }

    ObservableList<String> arms() {
        return arms;
    }

    StringProperty nameProperty() {
        return name;
    }

    StringProperty hypothesisProperty() {
        return hypothesis;
    }

    StringProperty marginProperty() {
        return margin;
    }

    StringProperty plannedProperty() {
        return planned;
    }

    ObjectProperty<@Nullable String> armProperty() {
        return arm;
    }

    ObjectProperty<@Nullable String> baseProperty() {
        return base;
    }

    ReadOnlyObjectProperty<@Nullable ExperimentPlan> planProperty() {
        return plan.getReadOnlyProperty();
    }

    ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty measuringProperty() {
        return measuring.getReadOnlyProperty();
    }
}
