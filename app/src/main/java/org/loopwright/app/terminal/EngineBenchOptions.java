package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the engine is measured, and beside whom.
final class EngineBenchOptions {
    private static final String MODEL_FILE = "smollm2.gguf";

    @Option(
            names = "--peers",
            description = "Run others beside: llama.cpp and transformers for the engine, PyTorch for train.")
    private boolean peers;

    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            description = "The Python that has the peers' packages (default: ${DEFAULT-VALUE}).")
    private String python = "python3";

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "SmolLM2-135M as GGUF (default: where engine/src/test/golden/fetch_models puts it).")
    private @Nullable Path model;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of all (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(names = "--loop-items", paramLabel = "N", description = "Items of the loop (default: ${DEFAULT-VALUE}).")
    private int items = 128;

    @Option(names = "--text", paramLabel = "FILE", description = "For perplexity: a real text in UTF-8.")
    private @Nullable Path text;

    @Option(
            names = "--windows",
            paramLabel = "N",
            description = "For perplexity: windows of 512 tokens (default: ${DEFAULT-VALUE}).")
    private int windows = 16;

    boolean peers() {
        return peers;
    }

    String python() {
        return python;
    }

    int measure(List<String> names, int repeat, PrintWriter out, @Nullable Path json) throws InterruptedException {
        Path file = model == null ? modelsFolder().resolve(MODEL_FILE) : model;
        Path scripts = SampleProject.home().resolve("engine").resolve("src").resolve("bench");
        Peers others = peers ? new Peers(python, scripts, modelsFolder().resolve("peers"), text, windows) : null;
        List<PeerFigure> figures = new EngineBenchmark(file, threads, repeat, items, others, out).measure(names);
        figures.forEach(figure -> out.println(line(figure)));
        JsonFile.write(json, figures);
        return ExitCode.DONE.code();
    }

    private static Path modelsFolder() {
        return Path.of(Objects.requireNonNullElse(
                System.getenv("LOOPWRIGHT_MODELS"),
                Path.of(System.getProperty("user.home"), ".cache", "loopwright", "models")
                        .toString()));
    }

    private static String line(PeerFigure figure) {
        String ours = String.format(Locale.ROOT, "%-18s %10.3f %-16s", figure.name(), figure.ours(), figure.unit());
        String verdict = figure.met() == null ? "" : figure.met() ? "met" : "MISS";
        if (figure.ratio() == null) {
            return figure.bar() == null
                    ? ours
                    : String.format(Locale.ROOT, "%s at most %.3f  %s", ours, figure.bar(), verdict);
        }
        return String.format(
                Locale.ROOT,
                "%s %s %.3f, ratio %.2f, bar %.2f  %s  (%d threads)",
                ours,
                figure.peerName(),
                figure.peer(),
                figure.ratio(),
                figure.bar(),
                verdict,
                figure.threads());
    }
}
