package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Source;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.run.Budget;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.ScriptedLanguageModel;

/// The sample project's files with a model that answers at once, or slowly.
@Timeout(60)
class ProjectTest {
    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void open() throws IOException {
        project = Project.open(SampleFolder.copyTo(folder.resolve("project")), new OneModel(Duration.ZERO));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void parametersOfARunStandBesideTheHashOfItsLoop() throws InterruptedException {
        RunHeader plain = header(request());
        RunHeader changed = header(request().withParams(Map.of("revisions", 2)));

        assertThat(changed.loopHash()).isEqualTo(plain.loopHash());
        assertThat(changed.params()).containsEntry("revisions", 2).isNotEqualTo(plain.params());
    }

    @Test
    void aDatasetThatWasChosenByGoldAnswersSaysSo() throws IOException {
        Path file = folder.resolve("project/project.yaml");
        String text = Files.readString(file);
        Files.writeString(
                file, text.replaceFirst("split: dev,", "split: dev, chosen-by: [\"label(arithmetic,test)\"],"));
        assertThat(ProjectFile.read(folder.resolve("project")).datasets().values())
                .anySatisfy(ref -> assertThat(ref.chosenBy()).containsExactly(new Source.Label("arithmetic", "test")));
        Files.writeString(file, text.replaceFirst("split: dev,", "split: dev, chosen-by: [luck],"));
        assertThatThrownBy(() -> ProjectFile.read(folder.resolve("project")))
                .hasMessageContaining("project.yaml")
                .hasMessageContaining("chosen-by")
                .hasMessageContaining("luck")
                .hasMessageContaining("label(sums,test)");
    }

    @Test
    void aParameterThatTheLoopDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> project.start(request().withParams(Map.of("laps", 2)), RunListener.NONE))
                .hasMessageContaining("laps")
                .hasMessageContaining("revisions");
    }

    @Test
    void aRunThatIsBeingRunIsNotRunTwice() throws InterruptedException {
        try (Project slow = Project.open(project.root(), new OneModel(Duration.ofMillis(50)))) {
            RunHandle run = slow.start(request(), RunListener.NONE);
            assertThatThrownBy(() -> project.resume(run.id(), "tester", Budget.UNLIMITED, RunListener.NONE))
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("being run already");
            run.cancel("tester");
            run.await();

            RunHandle resumed = project.resume(run.id(), "tester", Budget.UNLIMITED, RunListener.NONE);
            assertThat(resumed.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        }
    }

    @Test
    void aResumeReadsTheLoopThatTheJournalKept() throws InterruptedException, IOException {
        try (Project slow = Project.open(project.root(), new OneModel(Duration.ofMillis(50)))) {
            RunHandle run = slow.start(request(), RunListener.NONE);
            run.cancel("tester");
            run.await();
            Path loop = project.root().resolve("loops/self-check.loop.yaml");
            Files.writeString(loop, Files.readString(loop).replace("kind: refine", "kind: meditate"));

            RunHandle resumed = project.resume(run.id(), "tester", Budget.UNLIMITED, RunListener.NONE);
            assertThat(resumed.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        }
    }

    @Test
    void namesWhatThereIsWhenSomethingIsAskedForThatThereIsNot() {
        assertThatThrownBy(() -> project.start(request().withLoop("self-chek"), RunListener.NONE))
                .hasMessageContaining("self-chek")
                .hasMessageContaining("worked-answer");
        assertThatThrownBy(() -> project.start(request().withDataset("tests"), RunListener.NONE))
                .hasMessageContaining("tests")
                .hasMessageContaining("dev");
        assertThatThrownBy(() -> project.start(request().withModels(Map.of("student", "teacher")), RunListener.NONE))
                .hasMessageContaining("teacher")
                .hasMessageContaining("student-seed2");
    }

    private RunRequest request() {
        return RunRequest.of(project.file().defaults()).withItems(12).withParallelism(2);
    }

    private RunHeader header(RunRequest request) throws InterruptedException {
        RunHandle run = project.start(request, RunListener.NONE);
        run.await();
        return project.summary(run.id()).header();
    }

    /// Opens the same scripted model for every folder.
    private record OneModel(Duration latency) implements ModelOpener {
        @Override
        public ModelCard card(Path model) {
            return open(model).card();
        }

        @Override
        public LanguageModel open(Path model) {
            return ScriptedLanguageModel.named(
                            "student",
                            (prompt, _) -> prompt.messages().getLast().text().equals("check") ? "steps nu" : "7")
                    .withLatency(latency);
        }

        @Override
        public void close() {}
    }
}
