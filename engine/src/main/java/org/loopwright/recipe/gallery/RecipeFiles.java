package org.loopwright.recipe.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.loopwright.project.LoopFile;
import org.loopwright.project.ProjectException;

/// Reads a recipe's files.
final class RecipeFiles {
    private RecipeFiles() {}

    /// The loop files of a recipe or project, sorted; none without a folder `loops`.
    static List<Path> loops(Path folder) {
        Path loops = folder.resolve("loops");
        if (!Files.isDirectory(loops)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(loops)) {
            return files.filter(file -> file.toString().endsWith(LoopFile.SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ProjectException("the loops in " + loops + " can't be read: " + e.getMessage(), e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ProjectException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
