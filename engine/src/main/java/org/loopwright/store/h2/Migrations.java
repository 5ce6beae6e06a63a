package org.loopwright.store.h2;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.loopwright.store.StoreException;

/// Brings a database to today's schema by numbered SQL files. A file that has been released is never
/// changed: what is new goes into the next number.
final class Migrations {
    private static final List<String> FILES =
            List.of("V001__journal.sql", "V002__find.sql", "V003__segments.sql", "V004__prompts.sql");

    private Migrations() {}

    /// Two windows may open a new project at once. The database does not bear two that define its tables at the same
    /// time, so they do it one after the other, whichever process they are of.
    ///
    /// @throws StoreException with code `NEWER` when a newer version of the program migrated the file
    static void apply(Handle handle, Path file) {
        if (isToday(handle)) {
            return;
        }
        Path turn = file.resolveSibling("journal.opening");
        synchronized (Migrations.class) {
            try (FileChannel channel = FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                migrate(handle, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean isToday(Handle handle) {
        boolean known =
                handle.createQuery("select count(*) from information_schema.tables where table_name = 'SCHEMA_VERSION'")
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        return known && version(handle) == FILES.size();
    }

    private static int version(Handle handle) {
        return handle.createQuery("select coalesce(max(version), 0) from schema_version")
                .mapTo(Integer.class)
                .one();
    }

    private static void migrate(Handle handle, Path file) {
        handle.execute("create table if not exists schema_version (version int primary key)");
        int version = version(handle);
        if (version > FILES.size()) {
            throw new StoreException(
                    StoreException.Code.NEWER,
                    file + " has schema version " + version + ", but this version of Loopwright reads up to "
                            + FILES.size() + "; open the project with a newer Loopwright");
        }
        for (int next = version + 1; next <= FILES.size(); next++) {
            for (String statement : script(FILES.get(next - 1)).split(";\n")) {
                if (!statement.isBlank()) {
                    handle.execute(statement);
                }
            }
            handle.execute("merge into schema_version (version) values (?)", next);
        }
    }

    private static String script(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("migration " + name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
