package org.loopwright.store.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.loopwright.store.StoreException;

/// The database file of a project, open. Thread-safe; several processes may have it open: the first one
/// serves the others, and when it goes away one of them takes over.
final class Database implements AutoCloseable {
    // AUTO_SERVER: a terminal reads while the window is open. WRITE_DELAY=0: what is committed
    // survives a kill.
    private static final String OPTIONS = ";AUTO_SERVER=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=10000";
    private static final String USER = "loopwright";
    private static final int CONNECTIONS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            CONNECTIONS,
            Thread.ofPlatform().name("loopwright-store-", 0).daemon().factory());
    private final Path file;
    private final String url;
    private volatile boolean written;
    // Guarded by this. All are replaced when the process that served us went away.
    private JdbcConnectionPool pool;
    private Jdbi jdbi; // kept, because it caches parsed statements
    private Handle anchor;

    static {
        // The serving process listens for the others: on this machine only, never on the network.
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "localhost");
        }
    }

    private Database(Path file, String url) {
        this.file = file;
        this.url = url;
        this.pool = connect(url);
        this.jdbi = Jdbi.create(pool);
        try {
            // Keeps the file open between uses.
            this.anchor = jdbi.open();
        } catch (RuntimeException e) {
            pool.dispose();
            throw e;
        }
    }

    /// Opens the database `runs/journal.mv.db` of a project, made when it is not there.
    static Database open(Path projectFolder) {
        Path runs = projectFolder.toAbsolutePath().normalize().resolve("runs");
        Path file = runs.resolve("journal.mv.db");
        checkWritable(runs, file);
        try {
            Database database = new Database(file, "jdbc:h2:file:" + runs.resolve("journal") + OPTIONS);
            try {
                Migrations.apply(database.anchor, file);
            } catch (RuntimeException e) {
                database.release();
                throw e;
            }
            return database;
        } catch (RuntimeException e) {
            throw Failures.of(file, e);
        }
    }

    Path file() {
        return file;
    }

    /// Runs `work`, which changes nothing and sees one state of the file, in one transaction, once more
    /// when the process that served the file went away meanwhile.
    ///
    /// @throws StoreException when the database fails
    <T> T read(Function<Handle, T> work) {
        return inTransaction(TransactionIsolationLevel.SERIALIZABLE, work, work);
    }

    /// Runs `work` as [#read] does; it may change something.
    <T> T write(Function<Handle, T> work) {
        return write(work, work);
    }

    /// Runs `work` in one transaction; when the process that served the file went away meanwhile, runs
    /// `again`, which must reckon with the first transaction being there: its commit may have outlived
    /// its answer.
    ///
    /// @throws StoreException when the database fails
    <T> T write(Function<Handle, T> work, Function<Handle, T> again) {
        written = true;
        return inTransaction(TransactionIsolationLevel.READ_COMMITTED, work, again);
    }

    private <T> T inTransaction(TransactionIsolationLevel level, Function<Handle, T> work, Function<Handle, T> again) {
        // On a thread of our own: an interrupt, which is how runs are cancelled, would close the file
        // for all.
        return await(threads.submit(() -> {
            try {
                return jdbi().inTransaction(level, work::apply);
            } catch (RuntimeException e) {
                if (!Failures.isConnectionLost(e)) {
                    throw e;
                }
                reconnect();
                return jdbi().inTransaction(level, again::apply);
            }
        }));
    }

    /// Waits whatever happens: what was begun is committed or fails, and the caller hears which.
    private <T> T await(Future<T> result) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw Failures.of(file, failure);
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Compacts the file when something was written and nobody else has it open, and closes it.
    @Override
    public void close() {
        if (!threads.isShutdown()) {
            try {
                await(threads.submit(this::compactAndRelease, file));
            } finally {
                threads.shutdown();
            }
        }
    }

    private synchronized void compactAndRelease() {
        try {
            pool.dispose();
            if (written && isAlone()) {
                anchor.execute("shutdown compact");
            }
        } catch (RuntimeException e) {
            if (!Failures.isConnectionLost(e)) {
                throw e;
            }
        } finally {
            release();
        }
    }

    private boolean isAlone() {
        return anchor.createQuery("select count(*) from information_schema.sessions")
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    private synchronized Jdbi jdbi() {
        return jdbi;
    }

    private synchronized void reconnect() {
        release();
        pool = connect(url);
        jdbi = Jdbi.create(pool);
        anchor = jdbi.open();
    }

    synchronized void release() {
        try {
            anchor.close();
        } catch (RuntimeException e) {
            // The connection is lost already, which is what closing it is for.
            if (!Failures.isConnectionLost(e)) {
                throw e;
            }
        } finally {
            pool.dispose();
        }
    }

    private static JdbcConnectionPool connect(String url) {
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, USER, "");
        pool.setMaxConnections(CONNECTIONS);
        return pool;
    }

    private static void checkWritable(Path runs, Path file) {
        if (runs.toString().contains(";")) {
            throw unavailable("the project's path " + runs + " holds a semicolon; move it to another folder", null);
        }
        try {
            Files.createDirectories(runs);
        } catch (IOException e) {
            throw unavailable(
                    "folder " + runs + " can't be made; check that " + runs.getParent()
                            + " can be written and holds no file `runs`",
                    e);
        }
        Path locked = Files.exists(file) ? file : runs;
        if (!Files.isWritable(locked)) {
            throw unavailable(locked + " can't be written; allow writing, or copy the project", null);
        }
    }

    private static StoreException unavailable(String message, @Nullable IOException e) {
        return e == null
                ? new StoreException(StoreException.Code.UNAVAILABLE, message)
                : new StoreException(StoreException.Code.UNAVAILABLE, message, e);
    }
}
