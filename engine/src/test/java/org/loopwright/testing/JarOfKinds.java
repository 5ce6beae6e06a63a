package org.loopwright.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Builds jars with a kind of node, as somebody outside this program would.
public final class JarOfKinds {
    private static final String SOURCE = """
            package example;

            import java.util.List;
            import java.util.Map;
            import java.util.Set;
            import org.loopwright.loop.*;

            public final class Shout implements NodeKind {
                public String name() { return "shout"; }

                public KindSignature signature() {
                    return new KindSignature(
                            "Writes a text in capitals.",
                            List.of(
                                    KindSignature.Field.required("reads", FieldType.READ, "What is written again."),
                                    KindSignature.Field.required("writes", FieldType.WRITE, "Where to.")),
                            List.of("next"),
                            KindSignature.ExitSet.CLOSED);
                }

                public Decision decide(Step step) {
                    Value read = step.require(step.settings().text("reads"));
                    Value loud = new Value(new Content.Text(read.text().toUpperCase() + "MARK"), read.sources(), null);
                    return new Decision.Move("next", Map.of(step.settings().text("writes"), loud), Set.of());
                }
            }
            """;

    private JarOfKinds() {}

    /// A jar with the kind `shout`, which writes a text in capitals.
    ///
    /// @param mark what it adds at the end
    public static void write(Path file, String mark) throws IOException {
        write(file, compile(SOURCE.replace("MARK", mark)), "example.Shout");
    }

    /// A jar that names a kind and holds it not.
    public static void writeBroken(Path file) throws IOException {
        write(file, Map.of(), "example.Missing");
    }

    private static void write(Path file, Map<String, byte[]> classes, String provider) throws IOException {
        Files.createDirectories(file.getParent());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new JarEntry("META-INF/services/org.loopwright.loop.NodeKind"));
            jar.write((provider + "\n").getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> one : classes.entrySet()) {
                jar.putNextEntry(new JarEntry(one.getKey().replace('.', '/') + ".class"));
                jar.write(one.getValue());
            }
        }
    }

    private static Map<String, byte[]> compile(String source) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");
        Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
        JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(
                        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                        return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                return classes.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
                            }
                        };
                    }
                };
        JavaFileObject text =
                new SimpleJavaFileObject(URI.create("memory:///example/Shout.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return source;
                    }
                };
        List<String> options = new ArrayList<>(List.of("-proc:none", "-cp", System.getProperty("java.class.path", "")));
        if (!compiler.getTask(null, files, null, options, null, List.of(text)).call()) {
            throw new IllegalStateException("the kind does not compile");
        }
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        classes.forEach((name, stream) -> bytes.put(name, stream.toByteArray()));
        return bytes;
    }
}
