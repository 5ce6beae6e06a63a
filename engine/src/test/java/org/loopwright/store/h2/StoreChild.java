package org.loopwright.store.h2;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.loopwright.journal.JournalEntry;
import org.loopwright.testing.JournalScript;

/// Another process that works on a project: `write`, `read`, `hold` or `lock`, each with
/// project folder and run.
final class StoreChild {
    static final int ITEMS = 1_000;
    static final int GROUP = 50;
    /// Small, so that blocks are written all the time.
    static final int BLOCK = 40;

    private StoreChild() {}

    /// Starts it with this JVM's class path.
    static Process start(String command, Path project, UUID run) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // starts faster, and that is most of its life
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreChild.class.getName(),
                        command,
                        project.toString(),
                        run.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// Its next line.
    static String line(BufferedReader out) throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the other process ended");
        }
        return line;
    }

    public static void main(String[] args) throws InterruptedException, SQLException {
        Path project = Path.of(args[1]);
        if (args[0].equals("lock")) {
            lock(project);
            return;
        }
        UUID run = UUID.fromString(args[2]);
        try (H2RunStore store = H2RunStore.open(project, BLOCK)) {
            switch (args[0]) {
                case "write" -> write(store, run);
                case "read" -> say(store.entries(run).size());
                case "hold" -> {
                    say("open");
                    Thread.sleep(60_000);
                }
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    private static void lock(Path project) throws InterruptedException, SQLException {
        String url = "jdbc:h2:file:" + project.resolve("runs").resolve("journal");
        try (Connection _ = DriverManager.getConnection(url, "loopwright", "")) {
            say("open");
            Thread.sleep(60_000);
        }
    }

    private static void write(H2RunStore store, UUID run) {
        List<JournalEntry> entries = JournalScript.large(run, ITEMS).entries();
        for (int from = 0; from < entries.size(); from += GROUP) {
            List<JournalEntry> group = entries.subList(from, Math.min(entries.size(), from + GROUP));
            store.append(run, group);
            say(group.getLast().seq());
        }
    }

    @SuppressWarnings("SystemOut") // the parent process listens
    private static void say(Object line) {
        System.out.println(line);
        System.out.flush();
    }
}
