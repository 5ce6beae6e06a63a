package org.loopwright.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.find.FindRequest;
import org.loopwright.find.Query;
import org.loopwright.find.QueryParser;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.store.StoreException;
import org.loopwright.testing.InMemoryRunStore;
import org.loopwright.testing.JournalScript;

/// Runs whose finished items lie in several blocks, against a look through their entries.
class ItemBlocksTest {
    private static final List<String> WORDS = List.of("right", "wrong", "?", "perhaps", "because", "seven", "so");
    private static final int ITEMS = 60;

    @TempDir
    private Path project;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void findsTheSameAsALookThroughTheEntriesWhileARunGrows() {
        JournalScript script = script();
        int blockSize = 2 + random.nextInt(20);
        finishSome(script);
        try (H2RunStore store = H2RunStore.open(project, blockSize)) {
            append(store, script, 0);
            assertSame(store, script);
            int before = script.entries().size();
            gradeSomeAgain(script);
            append(store, script, before);
            assertSame(store, script);
        }
        // Another process: nothing is remembered.
        try (H2RunStore store = H2RunStore.open(project, blockSize)) {
            assertSame(store, script);
            int before = script.entries().size();
            gradeSomeAgain(script);
            append(store, script, before);
            assertSame(store, script);
            store.rebuild(script.run());
            assertSame(store, script);
        }
    }

    @Test
    void aSecondReaderSeesWhatTheFirstOneWrote() {
        JournalScript script = script();
        finishSome(script);
        try (H2RunStore store = H2RunStore.open(project, 5);
                H2RunStore reader = H2RunStore.open(project, 5)) {
            for (int half = 0; half < 2; half++) {
                int from = half * script.entries().size() / 2;
                int to = (half + 1) * script.entries().size() / 2;
                store.append(script.run(), script.entries().subList(from, to));
                InMemoryRunStore direct = new InMemoryRunStore();
                direct.append(script.run(), script.entries().subList(0, to));
                FindRequest all = FindRequest.first(QueryParser.parse("because or fixed"), 100);
                assertThat(reader.find(script.run(), all))
                        .as("seed %d", seed)
                        .isEqualTo(direct.find(script.run(), all));
            }
        }
    }

    @Test
    void itemsThatTheHeaderDoesNotNameStandBehindTheOthers() {
        JournalScript script = JournalScript.of("a");
        for (String item : List.of("x", "a", "y")) {
            script.open(item).answer(item, "draft", "right").close(item);
        }
        try (H2RunStore store = H2RunStore.open(project, 2)) {
            store.append(script.run(), script.entries());
            assertThat(store.entries(script.run())).isEqualTo(script.entries());
            assertThat(store.entries(script.run(), FramePath.ofItem("y"))).hasSize(6);
            assertThat(store.find(script.run(), FindRequest.first(new Query.All(), 9))
                            .items())
                    .containsExactly("a", "x", "y");
        }
    }

    @Test
    void wholeRunsAreAppendedTogetherOrNotAtAll() {
        JournalScript one = script();
        JournalScript other = JournalScript.large(UUID.randomUUID(), 300);
        finishSome(one);
        try (H2RunStore store = H2RunStore.open(project, 50)) {
            store.appendAll(Map.of(one.run(), one.entries(), other.run(), other.entries()));
            assertSame(store, one);
            assertThat(store.itemTurns(other.run(), JournalScript.GRADER)).hasSize(600);
            JournalScript fresh = JournalScript.of("a");
            Map<UUID, List<JournalEntry>> both = new LinkedHashMap<>();
            both.put(fresh.run(), fresh.entries());
            both.put(one.run(), one.entries());
            assertThatThrownBy(() -> store.appendAll(both)).isInstanceOf(StoreException.class);
            assertThat(store.run(fresh.run())).isEmpty();
            store.append(fresh.run(), fresh.entries());
            assertThat(store.runs()).hasSize(3);
        }
    }

    private static JournalScript script() {
        return JournalScript.of(IntStream.range(0, ITEMS).mapToObj(i -> "i" + i).toArray(String[]::new));
    }

    /// In any order, one in six stays open.
    private void finishSome(JournalScript script) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, ITEMS).boxed().toList());
        Collections.shuffle(order, random);
        for (int i : order) {
            String item = "i" + i;
            script.open(item);
            for (int turn = random.nextInt(3); turn >= 0; turn--) {
                script.answer(item, turn == 0 ? "draft" : "refine", text());
            }
            if (random.nextInt(6) > 0) {
                script.close(item);
            }
        }
    }

    private void gradeSomeAgain(JournalScript script) {
        for (int i = 0; i < ITEMS; i++) {
            if (random.nextInt(3) == 0) {
                String grader = random.nextInt(4) == 0 ? "strict" : JournalScript.GRADER;
                script.add(
                        FramePath.ofItem("i" + i),
                        new Event.Graded("draft", 0, grader, JournalScript.grade(WORDS.get(random.nextInt(3)))));
            }
        }
    }

    private String text() {
        return random.nextInt(3) == 0
                ? WORDS.get(random.nextInt(3))
                : random.ints(6, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
    }

    private void append(H2RunStore store, JournalScript script, int first) {
        List<JournalEntry> entries = script.entries();
        int to;
        for (int from = first; from < entries.size(); from = to) {
            to = Math.min(entries.size(), from + 1 + random.nextInt(80));
            store.append(script.run(), entries.subList(from, to));
        }
    }

    private void assertSame(H2RunStore store, JournalScript script) {
        InMemoryRunStore direct = new InMemoryRunStore();
        direct.append(script.run(), script.entries());
        assertThat(store.entries(script.run())).as("seed %d", seed).isEqualTo(script.entries());
        assertThat(store.run(script.run())).as("seed %d", seed).isEqualTo(direct.run(script.run()));
        for (String grader : List.of(JournalScript.GRADER, "strict", "never")) {
            assertThat(store.itemTurns(script.run(), grader))
                    .as("seed %d, grader %s", seed, grader)
                    .isEqualTo(direct.itemTurns(script.run(), grader));
        }
        for (int i = 0; i < 40; i++) {
            String query = query();
            FindRequest request = new FindRequest(
                    QueryParser.parse(query),
                    random.nextBoolean()
                            ? null
                            : List.copyOf(EnumSet.allOf(Query.Measure.class)).get(random.nextInt(5)),
                    random.nextInt(4),
                    1 + random.nextInt(ITEMS));
            assertThat(store.find(script.run(), request))
                    .as("seed %d, query %s, sort %s", seed, query, request.sort())
                    .isEqualTo(direct.find(script.run(), request));
        }
    }

    private String query() {
        List<String> parts = List.of(
                WORDS.get(3 + random.nextInt(4)),
                "\"" + WORDS.get(3 + random.nextInt(4)) + " " + WORDS.get(3 + random.nextInt(4)) + "\"",
                "fixed",
                "outcome:wrong",
                "status:unparsed",
                "turns>1",
                "answer:right",
                "node:refine",
                "tokens<20");
        String one = parts.get(random.nextInt(parts.size()));
        String other = parts.get(random.nextInt(parts.size()));
        return one + List.of(" ", " or ", " not ").get(random.nextInt(3)) + other;
    }
}
