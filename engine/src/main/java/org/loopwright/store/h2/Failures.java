package org.loopwright.store.h2;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.JournalException;
import org.loopwright.store.StoreException;

/// Says in words, with the file and a remedy, what an exception of the database means.
final class Failures {
    private static final Set<Integer> CONNECTION_LOST = Set.of(
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.OBJECT_CLOSED);

    private Failures() {}

    /// Whether the process that held the file went away, so that trying again helps.
    static boolean isConnectionLost(RuntimeException e) {
        SQLException sql = sql(e);
        return sql != null && CONNECTION_LOST.contains(sql.getErrorCode());
    }

    /// Whether a key is there already that was to be new.
    static boolean isTaken(RuntimeException e) {
        SQLException sql = sql(e);
        return sql != null && sql.getErrorCode() == ErrorCode.DUPLICATE_KEY_1;
    }

    static StoreException of(Path file, RuntimeException e) {
        if (e instanceof StoreException known) {
            return known;
        }
        if (e instanceof JournalException journal) {
            return ofJournal(file, journal);
        }
        SQLException sql = sql(e);
        if (sql == null) {
            throw e; // a bug, not the environment
        }
        String detail = firstLine(sql);
        if (isDiskFull(sql)) {
            return new StoreException(
                    StoreException.Code.FULL,
                    "the disk is full and nothing more can be written to " + file
                            + "; free some space and resume the run, what was journaled is kept (" + detail + ")",
                    e);
        }
        return switch (sql.getErrorCode()) {
            case ErrorCode.DUPLICATE_KEY_1,
                    ErrorCode.LOCK_TIMEOUT_1,
                    ErrorCode.CONCURRENT_UPDATE_1,
                    ErrorCode.DEADLOCK_1 ->
                new StoreException(
                        StoreException.Code.CONFLICT,
                        "another window or terminal is writing to the same run in " + file + "; let it finish ("
                                + detail + ")",
                        e);
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                new StoreException(
                        StoreException.Code.UNAVAILABLE,
                        file + " is held by another program that does not share it; close that program (" + detail
                                + ")",
                        e);
            case ErrorCode.FILE_CORRUPTED_1,
                    ErrorCode.FILE_VERSION_ERROR_1,
                    ErrorCode.UNSUPPORTED_SETTING_COMBINATION,
                    ErrorCode.WRONG_USER_OR_PASSWORD -> damaged(file, detail, e);
            case ErrorCode.DATABASE_IS_READ_ONLY ->
                new StoreException(
                        StoreException.Code.UNAVAILABLE,
                        file + " can't be written; allow writing to the file and its folder, or copy the project",
                        e);
            default ->
                isDamage(sql)
                        ? damaged(file, detail, e)
                        : new StoreException(
                                StoreException.Code.UNAVAILABLE,
                                file + " can't be used: " + detail
                                        + "; check that its folder is there and can be written",
                                e);
        };
    }

    private static StoreException ofJournal(Path file, JournalException e) {
        return switch (e.code()) {
            case NEWER -> new StoreException(StoreException.Code.NEWER, file + ": " + e.getMessage(), e);
            case DAMAGED -> damaged(file, String.valueOf(e.getMessage()), e);
        };
    }

    private static StoreException damaged(Path file, String detail, RuntimeException e) {
        return new StoreException(
                StoreException.Code.DAMAGED,
                file + " is damaged or no journal; restore it from a backup, or move it away to begin a new one ("
                        + detail + ")",
                e);
    }

    private static boolean isDiskFull(SQLException sql) {
        // The words of Linux and macOS, and of Windows; Java gives no code for it.
        for (Throwable cause = sql; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no space left") || message.contains("not enough space on the disk")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDamage(SQLException sql) {
        for (Throwable cause = sql; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("corrupt")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable SQLException sql(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static String firstLine(SQLException sql) {
        return String.valueOf(sql.getMessage()).lines().findFirst().orElse("no message");
    }
}
