package org.loopwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.loopwright.find.FindPage;
import org.loopwright.find.FindRequest;
import org.loopwright.find.Query;
import org.loopwright.find.QueryParser;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Content.Judgement;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Source;
import org.loopwright.measure.Brands;
import org.loopwright.measure.ItemTurn;
import org.loopwright.model.ModelUsage;
import org.loopwright.task.Grade;
import org.loopwright.testing.InMemoryRunStore;
import org.loopwright.testing.JournalScript;

/// What every [RunStore] does, the fake and the real ones alike.
public abstract class RunStoreContract {
    private RunStore store;

    /// A new, empty store.
    protected abstract RunStore openStore();

    @BeforeEach
    void openEmptyStore() {
        store = openStore();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void givesBackWhatWasAppendedInOrder() {
        JournalScript script = twoItems();
        store.append(script.run(), script.entries().subList(0, 5));
        store.append(script.run(), script.entries().subList(5, script.entries().size()));
        assertThat(store.entries(script.run())).isEqualTo(script.entries());
        assertThat(store.entries(UUID.randomUUID())).isEmpty();
        assertThat(store.run(UUID.randomUUID())).isEmpty();
        assertThat(store.itemTurns(UUID.randomUUID(), "exact")).isEmpty();
    }

    @Test
    void appendsWholeRunsTogether() {
        JournalScript one = twoItems();
        JournalScript other = JournalScript.large(UUID.randomUUID(), 200);
        store.appendAll(Map.of(one.run(), one.entries(), other.run(), other.entries()));
        assertThat(store.entries(one.run())).isEqualTo(one.entries());
        assertThat(store.entries(other.run())).isEqualTo(other.entries());
        assertThat(store.itemTurns(other.run(), JournalScript.GRADER)).hasSize(400);
        assertThat(store.run(other.run()).orElseThrow().itemsDone()).isEqualTo(200);
    }

    @Test
    void keepsNoneOfSeveralRunsWhenOneIsRefused() {
        JournalScript known = twoItems();
        store.append(known.run(), known.entries());
        Map<UUID, List<JournalEntry>> runs = new LinkedHashMap<>();
        JournalScript fresh = twoItems();
        runs.put(fresh.run(), fresh.entries());
        runs.put(known.run(), known.entries());
        assertThatThrownBy(() -> store.appendAll(runs))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.CONFLICT));
        assertThat(store.entries(fresh.run())).isEmpty();
        assertThat(store.run(fresh.run())).isEmpty();
        assertThat(store.runs()).hasSize(1);
    }

    @Test
    void appendingNothingChangesNothing() {
        store.append(UUID.randomUUID(), List.of());
        assertThat(store.runs()).isEmpty();
    }

    @Test
    void givesAFrameWithItsNestedFramesOnly() {
        JournalScript script = JournalScript.of("a", "ab", "a/b", "a%2");
        FramePath a = FramePath.ofItem("a");
        script.open("a").open("ab").open("a/b").open("a%2").open(a.child("search", 1, 0), a, "a");
        store.append(script.run(), script.entries());
        assertThat(store.entries(script.run(), a))
                .extracting(entry -> String.valueOf(entry.frame()))
                .containsExactly("a", "a/search#1.0");
        assertThat(store.entries(script.run(), a.child("search", 1, 0))).hasSize(1);
        assertThat(store.entries(script.run(), FramePath.ofItem("a/b"))).hasSize(1);
        assertThat(store.entries(script.run(), FramePath.ofItem("none"))).isEmpty();
    }

    @Test
    void refusesASeqThatIsTakenAndKeepsNothingOfThatGroup() {
        JournalScript script = twoItems();
        store.append(script.run(), script.entries());
        List<JournalEntry> last = script.entries()
                .subList(script.entries().size() - 1, script.entries().size());
        assertThatThrownBy(() -> store.append(script.run(), last))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.CONFLICT))
                .hasMessageContaining(script.run().toString());
        assertThat(store.entries(script.run())).isEqualTo(script.entries());
    }

    @Test
    void refusesGapsAndRunsThatBeginInTheMiddle() {
        JournalScript script = twoItems();
        List<JournalEntry> entries = script.entries();
        assertThatThrownBy(() -> store.append(script.run(), entries.subList(1, 3)))
                .isInstanceOf(IllegalArgumentException.class);
        store.append(script.run(), entries.subList(0, 2));
        assertThatThrownBy(() -> store.append(script.run(), entries.subList(3, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seq 3 comes where 2 belongs");
        assertThat(store.entries(script.run())).isEqualTo(entries.subList(0, 2));
    }

    @Test
    void derivesTurnsWithGradesVerdictsAndTokens() {
        JournalScript script = twoItems();
        script.entries().forEach(entry -> store.append(script.run(), List.of(entry)));
        List<ItemTurn> turns = store.itemTurns(script.run(), JournalScript.GRADER);
        assertThat(turns)
                .containsExactly(
                        // Prompts have 10 tokens, completions one a character: "wrong", "vv", then "right".
                        turn("b", 0, Grade.Status.PARSED, false, "wrong", Judgement.REJECT, 20, 7),
                        turn("b", 1, Grade.Status.PARSED, true, "right", Judgement.ACCEPT, 40, 14),
                        turn("a", 0, Grade.Status.PARSED, true, "right", Judgement.ACCEPT, 20, 7));
        assertThat(store.itemTurns(script.run(), "another")).isEmpty();
    }

    @Test
    void aRegradeReplacesTheGrade() {
        JournalScript script = twoItems();
        Grade wrong = JournalScript.grade("other");
        script.add(FramePath.ofItem("a"), new Event.Graded("draft", 0, JournalScript.GRADER, wrong));
        script.add(FramePath.ofItem("a"), new Event.Graded("draft", 0, "strict", JournalScript.grade("?")));
        store.append(script.run(), script.entries());
        assertThat(store.itemTurns(script.run(), JournalScript.GRADER))
                .extracting(ItemTurn::correct)
                .containsExactly(false, true, false);
        assertThat(store.itemTurns(script.run(), "strict"))
                .extracting(ItemTurn::status)
                .containsExactly(Grade.Status.UNPARSED);
    }

    @Test
    void anItemThatFailedUngradedCountsAsUnparsed() {
        JournalScript script = JournalScript.of("a", "b");
        script.open("a").answer("a", "draft", "right").close("a").open("b");
        FramePath b = FramePath.ofItem("b");
        script.generate(b, "draft", "abc");
        script.add(b, new Event.FrameClosed(Frame.Outcome.FAILED, "slot draft is empty", null));
        store.append(script.run(), script.entries());
        assertThat(store.itemTurns(script.run(), JournalScript.GRADER))
                .containsExactly(
                        turn("a", 0, Grade.Status.PARSED, true, "right", null, 10, 5),
                        turn("b", 0, Grade.Status.UNPARSED, false, null, null, 10, 3));
        assertThat(store.itemTurns(script.run(), "never-used")).isEmpty();
        assertThat(summary(script).itemsFailed()).isEqualTo(1);
    }

    @Test
    void openItemsHaveNoTurnsYet() {
        JournalScript script = JournalScript.of("a");
        script.open("a").answer("a", "draft", "right");
        store.append(script.run(), script.entries());
        assertThat(store.itemTurns(script.run(), JournalScript.GRADER)).isEmpty();
        assertThat(summary(script).itemsDone()).isZero();
    }

    @Test
    void sumsARunUp() {
        JournalScript script = twoItems();
        script.add(null, new Event.Paused("me"));
        store.append(script.run(), script.entries());
        assertThat(summary(script).status()).isEqualTo(RunSummary.Status.PAUSED);
        int before = script.entries().size();
        script.add(null, new Event.Resumed("me")).add(null, new Event.RunFinished(5_000, 6_000));
        store.append(script.run(), script.entries().subList(before, before + 2));
        RunSummary summary = summary(script);
        assertThat(summary.header()).isEqualTo(script.header());
        assertThat(summary.status()).isEqualTo(RunSummary.Status.FINISHED);
        assertThat(summary.startedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(summary.endedAt()).isEqualTo(script.entries().getLast().at());
        assertThat(summary.itemsDone()).isEqualTo(2);
        assertThat(summary.itemsFailed()).isZero();
        assertThat(summary.usage()).isEqualTo(new ModelUsage(60, 24, 21, 6_000));
        assertThat(summary.wallNanos()).isEqualTo(5_000);
        assertThat(summary.brands()).isEmpty();
        assertThat(summary.provenance()).containsExactlyInAnyOrder("intrinsic");
    }

    @Test
    void readsTheStatusOffTheJournal() {
        JournalScript script = JournalScript.of("a");
        script.add(null, new Event.BudgetHit("tokens", 9));
        store.append(script.run(), script.entries());
        assertThat(summary(script).status()).isEqualTo(RunSummary.Status.OUT_OF_BUDGET);
        script.add(null, new Event.Resumed("me"));
        store.append(script.run(), script.entries().subList(2, 3));
        assertThat(summary(script).status()).isEqualTo(RunSummary.Status.RUNNING);
        script.add(null, new Event.Cancelled("me"));
        store.append(script.run(), script.entries().subList(3, 4));
        assertThat(summary(script).status()).isEqualTo(RunSummary.Status.CANCELLED);
    }

    @Test
    void brandsARunByWhatItDid() {
        JournalScript script = JournalScript.of("a");
        script.open("a").answer("a", "draft", "wrong", Source.Plain.INTRINSIC, new Source.Tool("python"));
        store.append(script.run(), script.entries());
        assertThat(summary(script).brands()).isEmpty();
        int before = script.entries().size();
        script.verdict("a", Judgement.REJECT, Source.Plain.ORACLE).close("a");
        store.append(
                script.run(), script.entries().subList(before, script.entries().size()));
        assertThat(summary(script).brands()).isEqualTo(Set.of(Brands.ORACLE_AT_INFERENCE));
        assertThat(summary(script).provenance()).isEqualTo(Set.of("intrinsic", "tool(python)"));
    }

    @Test
    void countsExitsOfRootFrames() {
        JournalScript script = twoItems();
        FramePath a = FramePath.ofItem("a");
        script.add(a.child("n", 1, 0), new Event.Moved("inner", 1, "next", "x", Set.of()));
        store.append(script.run(), script.entries());
        assertThat(store.exitCounts(script.run()))
                .containsExactly(
                        new RunStore.ExitCount("draft", "next", "verify", 2),
                        new RunStore.ExitCount("refine", "next", "verify", 1),
                        new RunStore.ExitCount("verify", "accept", "refine", 2),
                        new RunStore.ExitCount("verify", "improve", "refine", 1));
    }

    @Test
    void rebuildingGivesTheSame() {
        JournalScript script = twoItems();
        script.add(null, new Event.RunFinished(5_000, 6_000));
        script.entries().forEach(entry -> store.append(script.run(), List.of(entry)));
        RunSummary summary = summary(script);
        List<ItemTurn> turns = store.itemTurns(script.run(), JournalScript.GRADER);
        List<RunStore.ExitCount> exits = store.exitCounts(script.run());
        store.rebuild(script.run());
        assertThat(summary(script)).isEqualTo(summary);
        assertThat(store.itemTurns(script.run(), JournalScript.GRADER)).isEqualTo(turns);
        assertThat(store.exitCounts(script.run())).isEqualTo(exits);
    }

    @Test
    void findsWhatTheQueryMeansOnRandomRuns() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        JournalScript script = randomRun(random, 40);
        store.append(script.run(), script.entries());
        store.annotate(tag(script, "i3", "odd"));
        InMemoryRunStore direct = new InMemoryRunStore();
        direct.append(script.run(), script.entries());
        direct.annotate(tag(script, "i3", "odd"));
        for (int i = 0; i < 150; i++) {
            String text = randomQuery(random, 2);
            Query.Measure sort = random.nextBoolean()
                    ? null
                    : List.copyOf(EnumSet.allOf(Query.Measure.class)).get(random.nextInt(5));
            FindRequest request = new FindRequest(QueryParser.parse(text), sort, random.nextInt(5), 7);
            assertThat(store.find(script.run(), request))
                    .as("seed %d, query %s, sort %s", seed, text, sort)
                    .isEqualTo(direct.find(script.run(), request));
        }
    }

    @Test
    void findsByEachKindOfFilter() {
        JournalScript script = twoItems(); // b was fixed, a was right at once
        store.append(script.run(), script.entries());
        store.annotate(tag(script, "a", "odd one"));
        assertFinds(script, "", "b", "a");
        assertFinds(script, "fixed", "b");
        assertFinds(script, "broken");
        assertFinds(script, "right->right", "a");
        assertFinds(script, "wrong->right@1", "b");
        assertFinds(script, "exit:improve", "b");
        assertFinds(script, "node:refine and turns=2", "b");
        assertFinds(script, "status:stopped not answer:wrong", "a");
        assertFinds(script, "tag:\"odd one\"", "a");
        assertFinds(script, "item:b or tag:none", "b");
        assertFinds(script, "WRONG", "b");
        assertFinds(script, "\"how much is a\"", "a");
        assertFinds(script, "\"much how\"");
        assertFinds(script, "entropy>0");
        assertFinds(script, "logprob=-0.25 length>=5", "b", "a");
        assertThat(store.find(UUID.randomUUID(), FindRequest.first(new Query.All(), 5)))
                .isEqualTo(new FindPage(0, List.of()));
    }

    @Test
    void keepsAnnotationsAndViews() {
        JournalScript script = twoItems();
        store.append(script.run(), script.entries());
        Annotation tag = tag(script, "a", "odd");
        Annotation note = new Annotation(
                UUID.randomUUID(),
                script.run(),
                "b",
                new Annotation.Span(3, 0, 1, 4),
                "me",
                Annotation.Kind.NOTE,
                "why?",
                tag.at().plusSeconds(1));
        store.annotate(note);
        store.annotate(tag);
        store.rebuild(script.run());
        assertThat(store.annotations(script.run())).containsExactly(tag, note);
        store.removeAnnotation(tag.id());
        store.removeAnnotation(tag.id());
        assertThat(store.annotations(script.run())).containsExactly(note);
        store.saveView("harmed", "right->wrong");
        store.saveView("harmed", "broken");
        store.saveView("all", "");
        store.removeView("all");
        store.removeView("all");
        assertThat(store.views()).isEqualTo(Map.of("harmed", "broken"));
    }

    private void assertFinds(JournalScript script, String query, String... items) {
        FindPage page = store.find(script.run(), FindRequest.first(QueryParser.parse(query), 10));
        assertThat(page.items()).as(query).containsExactly(items);
        assertThat(page.total()).as(query).isEqualTo(items.length);
    }

    private static Annotation tag(JournalScript script, String item, String name) {
        Instant at = Instant.parse("2026-01-02T00:00:00Z");
        return new Annotation(UUID.randomUUID(), script.run(), item, null, "me", Annotation.Kind.TAG, name, at);
    }

    private static JournalScript randomRun(Random random, int items) {
        List<String> words = List.of("right", "wrong", "?", "wrong again", "not right");
        String[] ids = IntStream.range(0, items).mapToObj(i -> "i" + i).toArray(String[]::new);
        JournalScript script = JournalScript.of(ids);
        for (String id : ids) {
            script.open(id);
            for (int turn = random.nextInt(4); turn >= 0; turn--) {
                script.answer(id, turn == 0 ? "draft" : "refine", words.get(random.nextInt(words.size())));
                if (random.nextBoolean()) {
                    script.verdict(id, random.nextBoolean() ? Judgement.ACCEPT : Judgement.REJECT);
                }
            }
            if (random.nextInt(5) > 0) {
                script.close(id);
            }
        }
        return script;
    }

    private static String randomQuery(Random random, int depth) {
        if (depth > 0 && random.nextInt(4) > 0) {
            String left = randomQuery(random, depth - 1);
            String right = randomQuery(random, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> "(" + left + " and " + right + ")";
                case 1 -> "(" + left + " or " + right + ")";
                default -> "not (" + left + ") " + right;
            };
        }
        List<String> filters = List.of(
                "fixed",
                "broken",
                "fixed@2",
                "wrong->unparsed",
                "right->right@1",
                "status:unparsed",
                "status:stopped",
                "outcome:right",
                "node:refine",
                "exit:accept",
                "answer:\"wrong again\"",
                "tag:odd",
                "item:i7",
                "turns<3",
                "length>" + random.nextInt(12),
                "tokens<=" + random.nextInt(30),
                "entropy=-0.25",
                "logprob<0",
                "again",
                "\"not right\"",
                "i5");
        return filters.get(random.nextInt(filters.size()));
    }

    @Test
    void anInterruptDoesNotHarmTheStore() {
        JournalScript script = twoItems();
        Thread.currentThread().interrupt();
        store.append(script.run(), script.entries());
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(store.entries(script.run())).isEqualTo(script.entries());
    }

    @Test
    void closingTwiceDoesNoHarm() {
        store.close();
        store.close();
    }

    @Test
    void listsTheLatestRunFirst() {
        JournalScript early = JournalScript.of("a");
        JournalScript late = JournalScript.of("a");
        JournalEntry first = late.entries().getFirst();
        store.append(
                late.run(), List.of(new JournalEntry(0, null, -1, first.at().plusSeconds(60), first.event())));
        store.append(early.run(), early.entries());
        assertThat(store.runs()).extracting(run -> run.header().id()).containsExactly(late.run(), early.run());
    }

    private RunSummary summary(JournalScript script) {
        return store.run(script.run()).orElseThrow();
    }

    /// Items `b` (rejected, then right) and `a` (right at once), the run's order being b, a; frames
    /// interleave.
    private static JournalScript twoItems() {
        JournalScript script = JournalScript.of("b", "a");
        script.open("a").open("b");
        script.answer("b", "draft", "wrong").answer("a", "draft", "right");
        script.verdict("b", Judgement.REJECT).answer("b", "refine", "right");
        script.verdict("a", Judgement.ACCEPT).close("a");
        return script.verdict("b", Judgement.ACCEPT).close("b");
    }

    private static ItemTurn turn(
            String item,
            int turn,
            Grade.Status status,
            boolean correct,
            @Nullable String extracted,
            @Nullable Judgement verdict,
            long promptTokens,
            long completionTokens) {
        return new ItemTurn(
                item,
                "content-" + item,
                item,
                0,
                turn,
                status,
                correct,
                extracted,
                verdict,
                promptTokens,
                completionTokens,
                // exp(-0.25), the probability of every token of these scripts; an answer that failed has none
                status == Grade.Status.PARSED ? 0.7788 : null);
    }
}
