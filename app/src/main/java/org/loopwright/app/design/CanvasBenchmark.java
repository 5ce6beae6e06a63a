package org.loopwright.app.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.look.Look;
import org.loopwright.app.look.Theme;
import org.loopwright.app.session.ExitId;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.yaml.LoopYaml;

/// Measures the canvas with a loop of 500 nodes and 700 exits: frames a second while it is panned, while
/// a card is dragged and while it is zoomed, and how long layout and opening take. Starts JavaFX; call it
/// once in a program, off the window's thread. The first layout of the program is a figure of its own; the movements
/// are warmed up for a second each.
public final class CanvasBenchmark {
    private static final int NODES = 500;
    private static final int FORKS = 201;
    private static final int FRAMES = 180;
    private static final NodeKinds KINDS = new NodeKinds(List.of());

    private CanvasBenchmark() {}

    /// What was measured.
    ///
    /// @param pan frames a second
    /// @param drag frames a second
    /// @param zoom frames a second, from the whole loop to life size and back
    /// @param cold seconds of the first automatic layout in the program, classes and all
    /// @param layout seconds of one automatic layout after that
    /// @param open seconds from the text to the first frame that shows it, its places given
    public record Figures(double pan, double drag, double zoom, double cold, double layout, double open) {}

    /// Measures once.
    ///
    /// @throws IllegalStateException when a step fails
    public static Figures measure() throws InterruptedException {
        Platform.startup(() -> {});
        Platform.setImplicitExit(false);
        try {
            return onScreen();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the canvas can't be measured: " + e.getCause(), e);
        } finally {
            Platform.exit();
        }
    }

    private static Figures onScreen() throws InterruptedException, ExecutionException {
        LoopSpec loop = loop();
        long begun = System.nanoTime();
        LayeredLayout.place(LoopDrawing.of(loop, KINDS));
        double cold = seconds(begun);
        begun = System.nanoTime();
        Placement laidOut = LayeredLayout.place(LoopDrawing.of(loop, KINDS));
        double layout = seconds(begun);
        Map<String, LoopSpec.Position> places = new LinkedHashMap<>();
        laidOut.places().forEach((id, at) -> places.put(id, new LoopSpec.Position(at.x(), at.y())));
        String text = LoopYaml.write(withLayout(loop, places));
        LoopCanvas canvas = call(CanvasBenchmark::window);
        frames(1, frame -> {});
        begun = System.nanoTime();
        LoopDrawing drawing =
                LoopDrawing.of(Objects.requireNonNull(LoopYaml.read(text).loop()), KINDS);
        Placement placed = HandLayout.place(drawing, laidOut.places());
        call(() -> {
            canvas.show(placed);
            return canvas;
        });
        frames(2, frame -> {});
        double open = seconds(begun);
        double zoom = warmed(FRAMES, frame -> canvas.zoom(frame % 60 < 30 ? 1.09 : 1 / 1.09));
        call(() -> {
            canvas.zoom(1 / canvas.magnification());
            canvas.mark(Set.of("node-250"));
            return canvas;
        });
        canvas.reveal("node-250");
        double pan = warmed(FRAMES, frame -> canvas.pan(frame % 60 < 30 ? -14 : 14, frame % 60 < 30 ? -5 : 5));
        double drag = warmed(FRAMES, frame -> canvas.dragSelected(frame % 60 * 4.0, frame % 30 * 3.0));
        return new Figures(pan, drag, zoom, cold, layout, open);
    }

    private static LoopCanvas window() {
        Look.loadFonts();
        LoopCanvas canvas = new LoopCanvas(new Nobody());
        Scene scene = new Scene(canvas, 1280, 800);
        Look.apply(Theme.LIGHT, scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        return canvas;
    }

    private static double warmed(int count, IntConsumer before) throws InterruptedException, ExecutionException {
        frames(60, before);
        return frames(count, before);
    }

    /// Does something before each of some frames.
    ///
    /// @return frames a second
    private static double frames(int count, IntConsumer before) throws InterruptedException, ExecutionException {
        CompletableFuture<Double> done = new CompletableFuture<>();
        Platform.runLater(() -> new AnimationTimer() {
            private long first;
            private int frame;

            @Override
            public void handle(long now) {
                if (frame == 0) {
                    first = System.nanoTime();
                }
                if (frame == count) {
                    stop();
                    done.complete(count / seconds(first));
                    return;
                }
                before.accept(frame);
                frame++;
            }
        }.start());
        return done.get();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static <T> T call(Callable<T> task) throws InterruptedException, ExecutionException {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }

    private static LoopSpec loop() {
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        List<String> kinds = List.of("generate", "self-verify", "branch", "refine", "vote");
        for (int i = 0; i < NODES; i++) {
            Map<String, String> exits = new LinkedHashMap<>();
            if (i < NODES - 1) {
                exits.put("next", "node-" + (i + 1));
            }
            if (i < FORKS) {
                exits.put("again", "node-" + (i % 3 == 0 ? Math.max(0, i - 4) : i + 6));
            }
            nodes.put(
                    "node-" + i,
                    new NodeSpec(
                            "node-" + i,
                            kinds.get(i % kinds.size()),
                            new Settings(Map.of("model", "student")),
                            exits,
                            null,
                            Mark.NONE));
        }
        return new LoopSpec("large", Level.ITEM, Map.of(), List.of("student"), Map.of(), "node-0", nodes, Map.of(), "");
    }

    private static LoopSpec withLayout(LoopSpec loop, Map<String, LoopSpec.Position> layout) {
        return new LoopSpec(
                loop.name(),
                loop.level(),
                loop.params(),
                loop.models(),
                loop.slots(),
                loop.start(),
                loop.nodes(),
                layout,
                loop.hash());
    }

    /// Nobody works on this canvas.
    private static final class Nobody implements CanvasActions {
        @Override
        public void select(Set<String> nodes) {
            // nothing follows
        }

        @Override
        public void open(String node) {
            // nothing follows
        }

        @Override
        public void into(String node) {
            // nothing follows
        }

        @Override
        public void move(Map<String, Point> places) {
            // nothing follows
        }

        @Override
        public void connect(ExitId exit, String target) {
            // nothing follows
        }

        @Override
        public void disconnect(ExitId exit) {
            // nothing follows
        }

        @Override
        public void note(String id, LoopNote note) {
            // nothing follows
        }

        @Override
        public void removeNote(String id) {
            // nothing follows
        }

        @Override
        public void insert(ExitId exit) {
            // nothing follows
        }

        @Override
        public Set<String> fitting(ExitId exit) {
            return Set.of();
        }

        @Override
        public void offer(Point at, @Nullable ExitId onto) {
            // nothing follows
        }
    }
}
