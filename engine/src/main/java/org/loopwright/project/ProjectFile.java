package org.loopwright.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Settings;
import org.loopwright.loop.Source;
import org.loopwright.task.Split;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// `project.yaml`: what a project is called, its datasets, and what a run takes when nothing else is said.
///
/// @param name short, as in file names
/// @param title for people
/// @param description one paragraph for people; may be empty
/// @param grader name of the grader of its answers
/// @param datasets by the id that people type, in file order
/// @param defaults of a run
public record ProjectFile(
        String name,
        String title,
        String description,
        String grader,
        Map<String, DatasetRef> datasets,
        Defaults defaults) {
    /// The file's name in the project's folder.
    public static final String FILE_NAME = "project.yaml";

    private static final int MOST_ALTERNATIVES = 20;
    private static final int FORMAT = 1;
    private static final List<String> KEYS =
            List.of("loopwright", "name", "title", "description", "grader", "datasets", "defaults");

    public ProjectFile {
        datasets = Collections.unmodifiableMap(new LinkedHashMap<>(datasets));
    }

    /// A dataset of the project.
    ///
    /// @param id what people type
    /// @param name what labels call it; datasets of one task share it
    /// @param split what its items may be used for
    /// @param file relative to the project's folder
    /// @param chosenBy what choosing its items rested on, such as `label(sums,test)` where it holds the
    ///     problems of a test set that a model got wrong; empty when nobody chose
    public record DatasetRef(String id, String name, Split split, String file, Set<Source> chosenBy) {
        public DatasetRef {
            chosenBy = Set.copyOf(chosenBy);
        }
    }

    /// What a run takes when nothing else is said.
    ///
    /// @param loop name of a loop
    /// @param dataset id of a dataset
    /// @param items how many items; 0 for all
    /// @param seed of the run
    /// @param models role -> model id
    /// @param alternatives how many of the likeliest tokens are kept at each place, in [0, 20]; 0 for none
    public record Defaults(
            String loop, String dataset, int items, long seed, Map<String, String> models, int alternatives) {
        public Defaults {
            models = Map.copyOf(models);
        }
    }

    /// Reads `project.yaml` in `folder`.
    ///
    /// @throws ProjectException when it is missing or wrong; the message names file, key, value and remedy
    public static ProjectFile read(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.isDirectory(folder)) {
            throw new ProjectException("there is no folder " + folder);
        }
        if (!Files.isRegularFile(file)) {
            throw new ProjectException(folder + " is no project: it has no " + FILE_NAME);
        }
        try {
            return of(settings(Files.readString(file)));
        } catch (YamlEngineException | LoopException | IOException e) {
            throw new ProjectException(file + ": " + e.getMessage(), e);
        }
    }

    private static Settings settings(String text) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
        if (!(tree instanceof Map<?, ?> map)) {
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

    private static ProjectFile of(Settings file) {
        double format = file.number("loopwright", 0);
        if (format > FORMAT) {
            throw new LoopException(
                    "written by a newer Loopwright (format " + (int) format + "); this one reads " + FORMAT);
        }
        if (format < FORMAT) {
            throw new LoopException("the first line should be `loopwright: 1`");
        }
        String name = file.text("name");
        Map<String, DatasetRef> datasets = datasets(file);
        return new ProjectFile(
                name,
                file.optionalText("title").orElse(name),
                file.optionalText("description").orElse(""),
                file.text("grader"),
                datasets,
                defaults(file.map("defaults")));
    }

    private static Map<String, DatasetRef> datasets(Settings file) {
        Map<String, DatasetRef> datasets = new LinkedHashMap<>();
        Settings all = file.map("datasets");
        for (String id : all.tree().keySet()) {
            Settings one = all.map(id);
            String split = one.text("split");
            datasets.put(
                    id,
                    new DatasetRef(
                            id,
                            one.optionalText("name").orElse(id),
                            Split.of(split)
                                    .orElseThrow(() -> new LoopException("dataset " + id + " has split `" + split
                                            + "`: it should be few-shot, train, dev or test")),
                            one.text("file"),
                            sources(id, one.texts("chosen-by"))));
        }
        return datasets;
    }

    private static Set<Source> sources(String dataset, List<String> labels) {
        try {
            return labels.stream().map(Source::of).collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new LoopException(
                    "dataset " + dataset + ", `chosen-by`: " + e.getMessage()
                            + "; it should be a list such as [\"label(sums,test)\"]",
                    e);
        }
    }

    private static Defaults defaults(Settings map) {
        Map<String, String> models = new LinkedHashMap<>();
        Settings roles = map.map("models");
        roles.tree().keySet().forEach(role -> models.put(role, roles.text(role)));
        return new Defaults(
                map.text("loop"),
                map.text("dataset"),
                (int) map.number("items", 0),
                (long) map.number("seed", 1),
                models,
                alternatives(map));
    }

    private static int alternatives(Settings map) {
        double count = map.number("alternatives", 0);
        if (count < 0 || count > MOST_ALTERNATIVES || count != Math.rint(count)) {
            throw map.wrong("alternatives", "a whole number in [0, " + MOST_ALTERNATIVES + "]");
        }
        return (int) count;
    }
}
