package org.loopwright.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.RunHeader;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.project.RunVariant;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.SlippingStudents;

/// Trying items first: whether a run fits, what it will cost, and whether old items come out as they
/// did.
@Timeout(120)
class ChecksTest {
    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void open() throws IOException {
        project = Project.open(SampleFolder.copyTo(folder.resolve("project")), new SlippingStudents());
    }

    @AfterEach
    void close() {
        project.close();
    }

    private RunVariant variant(String loop, Map<String, Object> settings) {
        RunRequest request = RunRequest.of(project.file().defaults())
                .withLoop(loop)
                .withDataset("test")
                .withItems(200);
        return new RunVariant(request, settings, java.util.Optional.empty());
    }

    private FitCheck fit(RunVariant variant) throws InterruptedException {
        FitChecks checks = new FitChecks(project);
        RunHandle trial = checks.start(variant, RunListener.NONE);
        trial.await();
        assertThat(project.summary(trial.id()).header().kind()).isEqualTo(RunHeader.Kind.TRIAL);
        assertThat(project.summary(trial.id()).header().dataset().split().label())
                .as("test items are not looked at")
                .isEqualTo("dev");
        return checks.result(trial.id(), variant);
    }

    @Test
    void aFitCheckWarnsOfTooEasyItems() throws InterruptedException {
        FitCheck check = fit(variant("self-check", Map.of()));

        assertThat(check.items()).isEqualTo(50);
        assertThat(check.warnings()).singleElement().asString().contains("above 95 %", "harder items");
        assertThat(check.whole().items()).isEqualTo(200);
        assertThat(check.whole().seconds()).isPositive();
        assertThat(check.whole().bytes()).isPositive();
        assertThat(project.runs()).as("trials are no runs").isEmpty();
    }

    @Test
    void aFitCheckWarnsOfWhatIsCutOffAndUnread() throws InterruptedException {
        FitCheck check = fit(variant("worked-answer", Map.of("work.sampling.max-tokens", 2)));

        assertThat(check.truncated()).isEqualTo(1);
        assertThat(check.warnings()).anySatisfy(warning -> assertThat(warning).contains("raise max-tokens"));
    }

    @Test
    void aFitCheckIsQuietWhenAllIsWell() throws InterruptedException {
        assertThat(fit(variant("blind-redraw", Map.of())).warnings()).isEmpty();
    }

    @Test
    void anEstimateRestsOnStoredRunsAndElseOnATrial() throws InterruptedException {
        Estimates estimates = new Estimates(project);
        RunVariant wanted = variant("self-check", Map.of());
        assertThat(estimates.stored(wanted)).isEmpty();

        RunEstimate probed = estimates.probe(wanted);
        assertThat(probed.from()).contains("trial of 8 items");
        assertThat(probed.completionTokens()).isPositive();
        run(40);

        RunEstimate stored = estimates.stored(wanted).orElseThrow();
        assertThat(stored.from()).contains("of this loop").doesNotContain("other settings");
        double anItem = project.runs().getFirst().usage().completionTokens() / 40.0;
        assertThat(stored.completionTokens()).isEqualTo(200 * anItem);
        assertThat(estimates.stored(variant("self-check", Map.of("draft.sampling.temperature", 0.1))))
                .hasValueSatisfying(other -> assertThat(other.from()).contains("other settings"));
    }

    private UUID run(int items) throws InterruptedException {
        RunHandle run = project.start(RunRequest.of(project.file().defaults()).withItems(items), RunListener.NONE);
        run.await();
        return run.id();
    }

    @Test
    void driftIsNoneWhereNothingChangedAndNamedWhereSomethingDid() throws Exception {
        UUID run = run(40);
        DriftChecks checks = new DriftChecks(project);
        RunHandle same = checks.start(run, RunListener.NONE);
        same.await();
        DriftCheck none = checks.result(run, same.id());
        assertThat(none.items()).isEqualTo(20);
        assertThat(none.passes()).isTrue();
        assertThat(none.text()).startsWith("exact mode: 20 of 20");

        try (Project other = Project.open(project.root(), new Worse())) {
            DriftChecks later = new DriftChecks(other);
            RunHandle again = later.start(run, RunListener.NONE);
            again.await();
            DriftCheck drift = later.result(run, again.id());
            assertThat(drift.passes()).isFalse();
            assertThat(drift.same()).isLessThan(20);
            assertThat(drift.differences().getFirst().node()).isEqualTo("check");
            assertThat(drift.text()).contains("the first difference: item dev-");
        }
    }

    /// The same model by name and hash, whose checks have become longer.
    private record Worse() implements org.loopwright.model.ModelOpener {
        @Override
        public org.loopwright.model.ModelCard card(Path model) {
            return new SlippingStudents().card(model);
        }

        @Override
        public org.loopwright.model.LanguageModel open(Path model) {
            return org.loopwright.testing.ScriptedLanguageModel.named(
                    model.getFileName().toString(),
                    (prompt, seed) -> SlippingStudents.answer(prompt, seed).replace("for", "four"));
        }

        @Override
        public void close() {}
    }

    @Test
    void aSweepIsEveryCombinationWithNamesThatSayWhatDiffers() {
        Sweep sweep = new Sweep(
                ExperimentArm.of("base", "self-check"),
                List.of(
                        Factor.of("draft.sampling.temperature=0.2,0.7"),
                        Factor.of("params.revisions=1,2,3"),
                        Factor.of("models.student=student,student-seed2")));

        assertThat(sweep.arms()).hasSize(12);
        assertThat(sweep.arms().getFirst().name()).isEqualTo("temperature=0.2, revisions=1, student=student");
        assertThat(sweep.arms().getLast())
                .isEqualTo(ExperimentArm.of("temperature=0.7, revisions=3, student=student-seed2", "self-check")
                        .withSettings(Map.of("draft.sampling.temperature", 0.7))
                        .withParams(Map.of("revisions", 3L))
                        .withModels(Map.of("student", "student-seed2")));
        assertThat(new Sweep(
                                ExperimentArm.of("base", "self-check"),
                                List.of(
                                        Factor.of("draft.sampling.temperature=0,1"),
                                        Factor.of("check.sampling.temperature=0,1")))
                        .arms())
                .extracting(ExperimentArm::name)
                .contains("draft.sampling.temperature=0, check.sampling.temperature=1");
        assertThatThrownBy(() -> new Sweep(
                        ExperimentArm.of("base", "self-check"),
                        List.of(
                                Factor.of("a.b=1,2,3,4,5,6,7,8"),
                                Factor.of("a.c=1,2,3,4,5,6,7,8"),
                                Factor.of("a.d=1,2,3,4,5"))))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("320 arms");
    }

    @Test
    void aSweptPromptIsAMessageAndItsArmIsNamedByItsPlace() {
        Factor prompts = Factor.of("draft.prompt='{{ question }}','Compute {{ question }}'");

        assertThat(prompts.values())
                .containsExactly(
                        List.of(Map.of("user", "{{ question }}")), List.of(Map.of("user", "Compute {{ question }}")));
        assertThat(new Sweep(ExperimentArm.of("base", "self-check"), List.of(prompts)).arms())
                .extracting(ExperimentArm::name)
                .containsExactly("prompt=#1", "prompt=#2");
    }
}
