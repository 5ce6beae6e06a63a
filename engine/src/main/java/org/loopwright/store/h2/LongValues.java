package org.loopwright.store.h2;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.JournalException;

/// The table `long_value`: bytes of any length, cut in parts, because a column holds 1,048,576 of them at
/// most. Stateless.
final class LongValues {
    private static final int PART = 512 * 1024;

    /// What a value is.
    enum Kind {
        EVENTS,
        TOKENS,
        CLOSED_ITEM,
        DICTIONARY,
        TRAITS,
        TURNS,
        CONFIDENCES,
        WORDS
    }

    /// Whether a row of another table can hold `bytes`.
    static boolean fitsARow(byte[] bytes) {
        return bytes.length <= PART;
    }

    /// What a row of another table holds of `bytes`: all, or null when they were put here.
    byte @Nullable [] rowOf(Handle handle, Kind kind, long owner, byte[] bytes) {
        if (fitsARow(bytes)) {
            return bytes;
        }
        put(handle, kind, owner, bytes);
        return null;
    }

    /// The whole of what `row` holds, or was put here.
    byte[] whole(Handle handle, Kind kind, long owner, byte @Nullable [] row) {
        return row != null ? row : get(handle, kind, owner);
    }

    /// Replaces a value.
    void put(Handle handle, Kind kind, long owner, byte[] bytes) {
        remove(handle, kind, owner, owner);
        try (PreparedBatch batch =
                handle.prepareBatch("insert into long_value (kind, owner, part, bytes) values (?, ?, ?, ?)")) {
            for (int part = 0; part == 0 || part * PART < bytes.length; part++) {
                batch.bind(0, kind.name())
                        .bind(1, owner)
                        .bind(2, part)
                        .bind(3, Arrays.copyOfRange(bytes, part * PART, Math.min(bytes.length, (part + 1) * PART)))
                        .add();
            }
            batch.execute();
        }
    }

    /// The value; empty bytes when there is none.
    byte[] find(Handle handle, Kind kind, long owner) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        handle.createQuery("select bytes from long_value where kind = ? and owner = ? order by part")
                .bind(0, kind.name())
                .bind(1, owner)
                .map((row, _) -> row.getBytes("bytes"))
                .forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    /// The value.
    ///
    /// @throws JournalException with code `DAMAGED` when there is none
    byte[] get(Handle handle, Kind kind, long owner) {
        byte[] bytes = find(handle, kind, owner);
        if (bytes.length == 0) {
            throw new JournalException(
                    JournalException.Code.DAMAGED, "the " + kind + " of " + owner + " is missing", null);
        }
        return bytes;
    }

    /// Forgets the values of these owners.
    void remove(Handle handle, Kind kind, long first, long last) {
        handle.execute("delete from long_value where kind = ? and owner between ? and ?", kind.name(), first, last);
    }
}
