package org.loopwright.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.loopwright.journal.JournalEntry;
import org.loopwright.project.Project;
import org.loopwright.store.StoreException;
import org.loopwright.task.Dataset;
import org.loopwright.task.DatasetFile;
import org.loopwright.task.Datasets;
import org.loopwright.task.Graders;
import org.loopwright.task.Item;

/// Takes a file of another program into a project: an Inspect log or a table of attempts as runs, anything
/// else as a dataset.
///
/// A file is read to its end before anything is written. Then the problems become a dataset, so that the runs
/// can be regraded, and all runs are stored in one transaction; where that fails, the dataset is taken back.
/// The id of a run follows from the file's content, so a file that is imported again is found out.
public final class Importer {
    private final Project project;

    /// Imports into `project`.
    public Importer(Project project) {
        this.project = project;
    }

    /// What a file is taken as.
    public enum Kind {
        /// By what it holds.
        DETECT,
        DATASET,
        RUNS
    }

    /// What was imported.
    ///
    /// @param dataset name of the dataset that holds the problems
    /// @param items how many problems
    /// @param runs ids of the runs, one for each attempt at the problems; empty for a dataset
    /// @param attempts how many attempts in all
    /// @param remarks what a reader should know, each a sentence
    public record Imported(String dataset, int items, List<UUID> runs, int attempts, List<String> remarks) {
        public Imported {
            runs = List.copyOf(runs);
            remarks = List.copyOf(remarks);
        }
    }

    /// Imports `file`.
    ///
    /// @throws ExchangeException when it is damaged, lacks a field or was imported before: nothing was changed
    /// @throws org.loopwright.task.DatasetException when a line of a table or dataset can't be read
    /// @throws StoreException when the store fails: nothing was changed
    public Imported importFile(Path file, Kind kind, ImportOptions options) {
        if (!Files.isRegularFile(file)) {
            throw new ExchangeException("there is no file " + file);
        }
        if (kind != Kind.DATASET && InspectLog.isOne(file)) {
            return runs(file, InspectImport.read(file, options));
        }
        List<DatasetFile.Row> rows = DatasetFile.read(file, AttemptTable.EXAMPLE);
        if (rows.isEmpty()) {
            return dataset(file, options);
        }
        ObjectNode first = rows.getFirst().fields();
        RememberedFields remembered = new RememberedFields(project.root());
        Map<String, String> fields = options.fields().isEmpty() ? remembered.of(first) : options.fields();
        boolean attempts =
                kind == Kind.RUNS || (kind == Kind.DETECT && (!fields.isEmpty() || FieldNames.isAttempt(first)));
        if (!attempts) {
            return dataset(file, options);
        }
        Imported imported = runs(file, table(file, rows, options.withFields(fields)));
        if (!options.fields().isEmpty()) {
            remembered.put(first, options.fields());
        }
        return imported;
    }

    private ForeignLog table(Path file, List<DatasetFile.Row> rows, ImportOptions options) {
        try {
            Instant created = Files.getLastModifiedTime(file).toInstant();
            return AttemptTable.read(
                    file, rows, options, created, Graders.named(project.file().grader()));
        } catch (IOException e) {
            throw new ExchangeException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private Imported dataset(Path file, ImportOptions options) {
        String name = options.name().orElse(AttemptTable.baseName(file));
        Dataset read = Datasets.read(file, name, options.splitOr(name));
        DatasetEntry.Added added = DatasetEntry.add(project.root(), "data", read);
        return new Imported(added.dataset().name(), read.items().size(), List.of(), 0, List.of());
    }

    private Imported runs(Path file, ForeignLog log) {
        Dataset problems = Datasets.of(log.dataset(), log.split(), items(log));
        byte[] digest = digest(file);
        var samples = log.bySample();
        samples.keySet().forEach(sample -> requireNew(file, id(log, digest, sample)));
        DatasetEntry.Added added = DatasetEntry.add(project.root(), "data/imported", problems);
        Map<UUID, List<JournalEntry>> runs = new LinkedHashMap<>();
        try {
            samples.forEach((sample, attempts) -> {
                UUID id = id(log, digest, sample);
                runs.put(id, ImportedRun.entries(id, log, added.dataset(), sample, attempts));
            });
            project.store().appendAll(runs);
        } catch (RuntimeException e) {
            added.entry().undo();
            throw e;
        }
        return new Imported(
                added.dataset().name(),
                problems.items().size(),
                List.copyOf(runs.keySet()),
                log.attempts().size(),
                log.remarks());
    }

    /// The problems of all attempts, each once.
    static List<Item> items(ForeignLog log) {
        Map<String, Attempt> first = new LinkedHashMap<>();
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        for (Attempt attempt : log.attempts()) {
            Attempt twice = attempts.put(attempt.item() + "\0" + attempt.sample(), attempt);
            if (twice != null) {
                throw new ExchangeException(attempt.where() + ": item `" + attempt.item() + "`, attempt "
                        + attempt.sample() + " stands at " + twice.where() + " already");
            }
            Attempt earlier = first.putIfAbsent(attempt.item(), attempt);
            if (earlier != null
                    && !(earlier.fields().equals(attempt.fields()) && Objects.equals(earlier.gold(), attempt.gold()))) {
                throw new ExchangeException(attempt.where() + ": item `" + attempt.item() + "` is another problem than"
                        + " at " + earlier.where() + ": `" + shortened(attempt) + "` where `" + shortened(earlier)
                        + "` stood; its attempts are mixed up");
            }
        }
        return first.values().stream()
                .map(a -> Datasets.item(a.item(), a.cluster(), a.fields(), a.gold()))
                .toList();
    }

    private static String shortened(Attempt attempt) {
        String text = attempt.fields().getOrDefault(ImportedLoop.QUESTION, "") + " -> " + attempt.gold();
        return text.length() <= 80 ? text : text.substring(0, 80) + "\u2026";
    }

    private void requireNew(Path file, UUID run) {
        if (project.store().run(run).isPresent()) {
            throw new ExchangeException(file + " was imported before, as run " + run + "; `show` prints it");
        }
    }

    /// A version 7 id: time of the log, and bits of its content where chance would stand.
    private static UUID id(ForeignLog log, byte[] digest, int sample) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(digest);
            byte[] bits = sha.digest((log.dataset() + "\0" + sample).getBytes(StandardCharsets.UTF_8));
            java.nio.ByteBuffer random = java.nio.ByteBuffer.wrap(bits);
            long most = (log.created().toEpochMilli() << 16) | 0x7000L | (random.getLong() & 0xfffL);
            long least = (random.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
            return new UUID(most, least);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] sha256(Path file) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return sha.digest();
    }

    private static byte[] digest(Path file) {
        try {
            return sha256(file);
        } catch (NoSuchFileException e) {
            throw new ExchangeException("file " + file + " went away while it was read", e);
        } catch (IOException e) {
            throw new ExchangeException(file + " can't be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
