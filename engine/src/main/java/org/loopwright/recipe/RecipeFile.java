package org.loopwright.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Settings;
import org.loopwright.project.ProjectException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads recipes:
///
/// ```yaml
/// loopwright: 1
/// paper: S081
/// title: ReST-EM
/// source: Singh et al. 2024, arXiv:2312.06585
/// claim: ...
/// bar: ...
/// metric: accuracy on 300 test problems
/// slot: result
/// number: accuracy
/// margin: 0.03
/// seeds: {first: 1, count: 3}
/// arms:
/// sft: {loop: rest-em, params: {rounds: 1}}
/// contrasts:
/// - {name: gain over SFT, weights: {rest-em: 1, sft: -1}, above: 0}
/// ```
public final class RecipeFile {
    private static final Pattern NAME = Pattern.compile("recipe.*\\.yaml");

    private RecipeFile() {}

    /// The recipes of the project in `folder`: files named `recipe.yaml`, `recipe-S088.yaml`; by name.
    ///
    /// @throws ProjectException when one is wrong; the message names file, key and remedy
    public static List<Recipe> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .map(RecipeFile::read)
                    .toList();
        } catch (IOException e) {
            throw new ProjectException("the recipes in " + folder + " can't be read: " + e.getMessage(), e);
        }
    }

    /// Reads a recipe.
    ///
    /// @throws ProjectException when it is wrong; the message names file, key and remedy
    public static Recipe read(Path file) {
        try {
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            if (!(tree instanceof Map<?, ?> map)) {
                throw new LoopException("the file should be a map that begins with `loopwright: 1`");
            }
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
            return of(new Settings(copy));
        } catch (YamlEngineException | LoopException | IllegalArgumentException | IOException e) {
            throw new ProjectException(file + ": " + e.getMessage(), e);
        }
    }

    private static Recipe of(Settings file) {
        if (file.number("loopwright", 0) != 1) {
            throw new LoopException("the first line should be `loopwright: 1`");
        }
        Map<String, Recipe.Arm> arms = arms(file);
        List<Recipe.Contrast> contrasts = contrasts(file, "contrasts", arms);
        if (contrasts.isEmpty()) {
            throw new LoopException("`contrasts` is empty: the bar needs at least one");
        }
        return new Recipe(
                file.text("paper"),
                file.text("title"),
                file.text("source"),
                file.text("claim").strip(),
                file.text("bar").strip(),
                file.text("metric"),
                file.number("margin", 0),
                (long) file.map("seeds").number("first", 1),
                (int) file.map("seeds").number("count", 3),
                arms,
                contrasts,
                contrasts(file, "watched", arms));
    }

    private static Map<String, Recipe.Arm> arms(Settings file) {
        Map<String, Recipe.Arm> arms = new LinkedHashMap<>();
        Settings all = file.map("arms");
        for (String name : all.tree().keySet()) {
            Settings arm = all.map(name);
            arms.put(
                    name,
                    new Recipe.Arm(
                            arm.text("loop"),
                            arm.map("params").tree(),
                            arm.optionalText("slot").orElseGet(() -> file.text("slot")),
                            arm.optionalText("number").orElseGet(() -> file.text("number")),
                            (int) arm.number("version", -1)));
        }
        if (arms.isEmpty()) {
            throw new LoopException("`arms` is empty: name at least one");
        }
        return arms;
    }

    private static List<Recipe.Contrast> contrasts(Settings file, String key, Map<String, Recipe.Arm> arms) {
        List<Recipe.Contrast> contrasts = new ArrayList<>();
        for (Settings one : file.maps(key)) {
            Map<String, Double> weights = new LinkedHashMap<>();
            Settings map = one.map("weights");
            for (String arm : map.tree().keySet()) {
                if (!arms.containsKey(arm)) {
                    throw new LoopException(
                            "contrast `" + one.text("name") + "` names arm `" + arm + "`; there are " + arms.keySet());
                }
                weights.put(arm, map.number(arm, 0));
            }
            contrasts.add(new Recipe.Contrast(one.text("name"), weights, one.number("above", 0)));
        }
        return contrasts;
    }
}
