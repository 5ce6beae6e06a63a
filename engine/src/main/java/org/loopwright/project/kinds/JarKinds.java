package org.loopwright.project.kinds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.loopwright.loop.NodeKind;

/// Loads the kinds of one jar.
final class JarKinds {
    private JarKinds() {}

    /// A jar that holds no kind that can be loaded.
    static final class BrokenJar extends Exception {
        private static final long serialVersionUID = 1;

        BrokenJar(String reason) {
            super(reason);
        }
    }

    /// The kinds of a jar. Its classes see this program's; two jars don't see one another's. They stay loaded until
    /// the program ends: a kind that a run uses can't be taken away.
    static List<NodeKind> of(byte[] jar) throws BrokenJar {
        URLClassLoader loader = loader(jar);
        try {
            List<NodeKind> kinds = ServiceLoader.load(NodeKind.class, loader).stream()
                    .filter(provider -> loader.equals(provider.type().getClassLoader()))
                    .map(ServiceLoader.Provider::get)
                    .toList();
            if (kinds.isEmpty()) {
                throw new BrokenJar("it names no kind in META-INF/services/" + NodeKind.class.getName());
            }
            for (NodeKind kind : kinds) {
                // What a kind says of itself is asked once here, so that a broken one is not found later.
                if (kind.name().isBlank() || kind.signature().summary().isBlank()) {
                    throw new BrokenJar(kind.getClass().getName() + " has no name or summary");
                }
            }
            return kinds;
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            throw new BrokenJar(String.valueOf(e.getMessage()));
        }
    }

    /// A copy that nobody else can write is what is loaded: the jar itself may change after its hash was taken.
    private static URLClassLoader loader(byte[] jar) {
        try {
            Path copy = Files.createTempFile("loopwright-kind", ".jar");
            copy.toFile().deleteOnExit();
            Files.write(copy, jar);
            return new URLClassLoader(new URL[] {url(copy)}, NodeKind.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException("a copy of the jar can't be kept while it is used: " + e.getMessage(), e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("every file has a URL", e);
        }
    }
}
