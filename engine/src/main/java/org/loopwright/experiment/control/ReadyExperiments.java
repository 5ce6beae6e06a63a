package org.loopwright.experiment.control;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.UUID;
import org.loopwright.experiment.Claim;
import org.loopwright.experiment.Experiment;
import org.loopwright.experiment.ExperimentArm;
import org.loopwright.experiment.Experiments;
import org.loopwright.experiment.Metric;
import org.loopwright.experiment.PrimaryContrast;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.measure.Hypothesis.Direction;
import org.loopwright.project.LoopFile;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.ProjectFile.DatasetRef;

/// Makes controls of finished runs: an arm on the same items, seed and models, in an experiment whose
/// other arm is the run itself. The control's loop is written into `loops/` and can be opened and read
/// like any.
public final class ReadyExperiments {
    private final Project project;
    private final Experiments experiments;
    private final Clock clock;

    public ReadyExperiments(Project project) {
        this.project = project;
        this.experiments = new Experiments(project);
        this.clock = Clock.systemUTC();
    }

    /// A run with what its controls need to know of it.
    ///
    /// @param text of its loop as it ran
    /// @param entries all of them
    private record Original(
            RunHeader header, DatasetRef dataset, String text, LoopAnatomy anatomy, List<JournalEntry> entries) {}

    /// The experiment of a run's controls, `controls-9fd2c1a0b7e4`, with a control added: saved, not
    /// yet queued.
    ///
    /// @throws ProjectException when the run can't be continued from here (its items are no longer the
    ///     dataset's first, its loop has no part that the control changes), with the reason
    public Experiment add(ReadyExperiment kind, UUID run, ControlOptions options) {
        Original original = original(run);
        ExperimentArm control = control(kind, original, options);
        String name = "controls-" + end(run);
        Experiment experiment = experiments.exists(name) ? experiments.named(name) : begun(name, original, control);
        Experiment with = experiment.with(control);
        experiments.save(with);
        return with;
    }

    private Original original(UUID run) {
        RunHeader header = project.summary(run).header();
        String text = header.loopText().getOrDefault(header.loopFile(), "");
        LoopSpec loop = LoopYaml.read(text).loop();
        if (loop == null) {
            throw new ProjectException("run " + run + " kept no readable loop, so no control can be made of it");
        }
        LoopAnatomy anatomy = LoopAnatomy.of(loop, project.editor());
        return new Original(
                header, dataset(header), text, anatomy, project.store().entries(run));
    }

    /// The dataset whose first items the run answered.
    private DatasetRef dataset(RunHeader header) {
        RunHeader.DatasetSnapshot ran = header.dataset();
        DatasetRef ref = project.datasets().stream()
                .filter(one -> one.name().equals(ran.name()) && one.split() == ran.split())
                .findFirst()
                .orElseThrow(() -> new ProjectException("run " + header.id() + " ran on dataset " + ran.name() + " ("
                        + ran.split().label() + "), which project "
                        + project.file().name() + " no longer has"));
        List<String> now = project.dataset(ref.id()).items().stream()
                .limit(ran.items().size())
                .map(item -> item.id())
                .toList();
        if (!now.equals(ran.items())) {
            throw new ProjectException("run " + header.id() + " answered chosen items of " + ref.id()
                    + ", or the file has changed since: a control needs the same items, so make them a dataset first");
        }
        return ref;
    }

    private Experiment begun(String name, Original original, ExperimentArm control) {
        ExperimentArm base = base(original);
        Claim claim = new Claim(
                base.name() + " answers more rightly than " + control.name() + ".",
                new PrimaryContrast(base.name(), control.name(), Metric.ACCURACY, Direction.HIGHER),
                original.header().dataset().items().size(),
                OptionalDouble.empty());
        return new Experiment(
                name,
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                claim,
                List.of(original.header().seed()),
                original.dataset().id(),
                List.of(base, control));
    }

    /// The arm that the run itself is.
    private ExperimentArm base(Original original) {
        RunHeader header = original.header();
        LoopFile file = project.loops().stream()
                .filter(loop -> {
                    LoopSpec now = loop.parse().loop();
                    return now != null && now.hash().equals(header.loopHash());
                })
                .findFirst()
                .orElse(null);
        // The file has changed since, or never was: the loop as it ran gets a file of its own.
        String loop = file == null ? write(header.loop() + "-" + end(header.id()), original.text()) : file.fileName();
        return ExperimentArm.of(header.loop(), loop).withModels(models(header)).withParams(header.params());
    }

    private static Map<String, String> models(RunHeader header) {
        Map<String, String> models = new LinkedHashMap<>();
        header.models().forEach((role, card) -> models.put(role, card.id()));
        return models;
    }

