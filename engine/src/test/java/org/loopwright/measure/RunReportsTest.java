package org.loopwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.Content.Judgement;
import org.loopwright.task.Grade;

class RunReportsTest {
    private final List<ItemTurn> rows = new ArrayList<>();

    /// Adds an item's turns: `+` right, `-` wrong, `?` unparsed, `!` truncated.
    private void item(String id, String cluster, int sample, String turns, @Nullable Judgement first) {
        for (int turn = 0; turn < turns.length(); turn++) {
            Grade.Status status = switch (turns.charAt(turn)) {
                case '?' -> Grade.Status.UNPARSED;
                case '!' -> Grade.Status.TRUNCATED;
                default -> Grade.Status.PARSED;
            };
            rows.add(new ItemTurn(
                    id,
                    "hash-" + id,
                    cluster,
                    sample,
                    turn,
                    status,
                    turns.charAt(turn) == '+',
                    null,
                    turn == 0 ? first : null,
                    100L * (turn + 1),
                    10L * (turn + 1)));
        }
    }

    private void item(String id, String turns, @Nullable Judgement first) {
        item(id, id, 0, turns, first);
    }

    @Test
    void carriesTheLastAnswerForward() {
        item("a", "+", Judgement.ACCEPT);
        item("b", "-+", Judgement.REJECT);
        item("c", "?-+", Judgement.REJECT);
        item("d", "+-?", Judgement.REJECT);
        RunReport report = RunReports.of(rows);
        assertThat(report.items()).isEqualTo(4);
        assertThat(report.turns()).extracting(RunReport.Turn::accuracy).containsExactly(0.5, 0.5, 0.75);
        assertThat(report.turns()).extracting(RunReport.Turn::unparsed).containsExactly(0.25, 0.0, 0.25);
        assertThat(report.turns())
                .extracting(RunReport.Turn::completionTokens)
                .containsExactly(40L, 10L + 3 * 20, 10L + 20 + 30 + 30);
        assertThat(report.completionTokens()).isEqualTo(90);
        assertThat(report.promptTokens()).isEqualTo(900);
        assertThat(report.turns().getFirst().interval()).isEqualTo(Binomial.clopperPearson(2, 4, 0.95));
    }

    @Test
    void countsTransitionsInNineCellsWithTheirItems() {
        item("a", "++", null);
        item("b", "+-", null);
        item("c", "-+", null);
        item("d", "-+", null);
        item("e", "--", null);
        item("f", "?+", null);
        item("g", "+!", null);
        item("h", "??", null);
        Transitions first = RunReports.of(rows).transitions();
        assertThat(first.rightRight()).isEqualTo(1);
        assertThat(first.rightWrong()).isEqualTo(1);
        assertThat(first.wrongRight()).isEqualTo(2);
        assertThat(first.wrongWrong()).isEqualTo(1);
        assertThat(first.unparsed()).isEqualTo(3);
        assertThat(first.items(Outcome.WRONG, Outcome.RIGHT)).containsExactly("c", "d");
        assertThat(first.items(Outcome.RIGHT, Outcome.UNPARSED)).containsExactly("g");
        assertThat(first.count(Outcome.UNPARSED, Outcome.UNPARSED)).isEqualTo(1);
        assertThat(first.fixedShare()).isEqualTo(3.0 / 8);
        assertThat(first.brokenShare()).isEqualTo(2.0 / 8);
        assertThat(first.fixWrong()).isEqualTo(new Rate(3, 5));
        assertThat(first.keepRight()).isEqualTo(new Rate(1, 3));
        Estimate delta = RunReports.of(rows).delta();
        assertThat(delta.value()).isCloseTo(first.fixedShare() - first.brokenShare(), within(1e-12));
        assertThat(RunReports.of(rows).mcNemar()).isEqualTo(new McNemar(2, 3));
        assertThat(RunReports.of(rows).mcNemarP()).isNotNull().isCloseTo(1, within(1e-12));
    }

    @Test
    void givesAStepForEachTurn() {
        item("a", "-+-", null);
        item("b", "-", null);
        List<Transitions> steps = RunReports.of(rows).steps();
        assertThat(steps).hasSize(2);
        assertThat(steps.getFirst().items(Outcome.WRONG, Outcome.RIGHT)).containsExactly("a");
        assertThat(steps.getLast().items(Outcome.RIGHT, Outcome.WRONG)).containsExactly("a");
        assertThat(steps.getLast().items(Outcome.WRONG, Outcome.WRONG)).containsExactly("b");
    }

