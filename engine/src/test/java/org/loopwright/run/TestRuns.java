package org.loopwright.run;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.model.Completion;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.store.RunStore;
import org.loopwright.task.Dataset;
import org.loopwright.task.Graders;
import org.loopwright.task.Item;
import org.loopwright.task.Split;
import org.loopwright.testing.ScriptedLanguageModel;

/// Small loops, datasets and models for tests of the runner.
final class TestRuns {
    /// Draft, check, revise where the check says so; at most one revision.
    static final String SELF_CHECK = """
            loopwright: 1
            name: self-check
            level: item
            params: {revisions: 1}
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
              check: {type: Text}
              verdict: {type: Verdict}
            start: draft
            nodes:
              draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: check}}
              check:
                kind: self-verify
                model: student
                max-visits: params.revisions
                prompt: [{user: "{{ question }}"}, {assistant: "{{ answer }}"}, {user: check}]
                accept: "yes"
                reject: "no"
                writes: verdict
                writes-text: check
                exits: {next: gate, capped: done}
              gate:
                kind: branch
                cases: [{when: "verdict.accept", exit: accept}, {exit: revise}]
                exits: {accept: done, revise: revise}
              revise:
                kind: refine
                model: student
                prompt: [{user: "{{ question }}"}, {assistant: "{{ answer }}"}, {user: check}, {assistant: "{{ check }}"}, {user: revise}]
                writes: answer
                exits: {next: check}
              done: {kind: stop, returns: answer}
            """;

    private TestRuns() {}

    /// Doubles the number in the question, but the draft is right only for even seeds; checks and
    /// revises correctly.
    static ScriptedLanguageModel student() {
        return ScriptedLanguageModel.named("student", TestRuns::answer);
    }

    private static String answer(Prompt prompt, long seed) {
        String last = prompt.messages().getLast().text();
        String gold = gold(prompt.messages().getFirst().text());
        return switch (last) {
            case "check" -> prompt.messages().get(1).text().equals(gold) ? "steps: yes" : "steps: no";
            case "revise" -> gold;
            default -> seed % 2 == 0 ? gold : "0";
        };
    }

    private static String gold(String question) {
        return Integer.toString(2 * Integer.parseInt(question));
    }

    static Dataset dataset(int items) {
        List<Item> list = new ArrayList<>();
        for (int i = 1; i <= items; i++) {
            String question = Integer.toString(i);
            list.add(new Item("item-" + i, "hash-" + i, "item-" + i, Map.of("question", question), gold(question)));
        }
        return new Dataset("doubling", Split.DEV, "dataset-hash", list);
    }

    static LoopSpec loop(String text) {
        return Objects.requireNonNull(LoopYaml.read(text).loop());
    }

    static RunPlan plan(String text, LanguageModel student, int items, Budget budget, int parallelism) {
        return plan(Map.of("main.loop.yaml", text), student, items, budget, parallelism);
    }

    static RunPlan plan(Map<String, String> texts, LanguageModel student, int items, Budget budget, int parallelism) {
        Map<String, LoopSpec> loops = new LinkedHashMap<>();
        texts.forEach((file, text) -> loops.put(file, loop(text)));
        return new RunPlan(
                "main.loop.yaml",
                loops,
                texts,
                Map.of("student", student),
                dataset(items),
                Graders.named("exact"),
                7,
                budget,
                parallelism);
    }

    static Runner runner(RunStore store) {
        NodeKinds kinds = NodeKinds.installed();
        LoopMachine machine = new LoopMachine(kinds, new Language(new JinjaTemplates(), new CelConditions()));
        return new Runner(store, machine, kinds, Clock.systemUTC(), "test");
    }

    static RunHandle start(RunStore store, RunPlan plan, RunListener listener) {
        return runner(store).start(UUID.randomUUID(), plan, RunHeader.Kind.MAIN, listener);
    }

    /// The events of each frame in their order, without what may differ between two executions of one run.
    static Map<FramePath, List<Event>> eventsByFrame(List<JournalEntry> entries) {
        Map<FramePath, List<Event>> frames = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            FramePath path = entry.frame();
            if (path != null) {
                frames.computeIfAbsent(path, _ -> new ArrayList<>()).add(withoutTimes(entry.event()));
            }
        }
        return frames;
    }

    private static Event withoutTimes(Event event) {
        return event instanceof Event.Generated generated
                ? new Event.Generated(
                        generated.node(),
                        generated.visit(),
                        generated.role(),
                        generated.modelHash(),
                        generated.uses(),
                        generated.completions().stream()
                                .map(TestRuns::withoutTimes)
                                .toList())
                : event;
    }

    private static Completion withoutTimes(Completion c) {
        return new Completion(
                c.text(), c.promptIds(), c.ids(), c.logProb(), c.samplerLogProb(), c.entropy(), c.finish(), 0, 0);
    }
}
