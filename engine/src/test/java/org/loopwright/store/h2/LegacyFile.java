package org.loopwright.store.h2;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.CompletionTokens;
import org.loopwright.journal.EncodedEvent;
import org.loopwright.journal.EventCodec;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.TokenPacking;
import org.loopwright.loop.FramePath;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// A journal file as versions 1 and 2 of the schema wrote it, one row an event.
final class LegacyFile implements AutoCloseable {
    private static final List<String> SCRIPTS = List.of("V001__journal.sql", "V002__find.sql");

    private final Connection connection;

    private LegacyFile(Connection connection) {
        this.connection = connection;
    }

    /// Makes the file of a project.
    ///
    /// @param version of the schema, 1 or 2
    static LegacyFile create(Path project, int version) throws SQLException, IOException {
        Files.createDirectories(project.resolve("runs"));
        LegacyFile file = new LegacyFile(
                DriverManager.getConnection("jdbc:h2:file:" + project.resolve("runs/journal"), "loopwright", ""));
        file.execute("create table schema_version (version int primary key)");
        for (int next = 1; next <= version; next++) {
            try (InputStream in = Objects.requireNonNull(Migrations.class.getResourceAsStream(SCRIPTS.get(next - 1)))) {
                file.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            file.execute("insert into schema_version values (" + next + ")");
        }
        return file;
    }

    /// Adds a whole run. What was derived of it is left out but for a summary, which is wrong on purpose.
    LegacyFile add(UUID run, List<JournalEntry> entries) throws SQLException {
        execute("insert into run values ('" + run + "', " + entries.getLast().seq() + ")");
        execute("insert into run_summary values ('" + run + "', 'PAUSED', '2020-01-01 00:00:00+00', null, 0, 0, 0, 0,"
                + " 0, 0, 0, '', '')");
        execute("insert into exit_count values ('" + run + "', 'old', 'old', 'old', 1)");
        EventCodec.Writer writer = new EventCodec().writer();
        try (PreparedStatement events =
                        connection.prepareStatement("insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement completions =
                        connection.prepareStatement("insert into completion values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (JournalEntry entry : entries) {
                EncodedEvent stored = writer.write(entry);
                FramePath frame = entry.frame();
                set(
                        events,
                        run,
                        entry.seq(),
                        frame == null ? null : frame.root().text(),
                        frame == null ? null : frame.text(),
                        entry.frameSeq(),
                        entry.at().atOffset(ZoneOffset.UTC),
                        stored.type(),
                        stored.version(),
                        stored.payload());
                TokenIds before = null;
                for (int index = 0; index < stored.tokens().size(); index++) {
                    CompletionTokens row = stored.tokens().get(index);
                    set(
                            completions,
                            run,
                            entry.seq(),
                            index,
                            Objects.equals(row.promptIds(), before) ? null : TokenPacking.pack(row.promptIds()),
                            TokenPacking.pack(row.ids()),
                            packed(row.logProb()),
                            packed(row.samplerLogProb()),
                            packed(row.entropy()));
                    before = row.promptIds();
                }
            }
        }
        return this;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    private static byte @Nullable [] packed(@Nullable TokenValues values) {
        return values == null ? null : TokenPacking.pack(values);
    }
}
