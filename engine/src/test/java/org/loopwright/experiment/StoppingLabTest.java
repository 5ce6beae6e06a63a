package org.loopwright.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loopwright.measure.Arm;
import org.loopwright.testing.Attempts;

/// Other stop rules over stored turns.
class StoppingLabTest {
    private static StoppingLab.Row row(StoppingLab.Report report, String rule) {
        return report.rows().stream()
                .filter(row -> row.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachRuleTakesItsTurnPaysForItAndSaysWhatItCannotKnow() {
        // Right answers are all called `right`, so `-++` agrees with itself at turn 2 and `+` ends before turn 1.
        Arm run = new Attempts().addAll("-++", "++-", "+--", "+").arm("loop");

        StoppingLab.Report report = StoppingLab.of(run);

        assertThat(report.rows().getFirst().rule()).isEqualTo("as run");
        assertThat(row(report, "as run").accuracy()).isEqualTo(0.5);
        assertThat(row(report, "stop at the draft").accuracy()).isEqualTo(0.75);
        assertThat(row(report, "stop at the draft").tokens()).isEqualTo(10);
        assertThat(row(report, "stop at the draft").difference().value()).isEqualTo(0.25);
        assertThat(row(report, "stop after turn 1").accuracy()).isEqualTo(0.75);
        assertThat(row(report, "stop after turn 1").censored()).isEqualTo(0.25);
        assertThat(row(report, "stop when two answers agree").accuracy()).isEqualTo(0.75);
        assertThat(row(report, "most frequent answer").accuracy()).isEqualTo(0.75);
        assertThat(row(report, "any turn right"))
                .satisfies(bound -> assertThat(bound.accuracy()).isEqualTo(1))
                .satisfies(bound -> assertThat(bound.oracle()).isTrue());
        assertThat(report.best()).isNotEqualTo("any turn right");
        assertThat(report.crossFitted()).isBetween(0.0, 1.0);
    }

    @Test
    void itSaysHowFarItIsAndCanBeStopped() {
        Arm run = new Attempts().addAll("-++", "++-").arm("loop");
        List<String> told = new ArrayList<>();
        Optional<StoppingLab.Report> report = StoppingLab.of(run, (what, done, all) -> told.add(done + "/" + all));
        assertThat(report.orElseThrow().best()).isEqualTo(StoppingLab.of(run).best());
        assertThat(told).first().isEqualTo("0/" + told.size());
        assertThat(told).last().isEqualTo((told.size() - 1) + "/" + told.size());
        assertThat(StoppingLab.of(run, (what, done, all) -> done < 2)).isEmpty();
    }
}
