package org.loopwright.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;

/// What two checkpoints wrote for the same problems, side by side.
public final class RoundSamples {
    private final Project project;

    RoundSamples(Project project) {
        this.project = project;
    }

    /// What one checkpoint wrote last for a problem.
    ///
    /// @param text of its last answer
    /// @param grade of it, or empty where there is no gold answer
    public record Attempt(String text, Optional<Grade> grade) {}

    /// A problem with both.
    ///
    /// @param item id of the problem
    /// @param question what it asks: its field `question`, or else its first
    /// @param gold the right answer, or empty
    /// @param before of the earlier checkpoint, or empty where it did not attempt it
    /// @param now of the later one
    public record Pair(String item, String question, String gold, Optional<Attempt> before, Attempt now) {
        /// Whether both wrote the same.
        public boolean isUnchanged() {
            return before.map(attempt -> attempt.text().equals(now.text())).orElse(false);
        }
    }

    /// The first attempts at the first problems of an item run, beside those of an earlier one.
    ///
    /// @param now the item run in which the later checkpoint was measured
    /// @param before the same of the earlier checkpoint, or empty when there is none
    /// @param most how many
    /// @throws ProjectException when the run is gone
    public List<Pair> pairs(UUID now, Optional<UUID> before, int most) {
        Map<String, Attempt> later = attempts(now, most);
        Map<String, Attempt> earlier = before.map(run -> attempts(run, most)).orElse(Map.of());
        Map<String, Item> items = new LinkedHashMap<>();
        project.dataset(project.summary(now).header()).items().forEach(item -> items.put(item.id(), item));
        List<Pair> pairs = new ArrayList<>();
        later.forEach((id, attempt) -> {
            Item item = items.get(id);
            if (item != null) {
                Map<String, String> fields = item.fields();
                String question = fields.getOrDefault(
                        "question", fields.values().stream().findFirst().orElse(""));
                String gold = item.gold();
                pairs.add(new Pair(
                        id, question, gold == null ? "" : gold, Optional.ofNullable(earlier.get(id)), attempt));
            }
        });
        return pairs;
    }

    private Map<String, Attempt> attempts(UUID run, int most) {
        RunHeader header = project.summary(run).header();
        String answer = answerSlot(header);
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        for (String item : header.dataset().items().stream().limit(most).toList()) {
            FramePath path = FramePath.ofItem(item);
            String text = "";
            Optional<Grade> grade = Optional.empty();
            for (JournalEntry entry : project.store().entries(run, path)) {
                if (!path.equals(entry.frame())) {
                    continue;
                }
                if (entry.event() instanceof Event.SlotWritten written
                        && written.slot().equals(answer)) {
                    text = written.value().text();
                } else if (entry.event() instanceof Event.Graded graded) {
                    grade = Optional.of(graded.grade());
                }
            }
            attempts.put(item, new Attempt(text, grade));
        }
        return attempts;
    }

    private static String answerSlot(RunHeader header) {
        LoopSpec loop = LoopYaml.read(header.loopText().getOrDefault(header.loopFile(), ""))
                .loop();
        return loop == null ? "" : loop.answer().map(SlotSpec::name).orElse("");
    }
}
