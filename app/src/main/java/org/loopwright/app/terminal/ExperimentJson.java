package org.loopwright.app.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loopwright.experiment.ArmRun;
import org.loopwright.experiment.Claim;
import org.loopwright.experiment.ExperimentArm;
import org.loopwright.experiment.ExperimentState;
import org.loopwright.experiment.Judged;
import org.loopwright.measure.Interval;

/// Where an experiment stands, as JSON.
final class ExperimentJson {
    private ExperimentJson() {}

    static Map<String, Object> of(ExperimentState state) {
        Claim claim = state.experiment().claim();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", state.experiment().name());
        map.put("dated", state.experiment().dated().toString());
        map.put("hypothesis", claim.hypothesis());
        map.put(
                "primary",
                Map.of(
                        "arm", claim.primary().arm(),
                        "base", claim.primary().base(),
                        "metric", claim.primary().metric().word(),
                        "direction", claim.primary().direction().name().toLowerCase(Locale.ROOT)));
        map.put("plannedN", claim.plannedN());
        map.put("margin", claim.margin().isEmpty() ? null : claim.margin().getAsDouble());
        map.put("sealedAt", state.sealedAt().map(Object::toString).orElse(null));
        map.put("restated", state.restated());
        List<Object> arms = new ArrayList<>();
        state.experiment().arms().forEach(arm -> arms.add(arm(arm, state)));
        map.put("arms", arms);
        state.judged().ifPresent(judged -> judged(map, judged));
        map.put(
                "next",
                Map.of(
                        "kind", state.next().kind().name().toLowerCase(Locale.ROOT),
                        "sentence", state.next().sentence()));
        return map;
    }

    private static Map<String, Object> arm(ExperimentArm arm, ExperimentState state) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", arm.name());
        map.put("loop", arm.loop());
        map.put("models", arm.models());
        map.put("params", arm.params());
        map.put("set", arm.settings());
        map.put("drafts", arm.drafts());
        map.put("control", arm.control());
        List<Object> runs = new ArrayList<>();
        for (ArmRun run : state.runsOf(arm.name())) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("seed", run.seed());
            one.put("state", ExperimentText.word(run.state()));
            one.put("run", run.run().map(Object::toString).orElse(null));
            one.put("reason", run.reason());
            runs.add(one);
        }
        map.put("runs", runs);
        state.judged()
                .flatMap(Judged::comparison)
                .ifPresent(comparison -> comparison.arms().stream()
                        .filter(figures -> figures.name().equals(arm.name()))
                        .forEach(figures -> {
                            map.put("accuracy", figures.accuracy());
                            map.put("tokens", figures.tokens());
                            map.put("totalTokens", figures.totalTokens());
                            map.put("unparsed", figures.unparsed());
                            map.put("brands", figures.brands());
                        }));
        return map;
    }

    private static void judged(Map<String, Object> map, Judged judged) {
        judged.finding().ifPresent(finding -> {
            map.put("verdict", finding.verdict().word());
            map.put("verdictReason", finding.reason());
            map.put("neededN", finding.neededN());
        });
        judged.difference().ifPresent(difference -> {
            map.put("difference", difference.value());
            map.put("n", difference.n());
            map.put("unit", difference.unit().word());
            map.put("p", difference.p());
            Interval interval = difference.interval(Interval.LEVEL);
            if (interval != null) {
                map.put(
                        "interval",
                        Map.of("low", interval.low(), "high", interval.high(), "method", interval.method()));
            }
        });
        if (!judged.problem().isEmpty()) {
            map.put("problem", judged.problem());
        }
    }
}
