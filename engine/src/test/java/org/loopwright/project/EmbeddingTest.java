package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.testing.SampleFolder;

/// The program in `docs/embedding.md` is twenty lines of Java, and it runs.
class EmbeddingTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theProgramInTheDocsRunsWithoutJavaFx() throws IOException, InterruptedException {
        SampleFolder.copyTo(folder.resolve("sample-projects").resolve("self-check-arithmetic"));
        Matcher program = PROGRAM.matcher(Files.readString(SampleFolder.ROOT.resolve("docs/embedding.md")));
        assertThat(program.find()).isTrue();
        Path source = folder.resolve("Embedding.java");
        Files.writeString(source, program.group(1));
        String classPath = System.getProperty("java.class.path");
        assertThat(classPath).doesNotContain("javafx");

        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        classPath,
                        source.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int code = process.waitFor();

        String printed = Files.readString(output);
        assertThat(code).as(printed).isZero();
        assertThat(printed).contains("accuracy");
        assertThat(program.group(1).lines().filter(line -> !line.isBlank()).count())
                .isLessThanOrEqualTo(22);
    }
}
