package org.loopwright.app.terminal;

import java.util.List;
import org.loopwright.app.design.CanvasBenchmark;

/// The canvas with 500 nodes and 700 exits, against its bars.
final class CanvasFigures {
    static final String NAME = "canvas";

    private static final double LEAST_FRAMES = 55;
    private static final double MOST_SECONDS = 1;

    private CanvasFigures() {}

    /// Chooses the screen to measure on and says which: the display, or JavaFX's own headless one.
    static String screen() {
        if (Display.present()) {
            return "canvas: measured on the display";
        }
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        return "canvas: no display, measured headless with software rendering";
    }

    static List<BenchFigure> measure() throws InterruptedException {
        CanvasBenchmark.Figures figures = CanvasBenchmark.measure();
        return List.of(
                BenchFigure.atLeast("pan", LEAST_FRAMES, "frames/s", figures.pan()),
                BenchFigure.atLeast("drag", LEAST_FRAMES, "frames/s", figures.drag()),
                BenchFigure.atLeast("zoom", LEAST_FRAMES, "frames/s", figures.zoom()),
                BenchFigure.atMost("first layout", MOST_SECONDS, "s", 1, List.of(figures.cold())),
                BenchFigure.atMost("layout", MOST_SECONDS, "s", 1, List.of(figures.layout())),
                BenchFigure.atMost("open", MOST_SECONDS, "s", 1, List.of(figures.open())));
    }
}
