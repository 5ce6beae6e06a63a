package org.loopwright.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.loopwright.journal.JournalEntry;
import org.loopwright.project.ProjectException;
import org.loopwright.project.ProjectFile;
import org.loopwright.store.Annotation;
import org.loopwright.store.RunStore;
import org.loopwright.store.h2.H2RunStore;

/// Unpacks a pack into a new folder, or merges it into a copy of the project.
///
/// The whole pack is unpacked beside the target first, and every size and hash compared. Then all runs are
/// stored in one transaction ([RunMerge]), and files are moved to their places ([FileMerge]). Whoever is
/// killed in between unpacks again: what is there already is left alone.
public final class Unpacking {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Unpacking() {}

    /// What was unpacked.
    ///
    /// @param files that are new
    /// @param runs that are new
    /// @param remarks what a person should look at, each a sentence
    public record Unpacked(int files, int runs, List<String> remarks) {
        public Unpacked {
            remarks = List.copyOf(remarks);
        }
    }

    /// Unpacks `pack` into `folder`, which is new, empty or a project that nobody has open.
    ///
    /// @throws ExchangeException when the pack is damaged, newer or meant to do harm, or the folder holds
    ///     something else: nothing was changed
    /// @throws org.loopwright.store.StoreException when the store fails: no run was added
    public static Unpacked unpack(Path pack, Path folder) {
        if (!Files.isRegularFile(pack)) {
            throw new ExchangeException("there is no file " + pack);
        }
        Path target = folder.toAbsolutePath().normalize();
        requireProjectOrNothing(target);
        Path stage = null;
        try (LogArchive archive = LogArchive.open(pack)) {
            PackManifest manifest = PackManifest.read(pack, archive);
            Path parent = target.getParent();
            if (parent == null) {
                throw new ExchangeException(folder + " is the root of a file system; name a folder");
            }
            Files.createDirectories(parent);
            stage = Files.createTempDirectory(parent, ".unpack-");
            stage(pack, archive, manifest, stage);
            return merge(pack, stage, target);
        } catch (IOException e) {
            throw new ExchangeException(pack + " can't be unpacked into " + folder + ": " + e.getMessage(), e);
        } finally {
            remove(stage);
        }
    }

    private static void requireProjectOrNothing(Path target) {
        if (!Files.exists(target) || Files.isRegularFile(target.resolve(ProjectFile.FILE_NAME))) {
            return;
        }
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.of(target)) {
            if (files.findAny().isPresent()) {
                throw new ExchangeException(target + " holds something that is no project; name a new folder, an empty"
                        + " one, or another copy of the project");
            }
        } catch (IOException e) {
            throw new ExchangeException(target + " can't be read: " + e.getMessage(), e);
        }
    }

    private static void stage(Path pack, LogArchive archive, PackManifest manifest, Path stage) throws IOException {
        for (Map.Entry<String, PackManifest.Content> entry : manifest.entries().entrySet()) {
            Path file = stage.resolve(entry.getKey()).normalize();
            if (!file.startsWith(stage)) {
                throw new IllegalStateException("names were checked: " + entry.getKey());
            }
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file);
                    Packing.Counting counting = new Packing.Counting(out)) {
                archive.copy(entry.getKey(), counting, entry.getValue().bytes());
                if (counting.bytes() != entry.getValue().bytes()
                        || !counting.hex().equals(entry.getValue().sha256())) {
                    throw new ExchangeException(pack + ", entry " + entry.getKey()
                            + " is not what the pack's list says: it was changed; ask for the pack again");
                }
            }
        }
        if (!Files.isRegularFile(stage.resolve(PackManifest.FILES).resolve(ProjectFile.FILE_NAME))) {
            throw new ExchangeException(pack + " holds no " + ProjectFile.FILE_NAME + ": it is no pack of a project");
        }
        try {
            ProjectFile.read(stage.resolve("project"));
        } catch (ProjectException e) {
            throw new ExchangeException(pack + ": " + e.getMessage(), e);
        }
    }

    private static Unpacked merge(Path pack, Path stage, Path target) throws IOException {
        Map<UUID, List<JournalEntry>> packed = runs(pack, stage.resolve("runs"));
        List<Annotation> annotations = annotations(stage.resolve(PackManifest.ANNOTATIONS));
        if (!Files.exists(target.resolve(ProjectFile.FILE_NAME))) {
            return moveWhole(stage.resolve("project"), target, packed, annotations);
        }
        FileMerge files = FileMerge.plan(stage.resolve("project"), target);
        List<String> remarks = new ArrayList<>();
        int runs;
        try (RunStore store = H2RunStore.open(target)) {
            RunMerge merge = RunMerge.of(store, packed);
            runs = merge.store(store);
            annotations.forEach(store::annotate);
            remarks.addAll(merge.remarks());
        }
        remarks.addAll(files.remarks());
        return new Unpacked(files.move(), runs, remarks);
    }

    /// A project that is not there yet is made beside its place, runs and all, and moved there.
    private static Unpacked moveWhole(
            Path project, Path target, Map<UUID, List<JournalEntry>> packed, List<Annotation> annotations)
            throws IOException {
        int files;
        try (Stream<Path> all = Files.walk(project)) {
            files = (int) all.filter(Files::isRegularFile).count();
        }
        try (RunStore store = H2RunStore.open(project)) {
            store.appendAll(packed);
            annotations.forEach(store::annotate);
        }
        Files.deleteIfExists(target); // it is empty
        Files.move(project, target, StandardCopyOption.ATOMIC_MOVE);
        return new Unpacked(files, packed.size(), List.of());
    }

    private static Map<UUID, List<JournalEntry>> runs(Path pack, Path folder) throws IOException {
        Map<UUID, List<JournalEntry>> runs = new LinkedHashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString();
                    runs.put(id(pack, name), PackedRun.read(file, pack + ", entry " + PackManifest.RUNS + name));
                }
            }
        }
        return runs;
    }

    private static UUID id(Path pack, String name) {
        try {
            return UUID.fromString(name.replaceFirst("\\.jsonl$", ""));
        } catch (IllegalArgumentException e) {
            throw new ExchangeException(pack + ": runs/" + name + " is not named by the id of a run", e);
        }
    }

    private static List<Annotation> annotations(Path file) throws IOException {
        List<Annotation> annotations = new ArrayList<>();
        if (Files.exists(file)) {
            for (JsonNode json : MAPPER.readTree(Files.readAllBytes(file))) {
                JsonNode span = json.path("span");
                annotations.add(new Annotation(
                        UUID.fromString(json.path("id").asText()),
                        UUID.fromString(json.path("run").asText()),
                        json.path("item").asText(),
                        span.isEmpty()
                                ? null
                                : new Annotation.Span(
                                        span.path(0).asLong(),
                                        span.path(1).asInt(),
                                        span.path(2).asInt(),
                                        span.path(3).asInt()),
                        json.path("author").asText(),
                        Annotation.Kind.valueOf(json.path("kind").asText()),
                        json.path("value").asText(),
                        Instant.parse(json.path("at").asText())));
            }
        }
        return annotations;
    }

    private static void remove(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            // A temporary folder that stays behind begins with `.unpack-`.
        }
    }
}
