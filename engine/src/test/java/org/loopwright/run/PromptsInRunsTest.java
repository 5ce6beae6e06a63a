package org.loopwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.measure.ItemTurn;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Dataset;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;
import org.loopwright.task.Split;
import org.loopwright.testing.InMemoryRunStore;
import org.loopwright.testing.ScriptedLanguageModel;
import org.loopwright.tool.Tools;
import org.loopwright.tool.dataset.DatasetTool;

/// Prompts as runs make them: too long ones, examples, conversations, thinking, and a prefill.
@Timeout(60)
class PromptsInRunsTest {
    private static final Language LANGUAGE = new Language(new JinjaTemplates(), new CelConditions());

    /// Draft, then a second answer whose node has more settings.
    private static final String TWICE = """
            loopwright: 1
            name: twice
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
            start: draft
            nodes:
              draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: again}}
              again: {kind: generate, model: student, SETTINGS, writes: answer, exits: {next: done}}
              done: {kind: stop, returns: answer}
            """;

    private final RunStore store = new InMemoryRunStore();
    private final Queue<Prompt> asked = new ConcurrentLinkedQueue<>();
    private Split split = Split.FEW_SHOT;

    private ScriptedLanguageModel model(String answer) {
        return ScriptedLanguageModel.named("student", (prompt, _) -> {
            asked.add(prompt);
            return answer;
        });
    }

    private UUID run(String settings, ScriptedLanguageModel model, int items) throws InterruptedException {
        RunPlan plan = TestRuns.plan(TWICE.replace("SETTINGS", settings), model, items, Budget.UNLIMITED, 1);
        NodeKinds kinds = NodeKinds.installed();
        Runner runner = new Runner(store, new LoopMachine(kinds, LANGUAGE), kinds, Clock.systemUTC(), "test")
                .withTools(new Tools(List.of(new DatasetTool(this::shots, LANGUAGE.templates()))));
        RunHandle run = runner.start(UUID.randomUUID(), plan, RunHeader.Kind.MAIN, RunListener.NONE);
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        assertReplays(run.id(), plan, items);
        return run.id();
    }

    /// What the journal says follows from the loop.
    private void assertReplays(UUID run, RunPlan plan, int items) {
        for (int i = 1; i <= items; i++) {
            FramePath path = FramePath.ofItem("item-" + i);
            Replay replay = Replay.of(
                    new LoopMachine(NodeKinds.installed(), LANGUAGE),
                    List.of(plan.loop()),
                    path,
                    store.entries(run, path),
                    "exact");
            assertThat(replay.difference()).isNull();
        }
    }

