package org.loopwright.recipe.gallery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.diff.LoopDiff;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.project.LoopFile;
import org.loopwright.project.ProjectException;
import org.loopwright.project.ProjectFile;

/// The recipe that a project was made from, as it was shipped. It lies in the project's folder `recipe`, which
/// nothing changes.
///
/// @param title of the recipe
/// @param about papers and deviations
/// @param loops their texts, by file name
public record RecipeOrigin(String title, RecipeAbout about, Map<String, String> loops) {
    /// Where it lies in a project.
    public static final String FOLDER = "recipe";

    public RecipeOrigin {
        loops = Collections.unmodifiableMap(new LinkedHashMap<>(loops));
    }

    /// The recipe that the project in `root` came from; empty for a project of its own.
    ///
    /// @throws ProjectException when its files are wrong
    public static Optional<RecipeOrigin> of(Path root) {
        Path folder = root.resolve(FOLDER);
        if (!Files.isRegularFile(folder.resolve(ProjectFile.FILE_NAME))) {
            return Optional.empty();
        }
        Map<String, String> loops = new LinkedHashMap<>();
        for (Path file : RecipeFiles.loops(folder)) {
            loops.put(file.getFileName().toString(), RecipeFiles.read(file));
        }
        return Optional.of(new RecipeOrigin(ProjectFile.read(folder).title(), RecipeAbout.read(folder), loops));
    }

    /// What differs now, by the file of each loop that differs: also one that is new, or gone.
    ///
    /// @param now the project's loops as they are now
    public List<LoopDrift> drift(List<LoopFile> now) {
        Map<String, LoopDrift> drift = new LinkedHashMap<>();
        loops.forEach((file, text) -> drift.put(file, new LoopDrift(file, LoopDrift.State.GONE, 0)));
        for (LoopFile loop : now) {
            String shipped = loops.get(loop.fileName());
            if (shipped == null) {
                drift.put(loop.fileName(), new LoopDrift(loop.fileName(), LoopDrift.State.NEW, 0));
            } else {
                drift.put(loop.fileName(), compared(loop, LoopYaml.read(shipped).loop()));
            }
        }
        return drift.values().stream()
                .filter(loop -> loop.state() != LoopDrift.State.SAME)
                .toList();
    }

    private static LoopDrift compared(LoopFile loop, @org.jspecify.annotations.Nullable LoopSpec shipped) {
        LoopSpec now = loop.parse().loop();
        if (shipped == null || now == null) {
            return new LoopDrift(loop.fileName(), LoopDrift.State.UNREADABLE, 0);
        }
        int count = LoopDiff.of(shipped, now).differences().size();
        return new LoopDrift(loop.fileName(), count == 0 ? LoopDrift.State.SAME : LoopDrift.State.CHANGED, count);
    }

    /// How a loop of the project stands to the recipe's.
    ///
    /// @param fileName of the loop
    /// @param differences how many, of one that is changed
    public record LoopDrift(String fileName, State state, int differences) {
        /// Closed set.
        public enum State {
            SAME,
            CHANGED,
            NEW,
            GONE,
            UNREADABLE
        }
    }
}
