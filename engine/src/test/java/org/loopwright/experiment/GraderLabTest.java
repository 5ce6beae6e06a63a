package org.loopwright.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.project.Project;
import org.loopwright.project.RunRequest;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.task.Graders;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.SlippingStudents;

/// Other graders over stored answers, with a scripted model.
@Timeout(60)
class GraderLabTest {
    @TempDir
    private Path folder;

    private Project project;
    private UUID run;

    @BeforeEach
    void run() throws IOException, InterruptedException {
        project = Project.open(SampleFolder.copyTo(folder.resolve("project")), new SlippingStudents());
        RunHandle handle = project.start(
                RunRequest.of(project.file().defaults()).withItems(20).withDataset("dev"), RunListener.NONE);
        handle.await();
        run = handle.id();
    }

    @AfterEach
    void close() {
        project.close();
    }

    private List<String> graded() {
        return Graders.names().stream()
                .filter(grader -> !project.store().itemTurns(run, grader).isEmpty())
                .toList();
    }

    @Test
    void everyGraderIsAskedOnceAndComparedWithTheRunsOwn() {
        GraderLab lab = new GraderLab(project);
        GraderLab.Plan plan = lab.plan(run);
        assertThat(plan.items()).isEqualTo(20);
        assertThat(plan.missing()).containsExactly("trailing-integer", "number", "exact", "multiple");
        assertThat(plan.estimate()).isPositive();
        assertThat(graded()).as("a plan keeps no grade").containsExactly("integer");

        GraderLab.Report report = lab.of(run, LabProgress.NONE).orElseThrow();
        assertThat(report.own()).isEqualTo("integer");
        assertThat(report.rows())
                .extracting(GraderLab.Row::grader)
                .startsWith("integer")
                .hasSize(5);
        GraderLab.Row own = report.rows().getFirst();
        assertThat(own.changed()).isZero();
        assertThat(own.difference().value()).isZero();
        GraderLab.Row letters = report.rows().getLast();
        assertThat(letters.grader()).isEqualTo("multiple");
        assertThat(letters.accuracy()).as("no number is a letter").isZero();
        assertThat(letters.changed()).isEqualTo((int) Math.round(own.accuracy() * 20));
        assertThat(letters.difference().value()).isEqualTo(-own.accuracy());
        assertThat(report.fits("number")).isTrue();
        assertThat(report.fits("multiple")).isFalse();
        assertThat(report.spread()).as("letters don't count").isLessThan(own.accuracy());
        assertThat(lab.plan(run).missing()).isEmpty();
    }

    @Test
    void whatWasStoppedIsNotGradedByHalf() {
        List<String> told = new ArrayList<>();
        assertThat(new GraderLab(project).of(run, (grader, done, all) -> {
                    told.add(grader + " " + done + "/" + all);
                    return done < 27;
                }))
                .isEmpty();
        assertThat(told).startsWith("trailing-integer 0/80").endsWith("number 27/80");
        assertThat(graded()).as("the first was done, the second not").containsExactly("integer", "trailing-integer");
    }
}
