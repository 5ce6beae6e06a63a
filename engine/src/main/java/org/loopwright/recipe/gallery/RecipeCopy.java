package org.loopwright.recipe.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.loopwright.project.LoopFile;
import org.loopwright.project.ProjectFile;

/// Makes a project of a recipe: its files, without what running it left there, and the recipe as it was shipped
/// beside them.
final class RecipeCopy {
    /// What a recipe's folder may hold that is no part of it.
    private static final Set<String> LEFT = Set.of("runs", "checkpoints", RecipeOrigin.FOLDER);

    private RecipeCopy() {}

    /// The recipe's own files, sorted.
    static List<Path> files(Path recipe) throws IOException {
        try (Stream<Path> all = Files.walk(recipe)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            !LEFT.contains(recipe.relativize(file).getName(0).toString()))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /// Copies a recipe. `project.yaml` makes a folder a project, so it comes last: a copy that was cut off is none.
    static void copy(Path recipe, Path to) throws IOException {
        for (Path file : files(recipe)) {
            Path inside = recipe.relativize(file);
            if (!inside.toString().equals(ProjectFile.FILE_NAME)) {
                copyFile(file, to.resolve(inside.toString()));
            }
            if (isShown(inside)) {
                copyFile(file, to.resolve(RecipeOrigin.FOLDER).resolve(inside.toString()));
            }
        }
        copyFile(recipe.resolve(ProjectFile.FILE_NAME), to.resolve(ProjectFile.FILE_NAME));
    }

    /// What is kept as it was shipped: loops, and what the recipe says of itself.
    private static boolean isShown(Path inside) {
        return inside.toString().endsWith(LoopFile.SUFFIX)
                || (inside.getNameCount() == 1 && inside.toString().endsWith(".yaml"));
    }

    private static void copyFile(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        // An installed recipe is read-only; its copy is a person's own.
        to.toFile().setWritable(true, true);
    }
}