    private ExperimentArm control(ReadyExperiment kind, Original original, ControlOptions options) {
        RunHeader header = original.header();
        String suffix = switch (kind) {
            case VOTE_TWIN -> "vote-" + options.budget().brief();
            case BEST_OF_N -> kind.word() + "-" + options.budget().brief();
            case STRONGER_CRITIC -> kind.word() + "-" + options.critic();
            case BLIND_REDRAW, PLACEBO, INJECT_ERROR, GOLD_LOCATION, GOLD_CRITIQUE -> kind.word();
        };
        String name = header.loop() + "-" + suffix;
        String role = original.anatomy().fresh("critic");
        String changed = transformed(kind, original, options, role);
        String text = new ControlText(project.editor(), changed)
                .change(new LoopChange.SetName(name))
                .finished("Control `" + suffix + "` of loop " + header.loop() + ", made of its run " + end(header.id())
                        + ".");
        ExperimentArm arm = ExperimentArm.of(suffix, write(name, text))
                .withParams(kept(header.params(), original.text(), text))
                .withControl(kind.word());
        Map<String, String> models = new LinkedHashMap<>(models(header));
        if (kind == ReadyExperiment.STRONGER_CRITIC) {
            models.put(role, options.critic());
        }
        arm = arm.withModels(models);
        return kind.keepsDrafts() ? arm.withDrafts(header.loop()) : arm;
    }

    /// The run's values for parameters that the control still has.
    private static Map<String, Object> kept(Map<String, Object> params, String before, String after) {
        LoopSpec old = Objects.requireNonNull(LoopYaml.read(before).loop());
        LoopSpec loop = Objects.requireNonNull(LoopYaml.read(after).loop());
        Map<String, Object> kept = new LinkedHashMap<>();
        params.forEach((name, value) -> {
            if (old.params().containsKey(name) && loop.params().containsKey(name)) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    private String transformed(ReadyExperiment kind, Original original, ControlOptions options, String role) {
        LoopAnatomy anatomy = original.anatomy();
        var editor = project.editor();
        String text = original.text();
        RunHeader header = original.header();
        String split = original.dataset().split().label();
        return switch (kind) {
            case VOTE_TWIN ->
                new VoteTwin(drafts(original, options.budget(), false), voteBy(header.grader()))
                        .of(anatomy, editor, text);
            case BEST_OF_N -> new BestOfNTwin(drafts(original, options.budget(), true)).of(anatomy, editor, text);
            case BLIND_REDRAW -> new BlindRedraw(redraws(original)).of(anatomy, editor, text);
            case PLACEBO -> new Placebo(critiques(original)).of(anatomy, editor, text);
            case INJECT_ERROR -> new ErrorInjection(options.mistake()).of(anatomy, editor, text);
            case GOLD_LOCATION -> new GoldFeedback(original.dataset().id(), split, "place").of(anatomy, editor, text);
            case GOLD_CRITIQUE -> new GoldFeedback(original.dataset().id(), split, "answer").of(anatomy, editor, text);
            case STRONGER_CRITIC -> {
                if (options.critic().isEmpty()) {
                    throw new ProjectException("a stronger critic needs a model: name one of "
                            + project.models().stream().map(model -> model.id()).toList());
                }
                yield new StrongerCritic(role).of(anatomy, editor, text);
            }
        };
    }

    private static double drafts(Original original, TwinBudget unit, boolean judged) {
        RunCosts costs = RunCosts.of(original.entries());
        double one = costs.aCall(original.anatomy().draft().id(), unit)
                + (judged ? costs.aCall(original.anatomy().critic().id(), unit) : 0);
        return costs.anItem(unit) / one;
    }

    private static String voteBy(String grader) {
        return switch (grader) {
            case "integer", "trailing-integer", "number" -> "last-integer";
            default -> "text";
        };
    }

    private int redraws(Original original) {
        return Math.max(
                1,
                project
                        .store()
                        .itemTurns(original.header().id(), original.header().grader())
                        .stream()
                        .mapToInt(turn -> turn.turn())
                        .max()
                        .orElse(1));
    }

    /// Keeps the run's critiques as a dataset.
    ///
    /// @return its id
    private String critiques(Original original) {
        List<String> lines =
                StoredCritiques.lines(original.entries(), original.anatomy().requireCritique());
        if (lines.size() < 2) {
            throw new ProjectException("run " + original.header().id() + " revised " + lines.size()
                    + " items, and a placebo needs critiques of at least two");
        }
        String id = "critiques-" + end(original.header().id());
        project.writeDataset(id, id, original.dataset().split(), lines);
        return id;
    }

    /// Writes a loop under a name that no other text has.
    ///
    /// @return its file name
    private String write(String name, String text) {
        String plain = name.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        Map<String, String> there = new LinkedHashMap<>();
        project.loops().forEach(loop -> there.put(loop.fileName(), loop.text()));
        for (int i = 1; ; i++) {
            String file = plain + (i == 1 ? "" : "-" + i) + LoopFile.SUFFIX;
            String known = there.get(file);
            if (known == null) {
                project.writeLoop(file, text);
            }
            if (known == null || known.equals(text)) {
                return file;
            }
        }
    }

    private static String end(UUID run) {
        String id = run.toString();
        return id.substring(id.length() - 12).toLowerCase(Locale.ROOT);
    }
}
