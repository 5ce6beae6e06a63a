package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.testing.SampleFolder;

/// Real runs of the sample project, measured, drawn and reported.
class ReportCommandTest {
    @TempDir
    private Path folder;

    @Test
    void runsAreMeasuredDrawnAndReported() throws IOException {
        Path project = SampleFolder.copyTo(folder.resolve("project"));
        String check = run(project, "self-check");
        String redraw = run(project, "blind-redraw");

        Path json = folder.resolve("figures.json");
        done("measure", redraw, "--pair", check, "--project", project.toString(), "--json", json.toString());
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.get("n").asInt()).isEqualTo(20);
        assertThat(figures.get("unit").asText()).isEqualTo("item");
        assertThat(figures.get("accuracy")).hasSize(2);

        Path drawn = Files.createDirectories(project.resolve("figures"));
        Files.writeString(
                drawn.resolve("gain.figure.yaml"),
                "loopwright: 1\nfigure: forest\nruns: [" + check + ", " + redraw + "]\nbase: blind-redraw\n");
        Files.writeString(
                drawn.resolve("sure.figure.yaml"), "loopwright: 1\nfigure: calibration\nruns: [" + check + "]\n");
        done("figures", project.toString());
        assertThat(Files.readString(drawn.resolve("sure.csv")))
                .startsWith(
                        "answers of self-check,confidence,accuracy,low,high,count,Brier x 100,\"ECE, points\",\"AUROC, %\"");
        assertThat(Files.readString(drawn.resolve("sure.svg"))).contains("first answers: ECE", "confidence");
        assertThat(Files.readString(drawn.resolve("gain.pdf"), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF");
        assertThat(Files.readString(drawn.resolve("gain.svg"))).contains("<svg").contains("self-check");
        assertThat(Files.size(drawn.resolve("gain.png"))).isGreaterThan(1_000);
        assertThat(Files.readString(drawn.resolve("gain.csv"))).startsWith("arm less blind-redraw,difference,low,high");
        assertThat(Files.readString(drawn.resolve("gain-table.tex"))).contains("\\toprule");
        assertThat(Files.readString(drawn.resolve("gain-numbers.tex")))
                .contains("\\newcommand{\\lwGainSelfCheckDifference}");

        Path report = folder.resolve("report");
        done("report", project.toString(), check, redraw, "--out", report.toString());
        assertThat(Files.readString(report.resolve("report.html")))
                .contains("What may be claimed", "Prompts as rendered", "labels-in-training", "Checklist")
                .contains("Whether blind-redraw improves on its first answers is open")
                .doesNotContain("blind-redraw improves on its first answers (")
                .doesNotContain("blind-redraw has no effect");
        assertThat(Files.readString(report.resolve("report.pdf"), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF");
    }

    @Test
    void aFigureThatIsWrongIsNamedWithWhatIsRight() throws IOException {
        Path project = SampleFolder.copyTo(folder.resolve("project"));
        Files.createDirectories(project.resolve("figures"));
        Files.writeString(project.resolve("figures/odd.figure.yaml"), "loopwright: 1\nfigure: pie\nruns: [last]\n");
        Shell shell = Shell.run("figures", project.toString());
        assertThat(shell.code()).isEqualTo(4);
        assertThat(shell.err()).contains("odd.figure.yaml", "figure `pie` is none", "forest");
    }

    /// Runs a loop on twenty problems.
    ///
    /// @return the end of the run's id
    private String run(Path project, String loop) throws IOException {
        Path json = folder.resolve(loop + ".json");
        done("run", project.toString(), "--loop", loop, "--items", "20", "--json", json.toString());
        String id = new ObjectMapper().readTree(json.toFile()).get("run").asText();
        return id.substring(id.length() - 12);
    }

    private static void done(String... command) {
        Shell shell = Shell.run(command);
        assertThat(shell.code()).as("%s: %s", List.of(command), shell.err()).isZero();
    }
}
