package org.loopwright.recipe.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.loopwright.project.ProjectException;
import org.loopwright.project.ProjectFile;

/// The recipes in a folder, each a folder of its own with a `project.yaml`. They are only read.
///
/// @param folder such as the program's own `sample-projects`
public record Gallery(Path folder) {
    /// Its recipes, by name of their folders.
    ///
    /// @throws ProjectException when the folder is not there, or a recipe is wrong
    public List<RecipeCard> recipes() {
        if (!Files.isDirectory(folder)) {
            throw new ProjectException("the recipes are not where they should be: " + folder);
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(each -> Files.isRegularFile(each.resolve(ProjectFile.FILE_NAME)))
                    .sorted()
                    .map(RecipeCard::read)
                    .toList();
        } catch (IOException e) {
            throw new ProjectException("the recipes in " + folder + " can't be read: " + e.getMessage(), e);
        }
    }

    /// Copies a recipe into a new folder, as a project of a person's own.
    ///
    /// @param recipe one of [#recipes]
    /// @param to the project's folder, which must not be there, or be empty
    /// @throws ProjectException when `to` is taken or can't be written; nothing that was there is touched
    public static void copy(RecipeCard recipe, Path to) {
        try {
            if (Files.exists(to) && !isEmptyFolder(to)) {
                throw new ProjectException(
                        to + " is not empty: choose the name of a new folder for the copy of " + recipe.name());
            }
            RecipeCopy.copy(recipe.folder(), to);
        } catch (IOException e) {
            throw new ProjectException("recipe " + recipe.name() + " can't be copied to " + to + ": " + e, e);
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /// A name for a copy in `parent` that no file has: the recipe's, or the same with a number.
    public static Path free(Path parent, RecipeCard recipe) {
        Path free = parent.resolve(recipe.name());
        for (int i = 2; Files.exists(free); i++) {
            free = parent.resolve(recipe.name() + "-" + i);
        }
        return free;
    }
}
