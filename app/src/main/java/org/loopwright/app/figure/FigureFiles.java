package org.loopwright.app.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.loopwright.app.chart.ChartStyle;
import org.loopwright.app.chart.Charts;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.figure.FigureData;
import org.loopwright.measure.figure.FigureSubject;
import org.loopwright.measure.figure.FigureTable;
import org.loopwright.project.FigureFile;
import org.loopwright.project.RoundArms;
import org.loopwright.project.RunArms;
import org.loopwright.store.RunStore;

/// Draws the figures of a project from its stored runs, beside their `*.figure.yaml`: as PNG, SVG and PDF, the
/// numbers as CSV, a LaTeX table and LaTeX commands.
public final class FigureFiles {
    private static final double FONT = 7.5;

    private final RunStore store;
    private final Function<String, UUID> runs;

    /// @param runs finds a run by what people type
    public FigureFiles(RunStore store, Function<String, UUID> runs) {
        this.store = store;
        this.runs = runs;
    }

    /// Draws one figure and writes its files.
    ///
    /// @return the files written
    /// @throws MeasureException when its runs can't be compared
    public List<Path> write(FigureFile figure) {
        try {
            return write(figure, figure.kind().data(subject(figure), figure.arm()));
        } catch (MeasureException e) {
            throw new MeasureException(figure.path() + ": " + e.getMessage());
        }
    }

    private FigureSubject subject(FigureFile figure) {
        List<UUID> chosen = figure.runs().stream().map(runs).toList();
        if (figure.kind().isByRound()) {
            return FigureSubject.ofRounds(new RoundArms(store).of(chosen));
        }
        Hypothesis hypothesis = figure.margin().isPresent()
                ? Hypothesis.higher().withMargin(figure.margin().getAsDouble())
                : Hypothesis.higher();
        return FigureSubject.of(new RunArms(store).arms(chosen, ""), figure.base(), hypothesis, figure.budget());
    }

    private static List<Path> write(FigureFile figure, FigureData data) {
        Path folder = figure.path().toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a figure's file lies in a folder");
        }
        FigureTable table = data.table();
        if (table.rows().isEmpty()) {
            throw new MeasureException(
                    "these runs have nothing that " + figure.kind().word() + " could show");
        }
        new ChartFile(new Charts(ChartStyle.print(FONT)).draw(data), figure.width(), figure.height())
                .write(folder, figure.name());
        List<Path> files = new ArrayList<>();
        for (String ending : List.of(".png", ".svg", ".pdf")) {
            files.add(folder.resolve(figure.name() + ending));
        }
        files.add(text(folder.resolve(figure.name() + ".csv"), table.csv()));
        files.add(text(folder.resolve(figure.name() + "-table.tex"), table.booktabs()));
        files.add(text(folder.resolve(figure.name() + "-numbers.tex"), table.commands(figure.name())));
        return files;
    }

    static Path text(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written: " + e.getMessage(), e);
        }
    }
}
