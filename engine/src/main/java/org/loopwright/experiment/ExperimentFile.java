package org.loopwright.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Settings;
import org.loopwright.measure.Hypothesis.Direction;
import org.loopwright.project.ProjectException;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads and writes `experiments/NAME.experiment.yaml`.
///
/// ```yaml
/// loopwright: 1
/// dated: 2026-11-26
/// hypothesis: Checking a hotter draft gains more.
/// primary: {arm: hot, base: cold, metric: gain, direction: higher}   # accuracy, higher when left out
/// n: 500                              # items planned, from the dataset's start
/// margin: 2                           # points that would not matter; stated before
/// seeds: [1]
/// dataset: dev
/// arms:
///   cold: {loop: self-check, set: {draft.sampling.temperature: 0.2}}
///   hot: {loop: self-check, models: {student: student-seed2}, params: {revisions: 2}}
///   shuffled: {loop: self-check-placebo, drafts: cold, control: placebo}
/// ```
final class ExperimentFile {
    static final String SUFFIX = ".experiment.yaml";

    private static final List<String> KEYS =
            List.of("loopwright", "dated", "hypothesis", "primary", "n", "margin", "seeds", "dataset", "arms");
    private static final List<String> ARM_KEYS = List.of("loop", "models", "params", "set", "drafts", "control");
    private static final List<String> PRIMARY_KEYS = List.of("arm", "base", "metric", "direction");

    private ExperimentFile() {}

    /// Reads one.
    ///
    /// @throws ProjectException when it is wrong; the message names file, key, value and remedy
    static Experiment read(Path path) {
        String file = path.getFileName().toString();
        try {
            return of(file.substring(0, file.length() - SUFFIX.length()), tree(Files.readString(path)));
        } catch (YamlEngineException | LoopException | ProjectException | IOException e) {
            throw new ProjectException(path + ": " + e.getMessage(), e);
        }
    }

    private static Settings tree(String text) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
        if (!(tree instanceof Map<?, ?> map)) {
            throw new LoopException("the file should be a map that begins with `loopwright: 1`");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return known(new Settings(copy), KEYS);
    }

    private static Settings known(Settings map, List<String> keys) {
        for (String key : map.tree().keySet()) {
            if (!keys.contains(key)) {
                throw new LoopException("unknown key `" + key + "`; known are " + keys);
            }
        }
        return map;
    }

    private static Experiment of(String name, Settings file) {
        if (file.number("loopwright", 0) != 1) {
            throw new LoopException("the first line should be `loopwright: 1`");
        }
        double margin = file.number("margin", 0);
        if (margin < 0 || margin > 100) {
            throw file.wrong("margin", "points in (0, 100]; left out when none is stated");
        }
        Claim claim = new Claim(
                file.text("hypothesis"),
                primary(known(file.map("primary"), PRIMARY_KEYS)),
                (int) file.number("n", 0),
                margin > 0 ? OptionalDouble.of(margin / 100) : OptionalDouble.empty());
        List<ExperimentArm> arms = new ArrayList<>();
        Settings all = file.map("arms");
        all.tree().keySet().forEach(arm -> arms.add(arm(arm, known(all.map(arm), ARM_KEYS))));
        return new Experiment(name, dated(file), claim, seeds(file), file.text("dataset"), arms);
    }

    private static LocalDate dated(Settings file) {
        try {
            return LocalDate.parse(file.text("dated"));
        } catch (DateTimeParseException e) {
            LoopException wrong = file.wrong("dated", "a day such as 2026-11-26");
            wrong.initCause(e);
            throw wrong;
        }
    }

    private static List<Long> seeds(Settings file) {
        List<Long> seeds = new ArrayList<>();
        for (String seed : file.texts("seeds")) {
            try {
                seeds.add(Long.parseLong(seed));
            } catch (NumberFormatException e) {
                LoopException wrong = file.wrong("seeds", "whole numbers");
                wrong.initCause(e);
                throw wrong;
            }
        }
        return seeds.isEmpty() ? List.of(1L) : seeds;
    }

    private static PrimaryContrast primary(Settings map) {
        String metric = map.optionalText("metric").orElse(Metric.ACCURACY.word());
        String direction = map.optionalText("direction").orElse("higher");
        return new PrimaryContrast(
                map.text("arm"),
                map.text("base"),
                Metric.named(metric).orElseThrow(() -> map.wrong("metric", "accuracy or gain")),
                switch (direction) {
                    case "higher" -> Direction.HIGHER;
                    case "lower" -> Direction.LOWER;
                    default -> throw map.wrong("direction", "higher or lower");
                });
    }

    private static ExperimentArm arm(String name, Settings map) {
        Map<String, String> models = new LinkedHashMap<>();
        Settings roles = map.map("models");
        roles.tree().keySet().forEach(role -> models.put(role, roles.text(role)));
        Object drafts = map.tree().get("drafts");
        if (drafts instanceof Number) {
            throw map.wrong("drafts", "the name of an arm or the id of a run, in quotes where it looks like a number");
        }
        return new ExperimentArm(
                name,
                map.text("loop"),
                models,
                map.map("params").tree(),
                map.map("set").tree(),
                map.optionalText("drafts").orElse(""),
                map.optionalText("control").orElse(""));
    }

    /// Writes one whole, or not at all. Comments of an older file are lost, so callers write only what
    /// they made.
    ///
    /// @throws ProjectException when it can't be written
    static void write(Path path, Experiment experiment) {
        DumpSettings style = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(120)
                .build();
        writeText(path, new Dump(style).dumpToString(tree(experiment)));
    }

    /// Writes a text whole, or not at all.
    static void writeText(Path path, String text) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.createDirectories(Optional.ofNullable(path.getParent()).orElse(path));
            Files.writeString(fresh, text);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ProjectException(path + " can't be written: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> tree(Experiment experiment) {
        Claim claim = experiment.claim();
        Map<String, Object> primary = new LinkedHashMap<>();
        primary.put("arm", claim.primary().arm());
        primary.put("base", claim.primary().base());
        primary.put("metric", claim.primary().metric().word());
        primary.put("direction", claim.primary().direction() == Direction.HIGHER ? "higher" : "lower");
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("loopwright", 1);
        tree.put("dated", experiment.dated().toString());
        tree.put("hypothesis", claim.hypothesis());
        tree.put("primary", primary);
        tree.put("n", claim.plannedN());
        claim.margin().ifPresent(margin -> tree.put("margin", plain(margin * 100)));
        tree.put("seeds", experiment.seeds());
        tree.put("dataset", experiment.dataset());
        Map<String, Object> arms = new LinkedHashMap<>();
        experiment.arms().forEach(arm -> arms.put(arm.name(), tree(arm)));
        tree.put("arms", arms);
        return tree;
    }

    private static Object plain(double value) {
        double rounded = Math.rint(value * 1e6) / 1e6;
        return rounded == Math.rint(rounded) ? (Object) (long) rounded : (Object) rounded;
    }

    private static Map<String, Object> tree(ExperimentArm arm) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("loop", arm.loop());
        putUnlessEmpty(tree, "models", arm.models());
        putUnlessEmpty(tree, "params", arm.params());
        putUnlessEmpty(tree, "set", arm.settings());
        if (!arm.drafts().isEmpty()) {
            tree.put("drafts", arm.drafts());
        }
        if (!arm.control().isEmpty()) {
            tree.put("control", arm.control());
        }
        return tree;
    }

    private static void putUnlessEmpty(Map<String, Object> tree, String key, Map<String, ?> value) {
        if (!value.isEmpty()) {
            tree.put(key, value);
        }
    }
}
