package org.loopwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopwright.model.files.NumberFormat;

class TrainingPlanFileTest {
    private static final String PLAN = """
            loopwright: 1
            recipe: r
            seed: 3
            steps: 10
            output: models/m
            optimizer: {rate: 0.1}
            """;

    @TempDir
    Path folder;

    private TrainingPlan read(String text) throws IOException {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, text);
        return TrainingPlanFile.read(file);
    }

    @Test
    void fillsInWhatIsUsual() throws IOException {
        TrainingPlan plan = read(PLAN);
        assertThat(plan.shape()).isEqualTo(new TrainingPlan.Shape(128, 4, 4, 2, 352, 256));
        assertThat(plan.format()).isEqualTo(NumberFormat.F32);
        assertThat(plan.schedule().rate()).isEqualTo(0.1);
        assertThat(plan.optimizer().beta2()).isEqualTo(0.98);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loopwright: 1|loopwright: 2|loopwright is `2`; an integer in [1, 1] is expected",
                "seed: 3|sed: 3|seed is missing",
                "steps: 10|steps: 0|steps is `0`; an integer in [1, 1000000] is expected",
                "steps: 10|steps: ten|steps is `ten`",
                "rate: 0.1|rate: 7|optimizer.rate is `7`; a number in [1.0E-9, 1.0] is expected",
                "rate: 0.1|speed: 1|optimizer.speed is unknown",
                "output: models/m|output: ../m|a folder inside the project is expected",
                "output: models/m|output: models/m#format: f8|format is `f8`; permitted are f32, f16, bf16",
                "recipe: r|recipe: [|the plan can't be read",
            })
    void namesFileKeyValueAndRange(String find, String replacement, String message) {
        assertThatThrownBy(() -> read(PLAN.replace(find, replacement.replace('#', '\n'))))
                .isInstanceOfSatisfying(
                        TrainingException.class, e -> assertThat(e.code()).isEqualTo(TrainingException.Code.PLAN))
                .hasMessageContaining("plan.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void scheduleRisesHoldsAndFalls() {
        RateSchedule schedule = new RateSchedule(1, 10, new RateSchedule.WarmUpStableDecay(0.5, 0.03));
        assertThat(schedule.at(0, 100)).isEqualTo(0.1);
        assertThat(schedule.at(9, 100)).isEqualTo(1);
        assertThat(schedule.at(50, 100)).isEqualTo(1);
        assertThat(schedule.at(75, 100)).isBetween(0.49, 0.51);
        assertThat(schedule.at(99, 100)).isEqualTo(0.03);
    }
}
