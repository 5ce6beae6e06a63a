package org.loopwright.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.find.FindPage;
import org.loopwright.find.FindRequest;
import org.loopwright.find.QueryParser;
import org.loopwright.journal.JournalEntry;
import org.loopwright.store.StoreException;
import org.loopwright.testing.InMemoryRunStore;
import org.loopwright.testing.JournalScript;

class LegacyTablesTest {
    @TempDir
    private Path project;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void runsOfAnOlderFileAreMovedWithAllThatFollowsFromThem(int version) throws SQLException, IOException {
        JournalScript large = JournalScript.large(UUID.randomUUID(), 150);
        JournalScript small = JournalScript.of("a");
        small.open("a").answer("a", "draft", "right");
        try (LegacyFile file = LegacyFile.create(project, version)) {
            file.add(large.run(), large.entries()).add(small.run(), small.entries());
        }
        InMemoryRunStore direct = new InMemoryRunStore();
        for (JournalScript script : List.of(large, small)) {
            direct.append(script.run(), script.entries());
        }
        for (int opening = 0; opening < 2; opening++) {
            try (H2RunStore store = H2RunStore.open(project)) {
                for (JournalScript script : List.of(large, small)) {
                    UUID run = script.run();
                    assertThat(store.entries(run)).isEqualTo(script.entries());
                    assertThat(store.run(run)).isEqualTo(direct.run(run));
                    assertThat(store.itemTurns(run, JournalScript.GRADER))
                            .isEqualTo(direct.itemTurns(run, JournalScript.GRADER));
                    assertThat(store.exitCounts(run)).isEqualTo(direct.exitCounts(run));
                }
                assertThat(store.find(large.run(), FindRequest.first(QueryParser.parse("fixed refine or right"), 2)))
                        .isEqualTo(new FindPage(150, List.of("item-0", "item-1")));
            }
        }
    }

    @Test
    void aMoveThatEndedInTheMiddleGoesOn() throws SQLException, IOException {
        JournalScript one = JournalScript.large(new UUID(0, 1), 5);
        JournalScript two = JournalScript.large(new UUID(0, 2), 5);
        try (LegacyFile file = LegacyFile.create(project, 2)) {
            file.add(one.run(), one.entries()).add(two.run(), two.entries());
            file.execute("update event set type = 'dreamed' where type = 'graded' and run = '" + two.run() + "'");
        }
        assertThatThrownBy(() -> H2RunStore.open(project).close())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.NEWER))
                .hasMessageContainingAll("journal.mv.db", "dreamed");
        Database database = Database.open(project);
        database.write(handle -> handle.execute("update event set type = 'graded' where type = 'dreamed'"));
        database.close();
        try (H2RunStore store = H2RunStore.open(project)) {
            assertThat(store.entries(one.run())).isEqualTo(one.entries());
            assertThat(store.entries(two.run())).isEqualTo(two.entries());
            assertThat(store.runs()).hasSize(2);
        }
    }

    @Test
    void aMovedRunGoesOn() throws SQLException, IOException {
        JournalScript script = JournalScript.large(UUID.randomUUID(), 4);
        List<JournalEntry> entries = script.entries();
        try (LegacyFile file = LegacyFile.create(project, 2)) {
            file.add(script.run(), entries.subList(0, 20));
        }
        try (H2RunStore store = H2RunStore.open(project)) {
            store.append(script.run(), entries.subList(20, entries.size()));
            assertThat(store.entries(script.run())).isEqualTo(entries);
            assertThat(store.itemTurns(script.run(), JournalScript.GRADER)).hasSize(8);
        }
    }
}