    @Test
    void judgesTheCheckOfTheFirstAnswer() {
        item("a", "-", Judgement.REJECT);
        item("b", "-", Judgement.REJECT);
        item("c", "?", Judgement.REJECT);
        item("d", "-", Judgement.ACCEPT);
        item("e", "+", Judgement.ACCEPT);
        item("f", "+", Judgement.REJECT);
        item("g", "+", Judgement.UNPARSED);
        item("h", "+", null);
        VerdictMeasures verdict = RunReports.of(rows).verdict();
        assertThat(verdict.sensitivity()).isEqualTo(new Rate(3, 4));
        assertThat(verdict.specificity()).isEqualTo(new Rate(1, 2));
        assertThat(verdict.balancedAccuracy()).isEqualTo(0.625);
        assertThat(verdict.accuracy()).isEqualTo(new Rate(4, 6));
        assertThat(verdict.f1()).isEqualTo(6.0 / 8);
        assertThat(verdict.unparsed()).isEqualTo(1);
        assertThat(verdict.alwaysAccept()).isEqualTo(new VerdictMeasures.Baseline(2.0 / 6, 0.5, 0));
        assertThat(verdict.alwaysReject()).isEqualTo(new VerdictMeasures.Baseline(4.0 / 6, 0.5, 0.8));
    }

    @Test
    void averagesSamplesWithinAnItemAndRefusesThePooledTest() {
        item("a", "a", 0, "-+", null);
        item("a", "a", 1, "++", null);
        item("b", "b", 0, "--", null);
        RunReport report = RunReports.of(rows);
        assertThat(report.items()).isEqualTo(2);
        assertThat(report.attempts()).isEqualTo(3);
        assertThat(report.turns()).extracting(RunReport.Turn::accuracy).containsExactly(0.25, 0.5);
        assertThat(report.delta().value()).isEqualTo(0.25);
        assertThat(report.transitions().fixedShare()).isEqualTo(0.25);
        assertThat(report.mcNemar()).isNull();
        assertThat(report.mcNemarP()).isNull();
        assertThat(report.mcNemarMidP()).isNull();
        assertThat(report.design().mcNemarRefusal())
                .hasValueSatisfying(reason ->
                        assertThat(reason).contains("3 pooled samples").contains("permutation test over the 2 items"));
        assertThat(report.turns().getFirst().interval())
                .isNotNull()
                .extracting(Interval::method)
                .isEqualTo("Student's t over 2 items");
    }

    @Test
    void takesClustersAsUnits() {
        for (int i = 0; i < 40; i++) {
            item("i" + i, "cluster" + i / 10, 0, i < 20 ? "-+" : "--", null);
        }
        RunReport clustered = RunReports.of(rows);
        assertThat(clustered.clusters()).isEqualTo(4);
        assertThat(clustered.mcNemar()).isNull();
        rows.replaceAll(row -> new ItemTurn(
                row.item(),
                row.contentHash(),
                row.item(),
                0,
                row.turn(),
                row.status(),
                row.correct(),
                null,
                null,
                0,
                0));
        RunReport single = RunReports.of(rows);
        assertThat(width(clustered))
                .as("four clusters know less than forty items")
                .isGreaterThan(2 * width(single));
    }

    @Test
    void theDeltasIntervalIsReproducibleAndCovers() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int covered = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            rows.clear();
            for (int i = 0; i < 100; i++) {
                double drawn = random.nextDouble();
                item("i" + i, drawn < 0.25 ? "-+" : drawn < 0.35 ? "+-" : drawn < 0.7 ? "++" : "--", null);
            }
            Interval interval = RunReports.of(rows).delta().interval();
            assertThat(interval)
                    .isNotNull()
                    .isEqualTo(RunReports.of(rows).delta().interval());
            covered += (interval != null && interval.contains(0.15)) ? 1 : 0;
        }
        assertThat((double) covered / runs).as("seed %d", seed).isBetween(0.90, 0.985);
    }

    @Test
    void noItemsGiveAnEmptyReport() {
        RunReport report = RunReports.of(List.of());
        assertThat(report.items()).isZero();
        assertThat(report.turns()).isEmpty();
        assertThat(report.delta().value()).isNaN();
        assertThat(report.mcNemarP()).isNull();
        assertThat(report.verdict().balancedAccuracy()).isNaN();
        assertThat(report.completionTokens()).isZero();
    }

    private static double width(RunReport report) {
        Interval interval = report.delta().interval();
        return interval == null ? Double.NaN : interval.high() - interval.low();
    }
}
