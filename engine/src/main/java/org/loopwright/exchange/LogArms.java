package org.loopwright.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.measure.Arm;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.ItemTurns;
import org.loopwright.task.Dataset;
import org.loopwright.task.Datasets;

/// Inspect logs as arms, measured where they lie: the same turns that an import would store, and nothing stored.
public final class LogArms {
    private LogArms() {}

    /// What a log gives.
    ///
    /// @param arm its attempts, epochs as samples of one another
    /// @param notes how it was understood, each a sentence
    public record Read(Arm arm, List<String> notes) {
        public Read {
            notes = List.copyOf(notes);
        }
    }

    /// Whether `file` is such a log.
    public static boolean isLog(Path file) {
        return InspectLog.isOne(file);
    }

    /// Reads a log.
    ///
    /// @param options `correct` names the scorer where there are several
    /// @throws ExchangeException when it is damaged, had not ended, or has no such scorer
    public static Read read(Path file, ImportOptions options) {
        ForeignLog log = InspectImport.read(file, options);
        Dataset problems = Datasets.of(log.dataset(), log.split(), Importer.items(log));
        List<List<ItemTurn>> runs = new ArrayList<>();
        log.bySample()
                .forEach((sample, attempts) -> runs.add(turns(
                        ImportedRun.entries(new UUID(0, sample), log, problems, sample, attempts), log.grader())));
        List<String> notes = new ArrayList<>(log.remarks());
        notes.add("an Inspect log of " + log.attempts().size() + " attempts by " + log.model() + ", scores of `"
                + log.grader() + "`");
        if (!log.brokenOff().isEmpty()) {
            notes.add("the evaluation broke off: " + log.brokenOff());
        }
        return new Read(Arm.ofRepeats(file.getFileName().toString(), runs), notes);
    }

    private static List<ItemTurn> turns(List<JournalEntry> entries, String grader) {
        Map<FramePath, List<JournalEntry>> items = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            FramePath frame = entry.frame();
            if (frame != null) {
                items.computeIfAbsent(frame.root(), _ -> new ArrayList<>()).add(entry);
            }
        }
        return ItemTurns.select(items.values().stream().map(ItemTurns::of).toList(), grader);
    }
}
