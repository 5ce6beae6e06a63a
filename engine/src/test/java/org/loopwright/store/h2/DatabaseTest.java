package org.loopwright.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.store.StoreException;
import org.loopwright.testing.JournalScript;

class DatabaseTest {
    @TempDir
    private Path project;

    @Test
    void survivesClosingAndOpeningAgain() {
        JournalScript script = JournalScript.large(UUID.randomUUID(), 3);
        try (H2RunStore store = H2RunStore.open(project)) {
            store.append(script.run(), script.entries());
        }
        try (H2RunStore store = H2RunStore.open(project)) {
            assertThat(store.entries(script.run())).isEqualTo(script.entries());
            assertThat(store.run(script.run()).orElseThrow().header()).isEqualTo(script.header());
            assertThat(store.itemTurns(script.run(), JournalScript.GRADER)).hasSize(6);
        }
        assertThat(project.resolve("runs/journal.mv.db")).isRegularFile();
    }

    @Test
    void manyWindowsMayOpenANewProjectAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            Path fresh = Files.createDirectory(project.resolve("fresh-" + round));
            CyclicBarrier together = new CyclicBarrier(6);
            try (ExecutorService windows = Executors.newFixedThreadPool(6)) {
                List<Future<?>> opened = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    opened.add(windows.submit(() -> {
                        together.await();
                        H2RunStore.open(fresh).close();
                        return null;
                    }));
                }
                for (Future<?> one : opened) {
                    one.get();
                }
            }
        }
    }

    @Test
    void refusesAFileOfANewerVersion() throws SQLException {
        H2RunStore.open(project).close();
        sql("insert into schema_version values (99)");
        assertFails(StoreException.Code.NEWER, "schema version 99", "newer Loopwright");
    }

    @Test
    void refusesAnEventOfANewerVersion() throws SQLException {
        JournalScript script = JournalScript.large(UUID.randomUUID(), 1);
        try (H2RunStore store = H2RunStore.open(project)) {
            store.append(script.run(), script.entries());
        }
        Database database = Database.open(project);
        database.write(handle -> dream(handle, Keys.segment(1, 1)));
        database.close();
        try (H2RunStore store = H2RunStore.open(project)) {
            assertThatThrownBy(() -> store.entries(script.run()))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.NEWER))
                    .hasMessageContaining("journal.mv.db")
                    .hasMessageContaining("entry 5, grade?");
        }
    }

    @Test
    void refusesADamagedFile() throws IOException {
        Files.createDirectories(project.resolve("runs"));
        Files.writeString(project.resolve("runs/journal.mv.db"), "this is no database ".repeat(1_000));
        assertFails(StoreException.Code.DAMAGED, "journal.mv.db", "backup");
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws IOException {
        Files.writeString(project.resolve("runs"), "a file");
        assertFails(StoreException.Code.UNAVAILABLE, "folder " + project.resolve("runs"), "can be written");
    }

    @Test
    void tellsAFullDiskFromOtherFailures() {
        Path file = Path.of("runs/journal.mv.db");
        SQLException full = new SQLException(
                "IO Exception", "90031", ErrorCode.IO_EXCEPTION_2, new IOException("No space left on device"));
        assertThat(Failures.of(file, new ConnectionException(full)))
                .extracting(StoreException::code)
                .isEqualTo(StoreException.Code.FULL);
        SQLException other =
                new SQLException("IO Exception", "90031", ErrorCode.IO_EXCEPTION_2, new IOException("Input/output"));
        assertThat(Failures.of(file, new ConnectionException(other)))
                .hasMessageContaining("runs")
                .extracting(StoreException::code)
                .isEqualTo(StoreException.Code.UNAVAILABLE);
    }

    @Test
    void compactsWhenItCloses() throws IOException {
        JournalScript script = JournalScript.large(UUID.randomUUID(), 300);
        Path file = project.resolve("runs/journal.mv.db");
        List<JournalEntry> entries = script.entries();
        long open;
        try (H2RunStore store = H2RunStore.open(project)) {
            for (int from = 0; from < entries.size(); from += 100) {
                store.append(script.run(), entries.subList(from, Math.min(from + 100, entries.size())));
            }
            open = Files.size(file);
        }
        assertThat(Files.size(file)).isLessThan(open);
    }

    /// Makes an event of a kind that nobody knows of the item's grades.
    private static int dream(Handle handle, long segment) {
        byte[] stored = handle.createQuery("select events from segment where id = ?")
                .bind(0, segment)
                .map((row, _) -> row.getBytes(1))
                .one();
        try (Packing.Packer packer = Packing.PLAIN.packer()) {
            String bytes = new String(packer.unpack(stored), StandardCharsets.ISO_8859_1).replace("graded", "grade?");
            return handle.execute(
                    "update segment set events = ? where id = ?",
                    packer.pack(bytes.getBytes(StandardCharsets.ISO_8859_1)),
                    segment);
        }
    }

    @Test
    void aFileThatWasOnlyReadIsNotCompacted() throws IOException {
        JournalScript script = JournalScript.large(UUID.randomUUID(), 300);
        try (H2RunStore store = H2RunStore.open(project)) {
            store.append(script.run(), script.entries());
        }
        Path file = project.resolve("runs/journal.mv.db");
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        try (H2RunStore store = H2RunStore.open(project)) {
            assertThat(store.entries(script.run())).hasSameSizeAs(script.entries());
        }
        // Compacting writes another file and puts it in this one's place.
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .isEqualTo(key);
    }

    @Test
    void holdsHeadersAndTextsThatAreLongerThanAColumn() {
        Random random = new Random(1);
        String[] items = random.ints(60_000)
                .mapToObj(i -> Integer.toHexString(i) + Long.toHexString(random.nextLong()))
                .toArray(String[]::new);
        JournalScript script = JournalScript.of(items);
        String text = random.ints(1_500_000, 0x4e00, 0x9000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        script.open(items[7]).answer(items[7], "draft", text).close(items[7]);
        try (H2RunStore store = H2RunStore.open(project)) {
            store.append(script.run(), script.entries());
            store.rebuild(script.run());
        }
        try (H2RunStore store = H2RunStore.open(project)) {
            assertThat(store.entries(script.run())).isEqualTo(script.entries());
            assertThat(store.entries(script.run(), FramePath.ofItem(items[7]))).hasSize(6);
            assertThat(store.itemTurns(script.run(), JournalScript.GRADER)).hasSize(1);
        }
    }

    private void sql(String statement) throws SQLException {
        String url = "jdbc:h2:file:" + project.resolve("runs/journal");
        try (Connection connection = DriverManager.getConnection(url, "loopwright", "");
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private void assertFails(StoreException.Code code, String... messages) {
        assertThatThrownBy(() -> H2RunStore.open(project).close())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(messages);
    }
}
