package org.loopwright.recipe.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.project.ProjectException;
import org.loopwright.project.ProjectFile;

/// A recipe at a glance.
///
/// @param folder where it lies
/// @param title for people
/// @param description what it does, in a paragraph
/// @param about papers, needs and deviations
/// @param size what is in it
public record RecipeCard(Path folder, String title, String description, RecipeAbout about, Size size) {
    /// What is in a recipe.
    ///
    /// @param loops files of loops
    /// @param nodes of all loops together
    /// @param items lines of its datasets; 0 when its problems are made while it runs
    /// @param bytes of all its files, shipped models included
    public record Size(int loops, int nodes, long items, long bytes) {}

    /// The folder's name, which a copy gets too.
    public String name() {
        return folder.getFileName().toString();
    }

    /// Reads the recipe in a folder.
    ///
    /// @throws ProjectException when a file is missing or wrong
    static RecipeCard read(Path folder) {
        ProjectFile project = ProjectFile.read(folder);
        return new RecipeCard(
                folder, project.title(), project.description(), RecipeAbout.read(folder), size(folder, project));
    }

    private static Size size(Path folder, ProjectFile project) {
        try {
            List<Integer> nodes =
                    RecipeFiles.loops(folder).stream().map(RecipeCard::nodes).toList();
            long items = 0;
            for (ProjectFile.DatasetRef dataset : project.datasets().values()) {
                items += lines(folder.resolve(dataset.file()));
            }
            return new Size(
                    nodes.size(), nodes.stream().mapToInt(Integer::intValue).sum(), items, bytes(folder));
        } catch (IOException e) {
            throw new ProjectException("the recipe in " + folder + " can't be read: " + e.getMessage(), e);
        }
    }

    private static int nodes(Path file) {
        LoopSpec loop = LoopYaml.read(RecipeFiles.read(file)).loop();
        return loop == null ? 0 : loop.nodes().size();
    }

    private static long lines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).count();
        }
    }

    private static long bytes(Path folder) throws IOException {
        long sum = 0;
        for (Path file : RecipeCopy.files(folder)) {
            sum += Files.size(file);
        }
        return sum;
    }
}
