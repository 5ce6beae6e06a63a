package org.loopwright.project.kinds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;
import org.loopwright.project.ProjectException;

/// The kinds of nodes that a project can use: the program's own, and those of the jars in its folder `kinds` that a
/// person agreed to.
///
/// @param kinds all of them
/// @param jars the project's jars, by name, with what became of each
public record ProjectKinds(NodeKinds kinds, List<Jar> jars) {
    /// Where a project keeps its jars.
    public static final String FOLDER = "kinds";

    public ProjectKinds {
        jars = List.copyOf(jars);
    }

    /// A jar and what became of it.
    ///
    /// @param problem why it was not loaded, in one sentence; empty when it was
    public record Jar(KindJar jar, State state, String problem) {}

    /// What became of a jar. Closed set.
    public enum State {
        LOADED,
        /// Nobody was asked yet.
        ASK,
        /// It is not what was agreed to.
        CHANGED,
        REFUSED,
        /// It was agreed to, and holds nothing that can be loaded.
        BROKEN
    }

    /// Only the program's own kinds.
    public static ProjectKinds installed() {
        return new ProjectKinds(NodeKinds.installed(), List.of());
    }

    /// The kinds of the project in `root`. Nothing of a jar is run before `consent` agreed to its bytes, and what is
    /// run are these bytes, whatever happens to the file meanwhile.
    ///
    /// @throws ProjectException when the folder can't be read
    public static ProjectKinds of(Path root, KindConsent consent) {
        List<NodeKind> all = new ArrayList<>(NodeKinds.installed().all());
        Map<String, String> brought = new LinkedHashMap<>();
        List<Jar> jars = new ArrayList<>();
        for (Path file : files(root.resolve(FOLDER))) {
            int before = all.size();
            Jar jar = load(file, consent, all);
            jars.add(jar);
            all.subList(before, all.size())
                    .forEach(kind -> brought.put(kind.name(), jar.jar().sha256()));
        }
        return new ProjectKinds(new NodeKinds(all, brought), jars);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ProjectException("the kinds in " + folder + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Jar load(Path file, KindConsent consent, List<NodeKind> all) {
        byte[] bytes = bytes(file);
        KindJar jar = new KindJar(file.getFileName().toString(), hash(bytes));
        String where = FOLDER + "/" + jar.name();
        return switch (consent.about(jar)) {
            case UNKNOWN ->
                new Jar(
                        jar,
                        State.ASK,
                        where + " was not loaded: you have not agreed to it (SHA-256 " + jar.shortHash()
                                + "…); agree when the project is opened in the window, or run with --allow-kinds");
            case CHANGED ->
                new Jar(
                        jar,
                        State.CHANGED,
                        where + " was not loaded: it is another file than the one you agreed to (now SHA-256 "
                                + jar.shortHash() + "…); agree to it anew, or put the old one back");
            case REFUSED ->
                new Jar(
                        jar,
                        State.REFUSED,
                        where + " was not loaded: you refused it (SHA-256 " + jar.shortHash() + "…)");
            case AGREED -> loaded(jar, where, bytes, all);
        };
    }

    private static Jar loaded(KindJar jar, String where, byte[] bytes, List<NodeKind> all) {
        try {
            for (NodeKind kind : JarKinds.of(bytes)) {
                if (all.stream().anyMatch(known -> known.name().equals(kind.name()))) {
                    return new Jar(
                            jar,
                            State.BROKEN,
                            where + " was not loaded: there is a kind `" + kind.name() + "` already");
                }
                all.add(kind);
            }
            return new Jar(jar, State.LOADED, "");
        } catch (JarKinds.BrokenJar e) {
            return new Jar(jar, State.BROKEN, where + " was not loaded: " + e.getMessage());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ProjectException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Why jars were not loaded, a sentence each.
    public List<String> problems() {
        return jars.stream()
                .map(Jar::problem)
                .filter(problem -> !problem.isEmpty())
                .toList();
    }

    /// The jars that a person has to be asked about.
    public List<Jar> questions() {
        return jars.stream()
                .filter(jar -> jar.state() == State.ASK || jar.state() == State.CHANGED)
                .toList();
    }
}
