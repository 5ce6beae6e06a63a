package org.loopwright.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopwright.app.chart.Curves;
import org.loopwright.journal.Event;
import org.loopwright.round.RoundReport;

class RewardChartTest {
    private final Map<String, Map<String, List<Double>>> trainings = new LinkedHashMap<>();

    @Test
    void theRoundsAreOneLineWithAlarmsAtTheirSteps() {
        trainings.put("base #1", Map.of("step", List.of(1.0, 2.0), "loss", List.of(3.0, 2.0)));
        trainings.put("fit #1", curve(0.2, 0.4));
        trainings.put("fit #2", curve(0.6, 0.8));
        TrainingCharts.Chart chart =
                RewardChart.of(trainings, List.of(alarm(0), alarm(2))).orElseThrow();

        assertThat(chart.curves().curves())
                .extracting(Curves.Curve::name)
                .containsExactly("reward", "part: readable", "part: right", "right (audit)");
        assertThat(chart.curves().curves().getFirst().points())
                .extracting(Curves.Point::x)
                .containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(chart.curves().curves().getFirst().points())
                .extracting(Curves.Point::y)
                .containsExactly(0.2, 0.4, 0.6, 0.8);
        assertThat(chart.curves().marks()).containsExactly(new Curves.Mark(4, "Reward without gain"));
    }

    @Test
    void withoutRewardsThereIsNoChart() {
        trainings.put("fit #1", Map.of("step", List.of(1.0), "loss", List.of(3.0)));
        assertThat(RewardChart.of(trainings, List.of())).isEmpty();
    }

    private static Map<String, List<Double>> curve(double first, double last) {
        Map<String, List<Double>> curve = new LinkedHashMap<>();
        curve.put("step", List.of(1.0, 2.0));
        curve.put("loss", List.of(0.1, 0.1));
        curve.put("reward", List.of(first, last));
        curve.put("reward parsed", List.of(first, last));
        curve.put("reward right", List.of(0.0, 0.0));
        curve.put("right", List.of(0.0, Double.NaN));
        curve.put("first_right", List.of(0.0, 0.0));
        curve.put("gain", List.of(0.0, 0.0));
        return curve;
    }

    private static RoundReport.Alarm alarm(int step) {
        return new RoundReport.Alarm(new Event.Alarmed("fit", 2, "reward-hacking", step, "said", "hash"), 2, 9);
    }
}
