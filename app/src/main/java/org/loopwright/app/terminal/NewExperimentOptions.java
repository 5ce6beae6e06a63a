package org.loopwright.app.terminal;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.loopwright.experiment.Claim;
import org.loopwright.experiment.Experiment;
import org.loopwright.experiment.ExperimentArm;
import org.loopwright.experiment.Factor;
import org.loopwright.experiment.Metric;
import org.loopwright.experiment.PrimaryContrast;
import org.loopwright.experiment.Sweep;
import org.loopwright.measure.Hypothesis.Direction;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.ProjectFile.Defaults;
import picocli.CommandLine.Option;

/// What a new experiment is made of.
final class NewExperimentOptions {
    private static final String UNSTATED = "Nothing was stated before the runs.";

    @Option(names = "--loop", paramLabel = "NAME", description = "The loop of a new experiment; with --sweep.")
    private @Nullable String loop;

    @Option(
            names = "--sweep",
            paramLabel = "TARGET=VALUE,VALUE",
            description = "Values of NODE.SETTING, params.NAME or models.ROLE; given several times, every combination"
                    + " is an arm.")
    private List<String> sweep = List.of();

    @Option(names = "--hypothesis", paramLabel = "TEXT", description = "What is expected, in words.")
    private String hypothesis = UNSTATED;

    @Option(
            names = "--primary",
            paramLabel = "ARM>BASE",
            description = "The comparison that decides, `ARM>BASE` or `ARM<BASE`; the last arm over the first when"
                    + " left out.")
    private @Nullable String primary;

    @Option(names = "--metric", paramLabel = "NAME", description = "accuracy, or gain over the first answer.")
    private String metric = Metric.ACCURACY.word();

    @Option(names = "--items", paramLabel = "N", description = "How many items are planned.")
    private @Nullable Integer items;

    @Option(names = "--margin", paramLabel = "POINTS", description = "The largest difference that would not matter.")
    private @Nullable Double margin;

    @Option(names = "--seeds", paramLabel = "S,S", split = ",", description = "Seeds of each arm's runs.")
    private List<Long> seeds = List.of();

    @Option(names = "--dataset", paramLabel = "ID", description = "Which dataset; the project's when left out.")
    private @Nullable String dataset;

    boolean isGiven() {
        return loop != null || !sweep.isEmpty();
    }

    /// The experiment.
    ///
    /// @throws ProjectException when it is none
    Experiment make(String name, Project project) {
        Defaults defaults = project.file().defaults();
        String swept = loop == null ? defaults.loop() : loop;
        List<ExperimentArm> arms = new Sweep(
                        ExperimentArm.of(swept, swept),
                        sweep.stream().map(Factor::of).toList())
                .arms();
        if (arms.size() < 2) {
            throw new ProjectException("an experiment compares arms, and this has one: give --sweep two values");
        }
        String on = dataset == null ? defaults.dataset() : dataset;
        int all = project.dataset(on).items().size();
        int usual = defaults.items() == 0 ? all : Math.min(all, defaults.items());
        return new Experiment(
                name,
                LocalDate.now(java.time.ZoneOffset.UTC),
                new Claim(
                        hypothesis,
                        contrast(arms),
                        items == null ? usual : items,
                        margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin / 100)),
                seeds.isEmpty() ? List.of(defaults.seed()) : seeds,
                on,
                arms);
    }

    private PrimaryContrast contrast(List<ExperimentArm> arms) {
        Metric compared = Metric.named(metric)
                .orElseThrow(
                        () -> new ProjectException("metric `" + metric + "` is none; there are accuracy and gain"));
        if (primary == null) {
            return new PrimaryContrast(arms.getLast().name(), arms.getFirst().name(), compared, Direction.HIGHER);
        }
        String[] sides = primary.split("[<>]", -1);
        if (sides.length != 2) {
            throw new ProjectException("--primary `" + primary + "` should be ARM>BASE or ARM<BASE; arms are "
                    + arms.stream().map(ExperimentArm::name).toList());
        }
        Direction direction = primary.contains(">") ? Direction.HIGHER : Direction.LOWER;
        return new PrimaryContrast(sides[0].strip(), sides[1].strip(), compared, direction);
    }
}
