package org.loopwright.app.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.Frame;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.project.ItemTrace;
import org.loopwright.run.Replay;

/// One item's way through a loop as plain maps and lists.
final class TraceJson {
    private TraceJson() {}

    static Map<String, Object> of(ItemTrace trace) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("item", trace.item());
        json.put("loop", trace.loop().name());
        List<Object> steps = new ArrayList<>();
        trace.replay().steps().forEach(step -> steps.add(step(step)));
        json.put("steps", steps);
        Map<String, Object> grades = new LinkedHashMap<>();
        trace.replay().grades().forEach((turn, grade) -> grades.put(Integer.toString(turn), grade));
        json.put("grades", grades);
        Frame.End end = trace.replay().end();
        json.put("outcome", end == null ? null : end.outcome().name());
        json.put("reason", end == null ? null : end.reason());
        json.put("difference", trace.replay().difference());
        return json;
    }

    private static Map<String, Object> step(Replay.Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", step.node());
        json.put("visit", step.visit());
        json.put(
                "prompts",
                step.prompts().stream()
                        .map(p -> p.messages().stream()
                                .map(m -> Map.of("role", m.role(), "text", m.text()))
                                .toList())
                        .toList());
        json.put(
                "completions",
                step.completions().stream().map(TraceJson::completion).toList());
        Map<String, Object> writes = new LinkedHashMap<>();
        step.writes().forEach((slot, value) -> writes.put(slot, value(value)));
        json.put("writes", writes);
        json.put("exit", step.exit());
        json.put("target", step.target());
        return json;
    }

    private static Map<String, Object> completion(Completion completion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("text", completion.text());
        json.put("ids", completion.ids().toArray());
        json.put(
                "logProb",
                completion.logProb() == null ? null : completion.logProb().toArray());
        json.put(
                "entropy",
                completion.entropy() == null ? null : completion.entropy().toArray());
        json.put("finish", completion.finish().name());
        json.put("droppedPromptTokens", completion.droppedPromptTokens());
        return json;
    }

    private static Map<String, Object> value(Value value) {
        return Map.of(
                "text",
                value.text(),
                "sources",
                value.sources().stream().map(Source::label).sorted().toList());
    }
}
