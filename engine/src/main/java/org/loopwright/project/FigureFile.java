package org.loopwright.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Settings;
import org.loopwright.measure.BudgetGain.BudgetUnit;
import org.loopwright.measure.figure.FigureKind;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/// A `*.figure.yaml`: which runs a figure shows, and how.
///
/// ```yaml
/// loopwright: 1
/// figure: forest              # forest, frontier, transitions, keep-fix, accuracy, pass-at-k, calibration,
///                             # pass-at-1-by-round, pass-at-k-by-round
/// runs: [a4e1f0c2b7d9, last]  # as people type them; one arm for each loop, or model
/// base: blind-redraw          # the arm that the others are compared with; a one-answer arm when left out
/// arm: self-check             # the arm looked at; the first with several turns when left out
/// budget: completion-tokens   # or total-tokens
/// margin: 2                   # points that would not matter, stated before
/// width: 84                   # millimetres: one column
/// height: 60
/// ```
///
/// @param path of the file
/// @param kind what is drawn
/// @param runs as people type them
/// @param base name of an arm, or empty
/// @param arm name of an arm, or empty
/// @param budget what budgets count
/// @param margin as a share; empty when none was stated
/// @param width in millimetres
/// @param height in millimetres
public record FigureFile(
        Path path,
        FigureKind kind,
        List<String> runs,
        String base,
        String arm,
        BudgetUnit budget,
        OptionalDouble margin,
        double width,
        double height) {
    /// How the names of these files end.
    public static final String SUFFIX = ".figure.yaml";

    private static final List<String> KEYS =
            List.of("loopwright", "figure", "runs", "base", "arm", "budget", "margin", "width", "height");
    private static final List<String> SKIPPED = List.of("runs", "checkpoints", "models");
    private static final double COLUMN = 84;
    private static final double HEIGHT = 60;
    private static final double LARGEST = 1_000;

    public FigureFile {
        runs = List.copyOf(runs);
    }

    /// The name without its ending.
    public String name() {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }

    /// All figure files of a project, by path.
    ///
    /// @throws ProjectException when one is wrong; the message names file, key, value and remedy
    public static List<FigureFile> in(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .filter(file ->
                            !SKIPPED.contains(root.relativize(file).getName(0).toString()))
                    .sorted()
                    .map(FigureFile::read)
                    .toList();
        } catch (IOException e) {
            throw new ProjectException("the figures of " + root + " can't be listed: " + e.getMessage(), e);
        }
    }

    /// Reads one.
    ///
    /// @throws ProjectException when it is wrong
    public static FigureFile read(Path path) {
        try {
            return of(path, settings(Files.readString(path)));
        } catch (YamlEngineException | LoopException | IOException e) {
            throw new ProjectException(path + ": " + e.getMessage(), e);
        }
    }

    private static Settings settings(String text) {
        // Every scalar stays text: the end of a run's id, 26e204368834, would else be a number.
        LoadSettings plain =
                LoadSettings.builder().setSchema(new FailsafeSchema()).build();
        if (!(new Load(plain).loadFromString(text) instanceof Map<?, ?> map)) {
            throw new LoopException("the file should be a map that begins with `loopwright: 1`");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        for (String key : copy.keySet()) {
            if (!KEYS.contains(key)) {
                throw new LoopException("unknown key `" + key + "`; known are " + KEYS);
            }
        }
        return new Settings(copy);
    }

    private static FigureFile of(Path path, Settings file) {
        if (number(file, "loopwright", 0) != 1) {
            throw new LoopException("the first line should be `loopwright: 1`");
        }
        String kind = file.text("figure");
        String budget = file.optionalText("budget").orElse("completion-tokens");
        List<String> runs = file.texts("runs");
        if (runs.isEmpty()) {
            throw new LoopException("`runs` should list the runs to show");
        }
        double margin = number(file, "margin", 0);
        return new FigureFile(
                path,
                kind(kind).orElseThrow(() -> new LoopException("figure `" + kind + "` is none; there are " + kinds())),
                runs,
                file.optionalText("base").orElse(""),
                file.optionalText("arm").orElse(""),
                switch (budget) {
                    case "completion-tokens" -> BudgetUnit.COMPLETION_TOKENS;
                    case "total-tokens" -> BudgetUnit.TOTAL_TOKENS;
                    default ->
                        throw new LoopException(
                                "budget `" + budget + "` is none; there are completion-tokens and total-tokens");
                },
                margin > 0 ? OptionalDouble.of(margin / 100) : OptionalDouble.empty(),
                size(file, "width", COLUMN),
                size(file, "height", HEIGHT));
    }

    private static double number(Settings file, String key, double usual) {
        return file.optionalText(key)
                .map(text -> {
                    try {
                        return Double.parseDouble(text);
                    } catch (NumberFormatException e) {
                        throw new LoopException(key + " `" + text + "` should be a number");
                    }
                })
                .orElse(usual);
    }

    private static double size(Settings file, String key, double usual) {
        double size = number(file, key, usual);
        if (!(size >= 10 && size <= LARGEST)) {
            throw new LoopException(key + " " + size + " is outside [10, " + LARGEST + "] millimetres");
        }
        return size;
    }

    private static Optional<FigureKind> kind(String word) {
        return Arrays.stream(FigureKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    private static String kinds() {
        return Arrays.stream(FigureKind.values()).map(FigureKind::word).collect(Collectors.joining(", "));
    }
}
