package org.loopwright.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.find.FindRequest;
import org.loopwright.find.QueryParser;
import org.loopwright.journal.JournalEntry;
import org.loopwright.store.StoreException;
import org.loopwright.testing.InMemoryRunStore;
import org.loopwright.testing.JournalScript;

/// Two processes on one project.
@Timeout(60)
class SharedProjectTest {
    @TempDir
    private Path project;

    private final UUID run = UUID.randomUUID();
    private @Nullable Process child;

    @AfterEach
    void endChild() throws InterruptedException {
        if (child != null) {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void anotherProcessReadsWhileThisOneHasTheProjectOpen() throws IOException, InterruptedException {
        JournalScript script = JournalScript.large(run, 10);
        try (H2RunStore store = H2RunStore.open(project)) {
            store.append(run, script.entries());
            Process reader = start("read");
            try (BufferedReader out = reader.inputReader()) {
                assertThat(StoreChild.line(out))
                        .isEqualTo(Integer.toString(script.entries().size()));
            }
            assertThat(reader.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(store.entries(run))
                    .as("still open after the other closed")
                    .isEqualTo(script.entries());
        }
    }

    @Test
    void aKillLosesNothingThatWasCommitted() throws IOException, InterruptedException {
        Process writer = start("write");
        long committed = -1;
        try (BufferedReader out = writer.inputReader()) {
            while (committed < 1_000) {
                committed = Long.parseLong(StoreChild.line(out));
            }
            // Process.destroyForcibly would also close the pipe.
            writer.toHandle().destroyForcibly();
            // What it said before it died may still be in the pipe; a line that was cut off says nothing.
            for (String line : out.lines().toList()) {
                committed = line.isEmpty() ? committed : Math.max(committed, Long.parseLong(line));
            }
        }
        writer.waitFor();
        List<JournalEntry> written = JournalScript.large(run, StoreChild.ITEMS).entries();
        assertThat(committed).as("killed in the middle").isLessThan(written.size() - 1);
        try (H2RunStore store = H2RunStore.open(project, StoreChild.BLOCK)) {
            List<JournalEntry> kept = store.entries(run);
            assertThat(kept).hasSizeGreaterThan((int) committed);
            assertThat(kept).isEqualTo(written.subList(0, kept.size()));
            assertThat(kept.size() % StoreChild.GROUP).as("whole groups only").isZero();
            assertSameAsLookedThrough(store, kept);
            store.append(run, written.subList(kept.size(), kept.size() + 200));
            assertThat(store.entries(run)).hasSize(kept.size() + 200);
            assertSameAsLookedThrough(store, written.subList(0, kept.size() + 200));
        }
    }

    @Test
    void takesOverWhenTheProcessThatServedTheFileIsKilled() throws IOException, InterruptedException {
        Process holder = start("hold");
        try (BufferedReader out = holder.inputReader()) {
            assertThat(StoreChild.line(out)).isEqualTo("open");
            try (H2RunStore store = H2RunStore.open(project)) {
                List<JournalEntry> entries = JournalScript.large(run, 10).entries();
                store.append(run, entries.subList(0, 50));
                holder.destroyForcibly().waitFor();
                store.append(run, entries.subList(50, entries.size()));
                assertThat(store.entries(run)).isEqualTo(entries);
            }
        }
    }

    @Test
    void refusesAFileThatAnotherProgramDoesNotShare() throws IOException {
        H2RunStore.open(project).close();
        Process holder = start("lock");
        try (BufferedReader out = holder.inputReader()) {
            assertThat(StoreChild.line(out)).isEqualTo("open");
            assertThatThrownBy(() -> H2RunStore.open(project).close())
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.UNAVAILABLE))
                    .hasMessageContainingAll("journal.mv.db", "close that program");
        }
    }

    /// The indexes say what the entries say.
    private void assertSameAsLookedThrough(H2RunStore store, List<JournalEntry> entries) {
        InMemoryRunStore direct = new InMemoryRunStore();
        direct.append(run, entries);
        assertThat(store.run(run)).isEqualTo(direct.run(run));
        assertThat(store.itemTurns(run, JournalScript.GRADER)).isEqualTo(direct.itemTurns(run, JournalScript.GRADER));
        for (String query : List.of("", "fixed", "right wrong", "\"much is item 7\"", "\"item 1\" or turns>2")) {
            FindRequest request = FindRequest.first(QueryParser.parse(query), 10_000);
            assertThat(store.find(run, request)).as(query).isEqualTo(direct.find(run, request));
        }
    }

    private Process start(String command) throws IOException {
        Process started = StoreChild.start(command, project, run);
        child = started;
        return started;
    }
}
