package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Content;
import org.loopwright.project.Project;
import org.loopwright.round.Ledger;
import org.loopwright.store.RunSummary;

/// What came of a round loop: what was measured round by round, the alarms, and the ledger.
///
/// @param measured slot -> its numbers, version by version
/// @param alarms in order
/// @param ledger name -> sum
/// @param brands of the run
record RoundText(
        Map<String, List<Map<String, Double>>> measured,
        List<Event.Alarmed> alarms,
        Map<String, Double> ledger,
        List<String> brands) {

    static RoundText of(Project project, UUID run) {
        Map<String, List<Map<String, Double>>> measured = new LinkedHashMap<>();
        List<Event.Alarmed> alarms = new ArrayList<>();
        List<JournalEntry> entries = project.store().entries(run);
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof Event.SlotWritten written
                    && written.value().content() instanceof Content.Measured now) {
                measured.computeIfAbsent(written.slot(), _ -> new ArrayList<>()).add(now.numbers());
            } else if (entry.event() instanceof Event.Alarmed alarm) {
                alarms.add(alarm);
            }
        }
        RunSummary summary = project.summary(run);
        return new RoundText(
                measured,
                alarms,
                ledger(entries, project.rounds().discarded(project.summary(run).header())),
                summary.brands().stream().sorted().toList());
    }

    private static Map<String, Double> ledger(List<JournalEntry> entries, int discarded) {
        Map<String, Double> ledger = Ledger.complete(Ledger.of(entries));
        ledger.put(Ledger.DISCARDED_RUNS, (double) discarded);
        return ledger;
    }

    void print(PrintWriter out) {
        measured.forEach((slot, versions) -> {
            out.println(slot + ":");
            for (int i = 0; i < versions.size(); i++) {
                StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %2d ", i));
                versions.get(i)
                        .forEach((name, value) -> line.append(String.format(Locale.ROOT, " %s %.3f", name, value)));
                out.println(line);
            }
        });
        alarms.forEach(
                alarm -> out.println("alarm " + alarm.alarm() + " after " + alarm.node() + " #" + alarm.visit() + ": "
                        + alarm.message()
                        + (alarm.before().isEmpty() ? "" : "; checkpoint before it " + shortened(alarm.before()))));
        ledger.forEach((name, sum) -> out.println(String.format(Locale.ROOT, "%-18s %,.0f", name, sum)));
        out.println("brands             " + (brands.isEmpty() ? "none" : String.join(", ", brands)));
    }

    /// The same as plain values.
    Map<String, Object> asJson(UUID run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", run.toString());
        json.put("measured", measured);
        json.put(
                "alarms",
                alarms.stream()
                        .map(alarm -> Map.of(
                                "alarm", alarm.alarm(),
                                "node", alarm.node(),
                                "round", alarm.visit(),
                                "step", alarm.step(),
                                "message", alarm.message(),
                                "before", alarm.before()))
                        .toList());
        json.put("ledger", ledger);
        json.put("brands", brands);
        return json;
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
