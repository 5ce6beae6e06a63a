package org.loopwright.app.figure;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.loopwright.measure.Hypothesis;
import org.loopwright.project.Project;

/// Writes the report of runs: one page, as HTML and as PDF.
public final class Reports {
    private static final String FONTS = "/org/loopwright/ui/fonts/";

    private Reports() {}

    /// Writes `report.html` and `report.pdf` into `folder`, which is made where it is missing.
    ///
    /// @param hypothesis of every difference, stated before
    /// @return the two files
    /// @throws org.loopwright.measure.MeasureException when the runs can't be measured together
    public static List<Path> write(Project project, List<UUID> runs, Hypothesis hypothesis, Path folder) {
        String page = ReportPage.of(ReportSource.of(project, runs, hypothesis));
        Path html = folder.resolve("report.html");
        Path pdf = folder.resolve("report.pdf");
        try {
            Files.createDirectories(folder);
            FigureFiles.text(html, page);
            try (OutputStream out = Files.newOutputStream(pdf)) {
                render(page, folder, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the report can't be written into " + folder + ": " + e.getMessage(), e);
        }
        return List.of(html, pdf);
    }

    private static void render(String page, Path folder, OutputStream out) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFont(() -> font("Inter_400Regular"), "Inter", 400, PdfRendererBuilder.FontStyle.NORMAL, true);
        builder.useFont(() -> font("Inter_700Bold"), "Inter", 700, PdfRendererBuilder.FontStyle.NORMAL, true);
        builder.useFont(() -> font("JetBrainsMono_400Regular"), "JetBrains Mono");
        builder.useSVGDrawer(new BatikSVGDrawer());
        builder.withHtmlContent(page, folder.toUri().toString());
        builder.toStream(out);
        builder.run();
    }

    private static InputStream font(String name) {
        return Objects.requireNonNull(Reports.class.getResourceAsStream(FONTS + name + ".ttf"), name);
    }
}
