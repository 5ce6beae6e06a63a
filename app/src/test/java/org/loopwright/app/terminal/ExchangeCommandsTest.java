package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes in and out, as people type it.
class ExchangeCommandsTest {
    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("project.yaml"), """
                loopwright: 1
                name: exchange
                grader: number
                datasets: {}
                defaults: {loop: none, dataset: none}
                """);
    }

    private Path table() throws IOException {
        return Files.writeString(folder.resolve("attempts.csv"), """
                task_id,response,is_solved
                t1,two,true
                t2,six,false
                """);
    }

    private static Shell done(String... words) {
        Shell shell = Shell.run(words);
        assertThat(shell.code()).as(shell.err()).isZero();
        return shell;
    }

    @Test
    void aTableGoesInAndItsRunGoesOutAndToAColleague() throws IOException {
        String into = project.toString();
        assertThat(done("import", table().toString(), "--into", into).out())
                .contains("2 items in dataset attempts", "2 attempts in 1 runs:");
        Path csv = folder.resolve("out.csv");
        assertThat(done("export", into, "last", "--as", "csv", "--out", csv.toString())
                        .out())
                .contains("2 items written");
        assertThat(csv).content().contains("t1,t1,0,0,answer,two,", "t2,t2,0,0,answer,six,");
        Path pack = folder.resolve("p.pack");
        done("pack", into, "--anonymous", "--out", pack.toString());
        String copy = folder.resolve("copy").toString();
        assertThat(done("unpack", pack.toString(), "--into", copy).out()).contains("1 new runs");
        assertThat(done("runs", copy).out()).isEqualTo(done("runs", into).out());
        assertThat(done("unpack", pack.toString(), "--into", into).out()).contains("0 new files and 0 new runs");
    }

    @Test
    void badFilesEndWithOneMessage() throws IOException {
        String into = project.toString();
        Path log = Files.writeString(folder.resolve("x.eval"), "PK half a zip");
        assertBad(Shell.run("import", log.toString(), "--into", into), "x.eval", "cut off");
        assertBad(
                Shell.run("import", table().toString(), "--into", into, "--map", "correct=solved"),
                "`solved`",
                "is_solved");
        assertBad(
                Shell.run(
                        "unpack",
                        log.toString(),
                        "--into",
                        folder.resolve("new").toString()),
                "x.eval");
        assertBad(Shell.run("export", into, "last", "--as", "csv", "--out", "x.csv"), "no run");
        assertThat(Shell.run("export", into, "last", "--as", "xml", "--out", "x")
                        .code())
                .isEqualTo(2);
        assertThat(done("runs", into).out()).startsWith("No runs yet");
    }

    private static void assertBad(Shell shell, String... parts) {
        assertThat(shell.code()).as(shell.err()).isEqualTo(4);
        assertThat(shell.err()).contains(parts).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
