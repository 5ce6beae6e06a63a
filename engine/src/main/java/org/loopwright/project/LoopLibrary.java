package org.loopwright.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopChecks;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.yaml.LoopYaml;

/// Reads and checks loops: those of a folder, or those that a journal kept. What loops of equal texts come to is
/// remembered for a while, for reading and checking them takes longer than reading their files. Thread-safe.
public final class LoopLibrary {
    private static final int REMEMBERED = 32;

    private final NodeKinds kinds;
    private final Language language;
    /// Texts with their file names, in order -> what they come to. Guarded by itself.
    private final Map<List<Map.Entry<String, String>>, List<LoopFile>> remembered =
            new LinkedHashMap<>(16, 0.75f, true);

    /// Checks with these kinds and languages.
    public LoopLibrary(NodeKinds kinds, Language language) {
        this.kinds = kinds;
        this.language = language;
    }

    /// Every loop file in `folder`, by name of the file.
    ///
    /// @throws ProjectException when the folder can't be read
    public List<LoopFile> readFolder(Path folder) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(LoopFile.SUFFIX))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ProjectException("the loops in " + folder + " can't be read: " + e.getMessage(), e);
        }
        return readTexts(texts);
    }

    /// Loops from their texts, by file name.
    public List<LoopFile> readTexts(Map<String, String> texts) {
        List<Map.Entry<String, String>> key = texts.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
        synchronized (remembered) {
            List<LoopFile> known = remembered.get(key);
            if (known != null) {
                return known;
            }
        }
        List<LoopFile> read = List.copyOf(read(texts));
        synchronized (remembered) {
            remembered.put(key, read);
            if (remembered.size() > REMEMBERED) {
                remembered.remove(remembered.keySet().iterator().next());
            }
        }
        return read;
    }

    private List<LoopFile> read(Map<String, String> texts) {
        Map<String, LoopParse> parses = new LinkedHashMap<>();
        texts.forEach((file, text) -> parses.put(file, LoopYaml.read(text)));
        List<LoopFile> loops = new ArrayList<>();
        parses.forEach(
                (file, parse) -> loops.add(new LoopFile(file, texts.getOrDefault(file, ""), checked(parse, parses))));
        return loops;
    }

    private LoopParse checked(LoopParse parse, Map<String, LoopParse> all) {
        LoopSpec loop = parse.loop();
        if (loop == null) {
            return parse;
        }
        List<LoopProblem> problems = new ArrayList<>(parse.problems());
        problems.addAll(LoopChecks.check(
                loop,
                kinds,
                language,
                file -> Optional.ofNullable(all.get(file)).flatMap(p -> Optional.ofNullable(p.loop()))));
        return new LoopParse(loop, problems);
    }

    /// The kinds of these loops that the program does not bring itself, with their hashes.
    Map<String, String> broughtTo(Collection<LoopSpec> loops) {
        return kinds.broughtTo(loops);
    }

    /// The file names of `main` and of every loop that it calls, directly or not; `main` first.
    ///
    /// @param loops by file name
    public List<String> reachable(String main, Map<String, LoopFile> loops) {
        List<String> reached = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>(List.of(main));
        while (!open.isEmpty()) {
            String file = open.removeFirst();
            LoopFile loop = loops.get(file);
            if (loop != null && !reached.contains(file)) {
                reached.add(file);
                open.addAll(called(loop));
            }
        }
        return reached;
    }

    private List<String> called(LoopFile file) {
        LoopSpec loop = file.parse().loop();
        List<String> called = new ArrayList<>();
        if (loop != null) {
            loop.nodes().values().forEach(node -> called.addAll(called(node)));
        }
        return called;
    }

    private List<String> called(NodeSpec node) {
        List<KindSignature.Field> fields =
                kinds.find(node.kind()).map(k -> k.signature().fields()).orElse(List.of());
        return fields.stream()
                .filter(f -> f.type() == FieldType.LOOP)
                .flatMap(f -> node.settings().optionalText(f.name()).stream())
                .toList();
    }
}
