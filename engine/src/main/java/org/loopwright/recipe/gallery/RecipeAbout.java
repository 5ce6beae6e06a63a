package org.loopwright.recipe.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Settings;
import org.loopwright.project.ProjectException;
import org.loopwright.recipe.Recipe;
import org.loopwright.recipe.RecipeFile;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// What a recipe says of itself, in its folder's `about.yaml`:
///
/// ```yaml
/// loopwright: 1
/// papers:
///   - {id: S085, title: Self-Refine, source: "Madaan et al. 2023, arXiv:2303.17651", claim: ...}
/// needs: a pretrained model that follows instructions
/// deviations:
///   - {paper: stops after 4 rounds, here: stops after 3, why: ...}
/// ```
///
/// Papers with a `recipe.yaml` of their own need not be named again.
///
/// @param papers what it is a recipe of
/// @param needs what a person has to bring, or empty
/// @param deviations in what it differs from the paper, as its authors state it
public record RecipeAbout(List<Paper> papers, String needs, List<Deviation> deviations) {
    /// Its name in a recipe's folder.
    public static final String FILE_NAME = "about.yaml";

    public RecipeAbout {
        papers = List.copyOf(papers);
        deviations = List.copyOf(deviations);
    }

    /// A paper.
    ///
    /// @param id as in the list of papers, `S085`
    /// @param source authors, year and where it is found
    /// @param claim what it says, in a sentence
    public record Paper(String id, String title, String source, String claim) {}

    /// One difference from the paper.
    ///
    /// @param paper what the paper does
    /// @param here what the recipe does
    /// @param why the reason
    public record Deviation(String paper, String here, String why) {}

    /// Reads what the recipe in a folder says of itself; a folder without `about.yaml` says what its recipes say.
    ///
    /// @throws ProjectException when a file is wrong; the message names file, key and remedy
    static RecipeAbout read(Path folder) {
        List<Paper> measured =
                RecipeFile.in(folder).stream().map(RecipeAbout::of).toList();
        Path file = folder.resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            return new RecipeAbout(measured, "", List.of());
        }
        try {
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            if (!(tree instanceof Map<?, ?> map)) {
                throw new LoopException("the file should be a map that begins with `loopwright: 1`");
            }
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
            return of(new Settings(copy), measured);
        } catch (YamlEngineException | LoopException | IOException e) {
            throw new ProjectException(file + ": " + e.getMessage(), e);
        }
    }

    private static Paper of(Recipe recipe) {
        return new Paper(recipe.paper(), recipe.title(), recipe.source(), recipe.claim());
    }

    private static RecipeAbout of(Settings file, List<Paper> measured) {
        if (file.number("loopwright", 0) != 1) {
            throw new LoopException("the first line should be `loopwright: 1`");
        }
        List<Paper> papers = new ArrayList<>();
        for (Settings paper : file.maps("papers")) {
            papers.add(new Paper(
                    paper.text("id"),
                    paper.text("title"),
                    paper.text("source"),
                    paper.text("claim").strip()));
        }
        measured.stream()
                .filter(paper -> papers.stream().noneMatch(named -> named.id().equals(paper.id())))
                .forEach(papers::add);
        List<Deviation> deviations = file.maps("deviations").stream()
                .map(one -> new Deviation(
                        one.text("paper").strip(),
                        one.text("here").strip(),
                        one.optionalText("why").orElse("").strip()))
                .toList();
        return new RecipeAbout(papers, file.optionalText("needs").orElse("").strip(), deviations);
    }
}