    private Dataset shots(String name) {
        List<Item> items = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            items.add(new Item("s" + i, "shot-" + i, "s" + i, Map.of("question", "q" + i), "a" + i));
        }
        return new Dataset(name, split, "hash", items);
    }

    private List<Completion> completions(UUID run) {
        return store.entries(run).stream()
                .map(JournalEntry::event)
                .filter(Event.Generated.class::isInstance)
                .flatMap(event -> ((Event.Generated) event).completions().stream())
                .toList();
    }

    private List<Event.FrameClosed> closed(UUID run) {
        return store.entries(run).stream()
                .map(JournalEntry::event)
                .filter(Event.FrameClosed.class::isInstance)
                .map(Event.FrameClosed.class::cast)
                .toList();
    }

    private static final String LONG = "prompt: [{system: SYS}, {user: \"" + "x".repeat(300)
            + "\"}, {assistant: ok}, {user: go}]," + " sampling: {max-tokens: 20}";

    @Test
    void aPromptThatIsTooLongFailsItsItemAndTheRunGoesOn() throws InterruptedException {
        UUID run = run(LONG, model("4").withContextLength(100), 2);

        assertThat(closed(run)).hasSize(2).allSatisfy(frame -> {
            assertThat(frame.outcome()).isEqualTo(Frame.Outcome.FAILED);
            assertThat(frame.reason()).contains("node again", "316 tokens", "holds 100", "shorten");
        });
    }

    @Test
    void truncateLeftDropsTheOldestTokensAndCountsThem() throws InterruptedException {
        UUID run = run(LONG + ", too-long: truncate-left", model("4").withContextLength(100), 1);

        Completion second = completions(run).getLast();
        assertThat(closed(run).getFirst().outcome()).isEqualTo(Frame.Outcome.STOPPED);
        assertThat(second.promptIds().size()).as("room for 20 tokens is left").isEqualTo(80);
        assertThat(second.droppedPromptTokens()).isEqualTo(236);
        assertThat(completions(run).getFirst().droppedPromptTokens()).isZero();
        assertThat(asked.stream().toList().getLast().toString()).contains("SYS").endsWith("xokgo");
        RunSummary summary = store.run(run).orElseThrow();
        assertThat(summary.prompts()).isEqualTo(new RunSummary.Prompts(1, 236, 0));
    }

    @Test
    void truncateLeftLeavesAPromptAloneThatFits() throws InterruptedException {
        UUID run = run(LONG + ", too-long: truncate-left", model("4"), 1);

        assertThat(completions(run))
                .allSatisfy(c -> assertThat(c.droppedPromptTokens()).isZero());
        assertThat(asked.stream().toList().getLast().form()).isEqualTo(Prompt.Form.ANSWER);
    }

    @Test
    void stopEndsTheItemWithTheAnswerSoFar() throws InterruptedException {
        UUID run = run(LONG + ", too-long: stop", model("2").withContextLength(100), 1);

        Event.FrameClosed closed = closed(run).getFirst();
        assertThat(closed.outcome()).isEqualTo(Frame.Outcome.STOPPED);
        assertThat(closed.returns()).isEqualTo("answer");
        assertThat(closed.reason()).contains("node again", "316 tokens", "too-long: stop");
        assertThat(store.itemTurns(run, "exact")).extracting(ItemTurn::correct).containsExactly(true);
        assertThat(store.run(run).orElseThrow().prompts()).isEqualTo(new RunSummary.Prompts(0, 0, 1));
    }

    @Test
    void stopWithoutAnAnswerFails() throws InterruptedException {
        String text = TWICE.replace("prompt: [{user: \"{{ question }}\"}], writes", LONG + ", too-long: stop, writes")
                .replace("SETTINGS", LONG);
        RunHandle run = TestRuns.start(
                store,
                TestRuns.plan(text, model("2").withContextLength(100), 1, Budget.UNLIMITED, 1),
                RunListener.NONE);
        run.await();

        assertThat(closed(run.id()).getFirst().outcome()).isEqualTo(Frame.Outcome.FAILED);
    }

    @Test
    void examplesComeFromTheFewShotSplitAndCarryItsLabel() throws InterruptedException {
        UUID run = run(
                "prompt: [{user: \"{{ question }}\"}], few-shot: {dataset: shots, k: 2, order-seed: 3}", model("4"), 2);

        assertThat(asked.stream().toList().getLast().messages())
                .extracting(Prompt.Message::role)
                .containsExactly("user", "assistant", "user", "assistant", "user");
        assertThat(asked.stream().toList().getLast().toString()).contains("user: q1\nassistant: a1", "user: q2");
        assertThat(store.run(run).orElseThrow().provenance()).contains("label(shots,few-shot)");
    }

    @Test
    void examplesOfAnotherSplitAreRefused() throws InterruptedException {
        split = Split.TEST;
        UUID run = run("prompt: [{user: \"{{ question }}\"}], few-shot: {dataset: shots, k: 2}", model("4"), 1);

        assertThat(closed(run).getFirst().outcome()).isEqualTo(Frame.Outcome.FAILED);
        assertThat(closed(run).getFirst().reason()).contains("is of split test", "few-shot alone");
    }

    @Test
    void theSameConversationGoesOnWithWhatWasAskedAndAnswered() throws InterruptedException {
        run("prompt: [{user: \"Sure?\"}], conversation: same", model("4"), 1);

        assertThat(asked.stream().toList().getLast().toString()).isEqualTo("user: 1\nassistant: 4\nuser: Sure?");
        assertThat(asked.stream().toList().getLast().messages().get(1).completionIds())
                .as("the answer keeps its tokens")
                .isNotNull();
    }

    @Test
    void aFreshConversationSeesItsOwnMessagesAlone() throws InterruptedException {
        run("prompt: [{user: \"Sure?\"}]", model("4"), 1);

        assertThat(asked.stream().toList().getLast().toString()).isEqualTo("user: Sure?");
    }

    @Test
    void theModelGoesOnWithAPrefillAndTheSlotHoldsWhatItWrote() throws InterruptedException {
        UUID run = run("prompt: [{user: \"{{ question }}\"}, {prefill: \"It is\"}]", model("2"), 1);

        assertThat(asked.stream().toList().getLast().form()).isEqualTo(Prompt.Form.CONTINUE);
        assertThat(store.itemTurns(run, "exact").getLast().extracted()).isEqualTo("2");
    }

    @Test
    void answersAreGradedOutsideOfThinkingAndTheTraceKeepsAll() throws InterruptedException {
        UUID run = run("prompt: [{user: \"{{ answer }}\"}], thinking: strip", model("<think>1 and 1</think>\n2"), 1);

        Grade grade = store.entries(run).stream()
                .map(JournalEntry::event)
                .filter(Event.Graded.class::isInstance)
                .map(event -> ((Event.Graded) event).grade())
                .findFirst()
                .orElseThrow();
        assertThat(grade.correct()).isTrue();
        assertThat(grade.extractor()).endsWith(" outside thinking");
        assertThat(Objects.requireNonNull(asked.stream().toList().getLast()).toString())
                .isEqualTo("user: 2");
        assertThat(completions(run).getFirst().text()).contains("<think>1 and 1</think>");
    }
}
