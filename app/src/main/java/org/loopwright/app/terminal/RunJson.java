package org.loopwright.app.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.RunReport;
import org.loopwright.measure.Transitions;
import org.loopwright.measure.VerdictMeasures;
import org.loopwright.store.RunSummary;

/// A run's result as plain maps and lists, in the form that `run --json` promises. Numbers that do not
/// exist are null.
final class RunJson {
    private RunJson() {}

    static Map<String, Object> of(RunSummary run, RunReport report) {
        Map<String, Object> json = summary(run);
        List<Object> turns = new ArrayList<>();
        for (RunReport.Turn turn : report.turns()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("turn", turn.turn());
            one.put("accuracy", turn.accuracy());
            one.put("low", turn.interval().low());
            one.put("high", turn.interval().high());
            one.put("unparsed", turn.unparsed());
            turns.add(one);
        }
        json.put("turns", turns);
        json.put("transitions", transitions(report.transitions()));
        json.put("delta", number(report.delta().value()));
        json.put("deltaInterval", report.delta().interval());
        json.put("mcnemarP", report.mcNemarP());
        json.put("mcnemarMidP", report.mcNemarMidP());
        json.put("verdict", verdict(report.verdict()));
        json.put("unit", report.clusters() == report.items() ? "item" : "cluster");
        return json;
    }

    static Map<String, Object> summary(RunSummary run) {
        RunHeader header = run.header();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", header.id().toString());
        json.put("status", run.status().name());
        json.put("loop", header.loop());
        json.put("loopHash", header.loopHash());
        Map<String, Object> models = new LinkedHashMap<>();
        header.models().forEach((role, card) -> models.put(role, card.id()));
        json.put("models", models);
        json.put(
                "dataset",
                header.dataset().name() + "/" + header.dataset().split().label());
        json.put("seed", header.seed());
        json.put("params", header.params());
        json.put("items", header.dataset().items().size());
        json.put("itemsDone", run.itemsDone());
        json.put("itemsFailed", run.itemsFailed());
        json.put("promptsCut", run.prompts().cut());
        json.put("droppedPromptTokens", run.prompts().droppedTokens());
        json.put("stoppedAtLongPrompts", run.prompts().stopped());
        json.put("brands", run.brands().stream().sorted().toList());
        json.put("labels", RunText.labels(header));
        json.put("provenance", run.provenance().stream().sorted().toList());
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("prompt", run.usage().promptTokens());
        tokens.put("reused", run.usage().reusedTokens());
        tokens.put("completion", run.usage().completionTokens());
        json.put("tokens", tokens);
        json.put("wallSeconds", run.wallNanos() / 1e9);
        json.put("modelSeconds", run.usage().busyNanos() / 1e9);
        json.put(
                "tokensPerSecond",
                run.wallNanos() == 0 ? null : run.usage().completionTokens() * 1e9 / run.wallNanos());
        return json;
    }

    private static Map<String, Object> transitions(Transitions t) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("right-right", t.rightRight());
        json.put("right-wrong", t.rightWrong());
        json.put("wrong-right", t.wrongRight());
        json.put("wrong-wrong", t.wrongWrong());
        json.put("unparsed", t.unparsed());
        return json;
    }

    private static Map<String, Object> verdict(VerdictMeasures verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sensitivity", number(verdict.sensitivity().value()));
        json.put("specificity", number(verdict.specificity().value()));
        json.put("balancedAccuracy", number(verdict.balancedAccuracy()));
        json.put("unparsed", verdict.unparsed());
        return json;
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
