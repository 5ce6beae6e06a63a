package org.loopwright.recipe.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.loop.Language;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.project.LoopFile;
import org.loopwright.project.LoopLibrary;
import org.loopwright.project.ProjectException;
import org.loopwright.recipe.gallery.RecipeOrigin.LoopDrift;
import org.loopwright.testing.SampleFolder;

class GalleryTest {
    private static final Gallery SHIPPED = new Gallery(SampleFolder.ROOT.resolve("sample-projects"));

    @TempDir
    Path temporary;

    private static RecipeCard recipe(String name) {
        return SHIPPED.recipes().stream()
                .filter(card -> card.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<LoopFile> loops(Path project) {
        return new LoopLibrary(NodeKinds.installed(), new Language(new JinjaTemplates(), new CelConditions()))
                .readFolder(project.resolve("loops"));
    }

    @Test
    void everyShippedRecipeNamesItsPaperClaimAndDeviations() {
        assertThat(SHIPPED.recipes()).hasSizeGreaterThanOrEqualTo(8).allSatisfy(card -> {
            assertThat(card.title()).isNotBlank();
            assertThat(card.description()).isNotBlank();
            assertThat(card.size().loops()).isPositive();
            if (!card.name().equals("self-check-arithmetic")) {
                assertThat(card.about().papers())
                        .as(card.name())
                        .isNotEmpty()
                        .allSatisfy(paper -> assertThat(paper.claim()).isNotBlank());
            }
        });
        assertThat(recipe("self-refine").about().deviations()).hasSize(4);
        assertThat(recipe("preference").about().papers())
                .extracting(RecipeAbout.Paper::id)
                .containsExactly("S083", "S153");
    }

    @Test
    void aCopyIsAProjectOfItsOwnThatKnowsWhereItCameFrom() throws IOException {
        Path copy = temporary.resolve("mine");
        Gallery.copy(recipe("self-refine"), copy);
        assertThat(copy.resolve("data/dev.jsonl")).exists();
        RecipeOrigin origin = RecipeOrigin.of(copy).orElseThrow();
        assertThat(origin.title()).isEqualTo("Self-Refine");
        assertThat(origin.about()).isEqualTo(recipe("self-refine").about());
        assertThat(origin.drift(loops(copy))).isEmpty();
        assertThat(RecipeOrigin.of(recipe("self-refine").folder())).isEmpty();
    }

    @Test
    void whatIsDifferentFromTheRecipeIsCountedLoopByLoop() throws IOException {
        Path copy = temporary.resolve("mine");
        Gallery.copy(recipe("self-refine"), copy);
        Path loop = copy.resolve("loops/self-refine.loop.yaml");
        Files.writeString(loop, Files.readString(loop).replace("name: self-refine", "name: mine"));
        Files.move(copy.resolve("loops/no-feedback.loop.yaml"), copy.resolve("loops/other.loop.yaml"));
        assertThat(RecipeOrigin.of(copy).orElseThrow().drift(loops(copy)))
                .containsExactlyInAnyOrder(
                        new LoopDrift("self-refine.loop.yaml", LoopDrift.State.CHANGED, 1),
                        new LoopDrift("no-feedback.loop.yaml", LoopDrift.State.GONE, 0),
                        new LoopDrift("other.loop.yaml", LoopDrift.State.NEW, 0));
    }

    @Test
    void aReadOnlyRecipeGivesACopyThatCanBeWritten() throws IOException {
        Path installed = SampleFolder.copy(recipe("self-refine").folder(), temporary.resolve("self-refine"));
        Path file = installed.resolve("project.yaml");
        assertThat(file.toFile().setReadOnly()).isTrue();
        RecipeCard card = new Gallery(temporary).recipes().getFirst();
        Path copy = Gallery.free(temporary, card);
        assertThat(copy.getFileName()).hasToString("self-refine-2");
        Gallery.copy(card, copy);
        assertThat(Files.isWritable(copy.resolve("project.yaml"))).isTrue();
    }

    @Test
    void aFolderThatHoldsSomethingIsNotTouched() throws IOException {
        Files.writeString(temporary.resolve("mine.txt"), "mine");
        RecipeCard card = recipe("self-refine");
        assertThatThrownBy(() -> Gallery.copy(card, temporary))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("is not empty");
        assertThat(Objects.requireNonNull(temporary.toFile().list())).containsExactly("mine.txt");
    }

    @Test
    void aWrongAboutFileIsNamed() throws IOException {
        Path recipe = SampleFolder.copy(recipe("self-refine").folder(), temporary.resolve("wrong"));
        Files.writeString(recipe.resolve("about.yaml"), "loopwright: 1\ndeviations: [{paper: so}]\n");
        assertThatThrownBy(() -> new Gallery(temporary).recipes())
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("about.yaml")
                .hasMessageContaining("`here` is missing");
    }
}
