package org.loopwright.store.h2;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.loopwright.store.StoreException;

/// Brings a database to today's schema by numbered SQL files. A file that has been released is never
/// changed: what is new goes into the next number.
final class Migrations {
    /// Two windows that open a new project at once can meet in one statement: then one of them fails, and begins again.
    private static final int TRIES = 5;
    private static final long PAUSE_MILLIS = 100;

    private static final List<String> FILES = List.of("V001__journal.sql", "V002__find.sql", "V003__segments.sql");

    private Migrations() {}

    /// @throws StoreException with code `NEWER` when a newer version of the program migrated the file
    static void apply(Handle handle, Path file) {
        for (int left = TRIES; left > 0; left--) {
            try {
                applyOnce(handle, file);
                return;
            } catch (JdbiException e) {
                if (left == 1) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        }
    }

    private static void applyOnce(Handle handle, Path file) {
        handle.execute("create table if not exists schema_version (version int primary key)");
        int version = handle.createQuery("select coalesce(max(version), 0) from schema_version")
                .mapTo(Integer.class)
                .one();
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
            // Two windows may open a new project at once: both come here, and the statements do no
            // harm one after the other.
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
