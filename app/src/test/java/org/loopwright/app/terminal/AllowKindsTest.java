package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.store.RunStore;
import org.loopwright.store.h2.H2RunStore;
import org.loopwright.testing.JarOfKinds;
import org.loopwright.testing.SampleFolder;

/// Kinds of nodes that a project brings, from the terminal, with the sample project's own model.
class AllowKindsTest {
    private static final String LOUD = """
            loopwright: 1
            name: loud
            level: item
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              draft: {type: Text, default: ""}
              loud: {type: Text, answer: true}
            start: draft
            nodes:
              draft:
                kind: generate
                model: student
                prompt: [{user: "{{ question }}"}]
                sampling: {temperature: 0, max-tokens: 8}
                writes: draft
                exits: {next: shout}
              shout: {kind: shout, reads: draft, writes: loud, exits: {next: done}}
              done: {kind: stop, returns: loud}
            """;

    @TempDir
    private Path folder;

    @Test
    void aProjectsKindsRunOnlyWhenTheyAreAllowedAndTheRunKeepsTheirHash() throws Exception {
        Path project = SampleFolder.copyTo(folder.resolve("project"));
        Files.writeString(project.resolve("loops/loud.loop.yaml"), LOUD);
        Path jar = project.resolve("kinds/shout.jar");
        JarOfKinds.write(jar, "!");

        Shell refused = Shell.run("run", project.toString(), "--loop", "loud", "--items", "2");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("kinds/shout.jar was not loaded", "--allow-kinds", "shout");
        assertThat(runs(project)).isEmpty();

        Shell allowed = Shell.run("run", project.toString(), "--loop", "loud", "--items", "2", "--allow-kinds");
        assertThat(allowed.code()).as(allowed.err()).isZero();
        assertThat(runs(project)).containsExactly(Map.entry("shout", sha(jar)));
        assertThat(allowed.out())
                .contains("kind shout was brought by the project (SHA-256 " + sha(jar).substring(0, 12));

        Shell later = Shell.run("run", project.toString(), "--loop", "loud", "--items", "2");
        assertThat(later.code()).as("it was allowed for that command alone").isNotZero();
    }

    /// The kinds that each run of a project kept, with their hashes.
    private static List<Map.Entry<String, String>> runs(Path project) {
        try (RunStore store = H2RunStore.open(project)) {
            return store.runs().stream()
                    .flatMap(run -> run.header().kinds().entrySet().stream())
                    .toList();
        }
    }

    private static String sha(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
