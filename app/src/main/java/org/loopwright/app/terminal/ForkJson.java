package org.loopwright.app.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.text.EditNames;
import org.loopwright.journal.RunHeader;
import org.loopwright.measure.Interval;
import org.loopwright.project.ForkReport;

/// What the continuations of a fork came to, as plain maps and lists. Numbers that do not exist are null.
final class ForkJson {
    private ForkJson() {}

    static Map<String, Object> of(ForkReport report) {
        RunHeader header = report.run().header();
        RunHeader.Origin origin = header.origins().getLast();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", header.id().toString());
        json.put("parent", origin.run().toString());
        json.put("item", origin.item());
        json.put("turn", origin.turn());
        json.put("edit", EditNames.of(origin.edit()));
        json.put("original", answer(report.original()));
        json.put("samples", report.answers().stream().map(ForkJson::answer).toList());
        json.put("control", report.control().stream().map(ForkJson::answer).toList());
        json.put(
                "distribution",
                report.distribution().stream().map(ForkJson::count).toList());
        json.put("right", right(report.answers()));
        json.put("controlRight", right(report.control()));
        json.put("changed", report.changed());
        json.put("distance", Double.isNaN(report.distance()) ? null : report.distance());
        json.put("pairedP", report.pairedP());
        json.put("unit", "continuation of one item");
        return json;
    }

    private static @Nullable Map<String, Object> answer(ForkReport.@Nullable Answer answer) {
        if (answer == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("item", answer.item());
        json.put("answer", answer.text().isEmpty() ? null : answer.text());
        json.put("outcome", answer.outcome().name());
        json.put("turns", answer.turns());
        return json;
    }

    private static Map<String, Object> count(ForkReport.Count count) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "answer",
                count.answer().text().isEmpty() ? null : count.answer().text());
        json.put("outcome", count.answer().outcome().name());
        json.put("count", count.fork());
        json.put("control", count.control());
        return json;
    }

    private static @Nullable Map<String, Object> right(List<ForkReport.Answer> answers) {
        Interval interval = ForkReport.rightInterval(answers);
        if (interval == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", ForkReport.right(answers));
        json.put("of", answers.size());
        json.put("interval", interval);
        return json;
    }
}
