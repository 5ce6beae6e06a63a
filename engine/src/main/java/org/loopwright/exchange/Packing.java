package org.loopwright.exchange;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.JournalEntry;
import org.loopwright.project.Project;
import org.loopwright.store.Annotation;
import org.loopwright.store.RunSummary;

/// Packs a project with its runs into one file for a colleague; [Unpacking] is the way back.
///
/// A pack is a zip: `project/` holds the files, `runs/ID.jsonl` each journal, `annotations.json` what people
/// said of items, and `loopwright-pack.json`, the last entry, the size and SHA-256 of all. Hidden files, links
/// and the database stay behind.
public final class Packing {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /// Text files above this size are data.
    private static final long LARGEST_TEXT = 4L << 20;

    private final Project project;
    private final @Nullable Anonymity anonymity;
    private final ZipOutputStream zip;
    private final Map<String, PackManifest.Content> entries = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    private Packing(Project project, @Nullable Anonymity anonymity, ZipOutputStream zip) {
        this.project = project;
        this.anonymity = anonymity;
        this.zip = zip;
    }

    /// What was packed.
    ///
    /// @param files of the project
    /// @param runs journals
    /// @param remarks what a person should look at, each a sentence
    public record Packed(int files, int runs, List<String> remarks) {
        public Packed {
            remarks = List.copyOf(remarks);
        }
    }

    /// Who may be seen in a pack.
    public enum People {
        KEEP,
        /// Authors, machine paths, and names of host and user are taken out.
        HIDE
    }

    /// Packs `project` into `target`, which is replaced when the pack is whole.
    ///
    /// @throws ExchangeException when a file can't be read or the pack can't be written
    public static Packed pack(Project project, People people, Path target) {
        Path whole = target.toAbsolutePath().resolveSibling(target.getFileName() + ".part");
        Anonymity anonymity = people == People.HIDE ? Anonymity.here(project.root()) : null;
        try {
            Packed packed;
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(whole))) {
                packed = new Packing(project, anonymity, zip).all(whole);
            }
            Files.move(whole, target.toAbsolutePath(), StandardCopyOption.REPLACE_EXISTING);
            return packed;
        } catch (IOException e) {
            throw new ExchangeException("the project can't be packed into " + target + ": " + e.getMessage(), e);
        } finally {
            try {
                Files.deleteIfExists(whole);
            } catch (IOException _) {
                // What stays behind has a name that says so.
            }
        }
    }

    private Packed all(Path pack) throws IOException {
        List<Path> files = files(pack);
        for (Path file : files) {
            put(PackManifest.FILES + name(file), out -> copy(file, out));
        }
        List<RunSummary> runs = project.store().runs();
        ArrayNode annotations = MAPPER.createArrayNode();
        UnaryOperator<String> change = anonymity == null ? UnaryOperator.identity() : anonymity::payload;
        for (RunSummary run : runs) {
            UUID id = run.header().id();
            List<JournalEntry> journal = project.store().entries(id);
            put(PackManifest.RUNS + id + ".jsonl", out -> PackedRun.write(journal, change, out));
            project.store().annotations(id).forEach(a -> annotations.add(json(a)));
        }
        put(PackManifest.ANNOTATIONS, out -> out.write(MAPPER.writeValueAsBytes(annotations)));
        zip.putNextEntry(new ZipEntry(PackManifest.NAME));
        zip.write(new PackManifest(project.file().name(), anonymity != null, entries).json());
        zip.closeEntry();
        return new Packed(files.size(), runs.size(), remarks);
    }

    private String name(Path file) {
        StringBuilder name = new StringBuilder();
        project.root()
                .relativize(file)
                .forEach(part -> name.append(name.isEmpty() ? "" : "/").append(part));
        return name.toString();
    }

    private List<Path> files(Path pack) throws IOException {
        Path root = project.root();
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.startsWith(root.resolve("runs")) && !file.equals(pack))
                    .filter(file ->
                            !isHidden(root.relativize(file)) && !file.toString().endsWith(".loopwright-pack"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private void copy(Path file, OutputStream out) throws IOException {
        if (anonymity == null || Files.size(file) > LARGEST_TEXT) {
            Files.copy(file, out);
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        Optional<String> text = text(bytes);
        if (project.root().relativize(file).startsWith("data")) {
            if (text.isPresent() && !anonymity.text(text.get()).equals(text.get())) {
                remarks.add(name(file) + " names a folder, user or host of this machine, and was left as it is, because"
                        + " results hang on it: look at it before you send the pack");
            }
            out.write(bytes);
            return;
        }
        out.write(text.map(t -> anonymity.file(t).getBytes(StandardCharsets.UTF_8))
                .orElse(bytes));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// Writes one entry's content.
    private interface Body {
        void write(OutputStream out) throws IOException;
    }

    private void put(String name, Body body) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Counting out = new Counting(zip);
        body.write(out);
        zip.closeEntry();
        entries.put(name, new PackManifest.Content(out.bytes, out.hex()));
    }

    private ObjectNode json(Annotation annotation) {
        Annotation a = anonymity == null ? annotation : anonymity.annotation(annotation);
        ObjectNode json = MAPPER.createObjectNode()
                .put("id", a.id().toString())
                .put("run", a.run().toString())
                .put("item", a.item())
                .put("author", a.author())
                .put("kind", a.kind().name())
                .put("value", a.value())
                .put("at", a.at().toString());
        Annotation.Span span = a.span();
        if (span != null) {
            json.putArray("span")
                    .add(span.seq())
                    .add(span.completion())
                    .add(span.from())
                    .add(span.to());
        }
        return json;
    }

    /// Counts and hashes what passes; closing it closes nothing.
    static final class Counting extends OutputStream {
        private final DigestOutputStream out;
        private long bytes;

        Counting(OutputStream out) {
            try {
                this.out = new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int from, int count) throws IOException {
            out.write(buffer, from, count);
            bytes += count;
        }

        long bytes() {
            return bytes;
        }

        String hex() {
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        }
    }
}
