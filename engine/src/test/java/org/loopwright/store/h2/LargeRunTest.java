package org.loopwright.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.JournalEntry;
import org.loopwright.testing.JournalScript;

class LargeRunTest {
    private static final int GROUP = 300;
    // About 2 s and 0.5 s on two cores; the limits only catch a change in order of magnitude.
    private static final Duration APPEND_LIMIT = Duration.ofSeconds(30);
    private static final Duration READ_LIMIT = Duration.ofSeconds(15);

    @TempDir
    private Path project;

    @Test
    void aRunOfAThousandItemsIsAppendedAndReadBackInSeconds() {
        JournalScript script = JournalScript.large(UUID.randomUUID(), 1_000);
        List<JournalEntry> entries = script.entries();
        try (H2RunStore store = H2RunStore.open(project)) {
            long start = System.nanoTime();
            for (int from = 0; from < entries.size(); from += GROUP) {
                store.append(script.run(), entries.subList(from, Math.min(from + GROUP, entries.size())));
            }
            Duration append = Duration.ofNanos(System.nanoTime() - start);
            start = System.nanoTime();
            assertThat(store.entries(script.run())).isEqualTo(entries);
            Duration read = Duration.ofNanos(System.nanoTime() - start);
            assertThat(store.itemTurns(script.run(), JournalScript.GRADER)).hasSize(2_000);
            assertThat(append).as("append %s, read %s", append, read).isLessThan(APPEND_LIMIT);
            assertThat(read).as("append %s, read %s", append, read).isLessThan(READ_LIMIT);
        }
    }
}
