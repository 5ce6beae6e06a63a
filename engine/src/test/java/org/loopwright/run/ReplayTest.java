package org.loopwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.store.RunStore;
import org.loopwright.testing.InMemoryRunStore;

class ReplayTest {
    private final RunStore store = new InMemoryRunStore();
    private final LoopSpec loop = TestRuns.loop(TestRuns.SELF_CHECK);
    private final LoopMachine machine =
            new LoopMachine(NodeKinds.installed(), new Language(new JinjaTemplates(), new CelConditions()));
    private List<List<JournalEntry>> frames = List.of();

    @BeforeEach
    void runSomeItems() throws InterruptedException {
        RunPlan plan = TestRuns.plan(TestRuns.SELF_CHECK, TestRuns.student(), 20, Budget.UNLIMITED, 4);
        RunHandle run = TestRuns.start(store, plan, RunListener.NONE);
        run.await();
        frames = plan.dataset().items().stream()
                .map(item -> store.entries(run.id(), FramePath.ofItem(item.id())))
                .toList();
    }

    @Test
    void everyJournaledFrameFollowsFromItsLoop() {
        assertThat(frames).hasSize(20).allSatisfy(entries -> {
            Replay replay = replay(loop, entries);
            assertThat(replay.difference()).isNull();
            assertThat(replay.end()).isNotNull();
            assertThat(replay.steps().getLast().node()).isEqualTo("done");
        });
    }

    @Test
    void promptsAreThoseThatWereAsked() {
        Replay replay = replay(loop, revised());
        Replay.Step revise = replay.steps().stream()
                .filter(step -> step.node().equals("revise"))
                .findFirst()
                .orElseThrow();
        assertThat(revise.prompts().getFirst().messages())
                .extracting(message -> message.role() + ": " + message.text())
                .endsWith("user: check", "assistant: steps: no", "user: revise");
        assertThat(replay.grades()).containsOnlyKeys(0, 1);
        assertThat(replay.grades().get(1)).isNotNull();
    }

    @Test
    void aLoopThatWouldDecideOtherwiseIsFoundOutAtTheFirstDifference() {
        LoopSpec contrary =
                TestRuns.loop(TestRuns.SELF_CHECK.replace("when: \"verdict.accept\"", "when: \"!verdict.accept\""));
        Replay replay = replay(contrary, revised());
        assertThat(replay.difference()).contains("node gate").contains("revise").contains("accept");
        assertThat(replay.steps().getLast().node()).isEqualTo("check");
    }

    @Test
    void aFrameThatIsStillOpenReplaysAsFarAsItGot() {
        List<JournalEntry> entries = revised();
        List<JournalEntry> begun = new ArrayList<>();
        for (JournalEntry entry : entries) {
            begun.add(entry);
            if (entry.event() instanceof Event.Moved moved && moved.node().equals("gate")) {
                break;
            }
        }
        Replay replay = replay(loop, begun);
        assertThat(replay.difference()).isNull();
        assertThat(replay.end()).isNull();
        assertThat(replay.steps()).extracting(Replay.Step::node).containsExactly("draft", "check", "gate");
    }

    private List<JournalEntry> revised() {
        return frames.stream()
                .filter(entries -> entries.stream().anyMatch(ReplayTest::isRevision))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isRevision(JournalEntry entry) {
        return entry.event() instanceof Event.Moved moved && moved.node().equals("revise");
    }

    private Replay replay(LoopSpec with, List<JournalEntry> entries) {
        FramePath path = Objects.requireNonNull(entries.getFirst().frame());
        return Replay.of(machine, with, path, entries, "exact");
    }
}
