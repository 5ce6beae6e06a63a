package org.loopwright.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.measure.Arm;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.compare.ComparedArm;
import org.loopwright.model.ModelCard;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Graders;

/// Makes arms of stored runs.
///
/// Runs of one loop repeat one another: with models of their own they are training runs, with the same
/// models samples. Where all runs are of one loop, its models and parameters are what is compared;
/// where these are the same too, each run is an arm, and their difference is what chance does.
public final class RunArms {
    private final Function<UUID, Optional<RunSummary>> runs;
    private final BiFunction<UUID, String, List<ItemTurn>> turns;

    /// @param runs a run by its id
    /// @param turns a run's turns by its id and the name of a grader
    public RunArms(Function<UUID, Optional<RunSummary>> runs, BiFunction<UUID, String, List<ItemTurn>> turns) {
        this.runs = runs;
        this.turns = turns;
    }

    /// Arms of the runs of `store`.
    public RunArms(RunStore store) {
        this(store::run, store::itemTurns);
    }

    /// One arm of runs that repeat one another.
    ///
    /// @param grader whose grades; empty for each run's own
    /// @throws MeasureException when they are of different loops, or neither seeds nor samples of one
    ///     another
    public Arm repeats(List<UUID> chosen, String grader) {
        List<RunSummary> summaries = chosen.stream().map(this::summary).toList();
        Set<String> loops =
                summaries.stream().map(run -> run.header().loop()).collect(Collectors.toCollection(TreeSet::new));
        if (loops.size() > 1) {
            throw new MeasureException("the runs are of different loops, " + String.join(", ", loops)
                    + ": they are no repeats of one another; compare them");
        }
        return arm(loops.iterator().next(), summaries, grader);
    }

    /// The arms that the runs make, in the order of their first runs.
    ///
    /// @throws MeasureException as [#repeats]
    public List<ComparedArm> arms(List<UUID> chosen, String grader) {
        List<ComparedArm> arms = new ArrayList<>();
        groups(chosen).forEach((name, group) -> arms.add(compared(name, group, grader)));
        return arms;
    }

    /// The runs of each arm that [#arms] makes, by the arm's name.
    public Map<String, List<UUID>> names(List<UUID> chosen) {
        Map<String, List<UUID>> names = new LinkedHashMap<>();
        groups(chosen)
                .forEach((name, group) -> names.put(
                        name, group.stream().map(run -> run.header().id()).toList()));
        return names;
    }

    private Map<String, List<RunSummary>> groups(List<UUID> chosen) {
        List<RunSummary> summaries = chosen.stream().map(this::summary).toList();
        boolean alone = summaries.size() == 1;
        boolean oneLoop = summaries.stream()
                        .map(run -> run.header().loopHash())
                        .distinct()
                        .count()
                == 1;
        Map<String, List<RunSummary>> groups = new LinkedHashMap<>();
        boolean repeats = oneLoop
                && summaries.stream()
                                .map(run -> models(run.header()) + params(run))
                                .distinct()
                                .count()
                        == 1;
        for (RunSummary run : summaries) {
            String key = repeats
                    ? run.header().id().toString()
                    : (oneLoop ? models(run.header()) : run.header().loopHash()) + params(run);
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(run);
        }
        Set<String> taken = new LinkedHashSet<>();
        Map<String, List<RunSummary>> named = new LinkedHashMap<>();
        for (List<RunSummary> group : groups.values()) {
            RunHeader first = group.getFirst().header();
            String name = first.loop()
                    + (alone ? "" : repeats ? ", seed " + first.seed() : oneLoop ? ", " + modelIds(first) : "");
            if (!taken.add(name)) {
                name = name + " (" + end(first.id()) + ")";
                taken.add(name);
            }
            named.put(name, group);
        }
        return named;
    }

    /// One arm under a name of its own, of runs that repeat one another.
    ///
    /// @throws MeasureException when a run has no graded item, or they are neither seeds nor samples
    ///     of one another
    public ComparedArm named(String name, List<UUID> chosen, String grader) {
        return compared(name, chosen.stream().map(this::summary).toList(), grader);
    }

    private ComparedArm compared(String name, List<RunSummary> runs, String grader) {
        Set<String> brands = new TreeSet<>();
        runs.forEach(run -> brands.addAll(run.brands()));
        return new ComparedArm(arm(name, runs, grader), new TreeSet<>(brands), byGrader(runs), kinds(runs.getFirst()));
    }

    private static Set<String> kinds(RunSummary run) {
        Set<String> kinds = new TreeSet<>();
        for (String text : run.header().loopText().values()) {
            LoopSpec loop = LoopYaml.read(text).loop();
            // A text that this version can't read names no kinds; its answers stand.
            if (loop != null) {
                loop.nodes().values().forEach(node -> kinds.add(node.kind()));
            }
        }
        return kinds;
    }

    /// Accuracy by every grader that graded all of these runs.
    private Map<String, Double> byGrader(List<RunSummary> runs) {
        Map<String, Double> accuracies = new LinkedHashMap<>();
        for (String grader : Graders.names()) {
            List<List<ItemTurn>> turns = runs.stream()
                    .map(run -> this.turns.apply(run.header().id(), grader))
                    .toList();
            if (turns.stream().noneMatch(List::isEmpty)) {
                accuracies.put(
                        grader,
                        Arm.ofRepeats(grader, turns).itemMeans(a -> a.right(Integer.MAX_VALUE)).values().stream()
                                .mapToDouble(v -> v)
                                .average()
                                .orElse(Double.NaN));
            }
        }
        return accuracies;
    }

    private Arm arm(String name, List<RunSummary> runs, String grader) {
        Map<String, List<ItemTurn>> turns = new LinkedHashMap<>();
        Set<String> models = new TreeSet<>();
        for (RunSummary run : runs) {
            models.add(models(run.header()));
            if (turns.put(end(run.header().id()), turns(run, grader)) != null) {
                throw new MeasureException("run " + end(run.header().id()) + " is given twice");
            }
        }
        if (turns.size() == 1) {
            return Arm.of(name, turns.values().iterator().next());
        }
        if (models.size() == 1) {
            return Arm.ofRepeats(name, turns.values());
        }
        if (models.size() < runs.size()) {
            throw new MeasureException("the " + runs.size() + " runs of " + name + " share " + models.size()
                    + " models: give runs of one model, which are samples, or one run for each model");
        }
        Map<String, List<ItemTurn>> bySeed = new LinkedHashMap<>();
        runs.forEach(run -> bySeed.put(
                modelIds(run.header()), turns.getOrDefault(end(run.header().id()), List.of())));
        return Arm.ofSeeds(name, bySeed);
    }

    private List<ItemTurn> turns(RunSummary run, String grader) {
        String by = grader.isEmpty() ? run.header().grader() : grader;
        List<ItemTurn> turns = this.turns.apply(run.header().id(), by);
        if (turns.isEmpty()) {
            throw new MeasureException(
                    "run " + end(run.header().id()) + " of " + run.header().loop()
                            + " has no finished item with a grade by " + by + "; resume it, or regrade it");
        }
        return turns;
    }

    private RunSummary summary(UUID run) {
        return runs.apply(run).orElseThrow(() -> new MeasureException("there is no run " + run));
    }

    private static String params(RunSummary run) {
        return run.header().params().toString();
    }

    private static String models(RunHeader header) {
        return header.models().values().stream().map(ModelCard::hash).collect(Collectors.joining("+"));
    }

    private static String modelIds(RunHeader header) {
        return header.models().values().stream().map(ModelCard::id).distinct().collect(Collectors.joining("+"));
    }

    private static String end(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - 12);
    }
}
