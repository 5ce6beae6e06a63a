package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.project.ProjectException;
import org.loopwright.tool.sandbox.NamespaceSandbox;
import org.slf4j.LoggerFactory;

/// The benchmark on three small problems in HumanEval's form.
class SandboxBenchmarkTest {
    private static final String PROBLEMS = """
            {"task_id": "own/0", "prompt": "def double(x):\\n", "canonical_solution": "    return 2 * x\\n", \
            "test": "def check(f):\\n    assert f(4) == 8\\n", "entry_point": "double"}
            {"task_id": "own/1", "prompt": "from typing import List\\n\\ndef longest(words: List[str]) -> str:\\n", \
            "canonical_solution": "    return max(words, key=len)\\n", \
            "test": "def check(f):\\n    assert f(['a', 'bcd', 'ef']) == 'bcd'\\n", "entry_point": "longest"}
            {"task_id": "own/2", "prompt": "import math\\n\\ndef is_square(n):\\n", \
            "canonical_solution": "    return n >= 0 and math.isqrt(n) ** 2 == n\\n", \
            "test": "def check(f):\\n    assert f(49) and not f(50) and f(0) and not f(-4)\\n", "entry_point": "is_square"}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsASandbox() throws InterruptedException {
        Optional<String> missing = new NamespaceSandbox().missing();
        missing.ifPresent(reason -> LoggerFactory.getLogger(SandboxBenchmarkTest.class)
                .warn("********** THE SANDBOX IS NOT TESTED ON THIS MACHINE: {} **********", reason));
        assumeTrue(missing.isEmpty(), () -> "no sandbox: " + missing);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("problems.jsonl"), text);
    }

    @Test
    void referencesPassAndBrokenOnesFail() throws IOException, InterruptedException {
        SandboxBenchmark.Result result = new SandboxBenchmark(file(PROBLEMS)).measure();
        assertThat(result.met()).as(result.toString()).isTrue();
        assertThat(result.problems()).isEqualTo(3);
        assertThat(result.brokenVerdicts()).containsEntry("failed", 3);
    }

    @Test
    void aWrongReferenceIsNamedWithItsAssertion() throws IOException, InterruptedException {
        SandboxBenchmark.Result result = new SandboxBenchmark(file(PROBLEMS.replace("2 * x", "3 * x"))).measure();
        assertThat(result.met()).isFalse();
        assertThat(result.reference()).containsOnlyKeys("own/0");
        assertThat(result.reference().get("own/0")).contains("AssertionError").contains("assert f(4) == 8");
    }

    @Test
    void theGzippedFileIsReadAsItIs() throws IOException, InterruptedException {
        Path zipped = folder.resolve("problems.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(PROBLEMS.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new SandboxBenchmark(zipped).measure().met()).isTrue();
    }

    @Test
    void aFileOfAnotherKindIsNamedWithItsLine() throws IOException {
        Path other = file("{\"task_id\": \"x\"}\n");
        assertThatThrownBy(() -> new SandboxBenchmark(other).measure())
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("line 1 has no text `prompt`");
        Shell shell = Shell.run("bench", "sandbox");
        assertThat(shell.code()).isEqualTo(4);
        assertThat(shell.err()).contains("--humaneval FILE");
    }
}
