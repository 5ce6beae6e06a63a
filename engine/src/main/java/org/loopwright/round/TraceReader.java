package org.loopwright.round;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.run.LoopMachine;
import org.loopwright.run.Replay;
import org.loopwright.store.RunStore;
import org.loopwright.task.Grade;

/// Reads the finished attempts of an item run as rows. Prompts are decided anew from the journal.
///
/// | fact | of an attempt |
/// |---|---|
/// | `answer`, `answers` | what was read of its last answer, and of each |
/// | `text`, `texts` | the last answer as written, and each |
/// | `right`, `first_right`, `rights` | against the gold answer; label |
/// | `parsed` | whether an answer could be read |
/// | `turns`, `tokens`, `length` | answers; tokens of all completions, and of the last |
/// | `log_prob` | natural logarithm of the last completion's probability |
/// | `entropy` | mean over the last completion's tokens, in nats |
/// | `agreement`, `majority`, `attempts` | share of the problem's attempts with this answer; whether it is the |
/// | | most frequent one; how many there are |
final class TraceReader {
    private final RunStore store;
    private final LoopMachine machine;
    private final LoopSpec loop;
    private final String grader;

    TraceReader(RunStore store, LoopMachine machine, LoopSpec loop, String grader) {
        this.store = store;
        this.machine = machine;
        this.loop = loop;
        this.grader = grader;
    }

    /// The attempts at `problems`, in their order.
    RowSet read(UUID run, RowSet problems) {
        Map<String, Row.Subject> subjects = new LinkedHashMap<>();
        problems.rows().forEach(row -> subjects.put(row.subject().item(), row.subject()));
        Map<FramePath, List<JournalEntry>> frames = new LinkedHashMap<>();
        for (JournalEntry entry : store.entries(run)) {
            FramePath path = entry.frame();
            if (path != null && path.isRoot()) {
                frames.computeIfAbsent(path, _ -> new ArrayList<>()).add(entry);
            }
        }
        Map<String, List<Row>> byItem = new LinkedHashMap<>();
        subjects.keySet().forEach(item -> byItem.put(item, new ArrayList<>()));
        frames.forEach((path, entries) -> {
            String item = path.text().replace("%2F", "/").replace("%25", "%");
            List<Row> rows = byItem.get(ProblemRows.problem(item));
            Row.Subject subject = subjects.get(ProblemRows.problem(item));
            if (rows != null && subject != null) {
                rows.add(row(subject, ProblemRows.sample(item), path, entries));
            }
        });
        List<Row> all = new ArrayList<>();
        byItem.values().forEach(rows -> {
            rows.sort(java.util.Comparator.comparingInt(Row::sample));
            all.addAll(Votes.counted(rows));
        });
        return problems.with(all);
    }

    private Row row(Row.Subject subject, int sample, FramePath path, List<JournalEntry> entries) {
        Replay replay = Replay.of(machine, loop, path, entries, grader);
        List<Row.Reply> replies = new ArrayList<>();
        List<Row.Message> messages = List.of();
        List<String> texts = new ArrayList<>();
        Completion last = null;
        int tokens = 0;
        String answer = loop.answer().map(SlotSpec::name).orElse("");
        for (Replay.Step step : replay.steps()) {
            Value written = step.writes().get(answer);
            if (written != null) {
                texts.add(written.text());
            }
            Row.Outcome outcome = subject.gold() == null
                    ? Row.Outcome.UNKNOWN
                    : Outcomes.of(step, written != null, texts.size(), replay);
            for (int i = 0; i < step.completions().size(); i++) {
                last = step.completions().get(i);
                tokens += last.ids().size();
                Row.Reply reply = reply(step, i, outcome);
                replies.add(reply);
                messages = conversation(reply);
            }
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        answers(facts, texts, replay.grades());
        facts.put("tokens", tokens);
        if (last != null) {
            facts.put("length", last.ids().size());
            facts.put("log_prob", last.logProb() == null ? 0.0 : last.logProb().sum());
            facts.put("entropy", mean(last));
            facts.put("truncated", last.finish() == Completion.Finish.LENGTH);
        }
        return new Row(subject, sample, replies, messages, null, 1, facts);
    }

    private static double mean(Completion completion) {
        int size = completion.entropy() == null ? 0 : completion.entropy().size();
        return completion.entropy() == null || size == 0
                ? 0
                : completion.entropy().sum() / size;
    }

    private static void answers(Map<String, Object> facts, List<String> texts, Map<Integer, Grade> grades) {
        List<String> answers = new ArrayList<>();
        List<Boolean> rights = new ArrayList<>();
        for (int turn = 0; turn < texts.size(); turn++) {
            Grade grade = grades.get(turn);
            String extracted = grade == null ? texts.get(turn) : grade.extracted();
            answers.add(extracted == null ? "" : extracted);
            rights.add(grade != null && grade.correct());
        }
        facts.put("turns", texts.size());
        facts.put("texts", texts);
        facts.put("answers", answers);
        facts.put("rights", rights);
        facts.put("text", texts.isEmpty() ? "" : texts.getLast());
        facts.put("answer", answers.isEmpty() ? "" : answers.getLast());
        facts.put("parsed", !answers.isEmpty() && !answers.getLast().isEmpty());
        facts.put("right", !rights.isEmpty() && rights.getLast());
        facts.put("first_right", !rights.isEmpty() && rights.getFirst());
    }

    /// A completion that goes on with a prefill is the whole turn here: a model that learns it begins it by itself.
    private static Row.Reply reply(Replay.Step step, int index, Row.Outcome outcome) {
        Prompt prompt = step.prompts().get(index);
        String text = step.completions().get(index).text();
        List<Row.Message> messages = messages(prompt);
        return prompt.form() == Prompt.Form.CONTINUE
                ? new Row.Reply(
                        step.node(),
                        messages.subList(0, messages.size() - 1),
                        messages.getLast().text() + text,
                        outcome)
                : new Row.Reply(step.node(), messages, text, outcome);
    }

    private static List<Row.Message> messages(Prompt prompt) {
        return prompt.messages().stream()
                .map(message -> new Row.Message(message.role(), message.text(), false))
                .toList();
    }

    /// A reply after its prompt, of which only the reply is learned.
    static List<Row.Message> conversation(Row.Reply reply) {
        List<Row.Message> all = new ArrayList<>(reply.prompt());
        all.add(new Row.Message("assistant", reply.text(), true));
        return all;
    }
}
