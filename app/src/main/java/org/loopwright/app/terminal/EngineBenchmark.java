package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.TokenIds;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.model.djl.Precision;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.paged.VectorLayers;
import org.loopwright.project.ProjectException;

/// Measures the engine on SmolLM2-135M through the same port that loops use, and its peers beside it:
/// one run of ours, one
/// of theirs, in turns, so that a machine whose speed drifts harms both.
final class EngineBenchmark {
    /// What can be measured.
    static final List<String> NAMES = List.of(
            "decode", "decode8", "prefill", "loop", "orchestration", "batch1", "batch1q4", "perplexity", "soak");

    private static final int SEQUENCES = 64;
    private static final int SHARED = 128;
    private static final int TOKENS = 64;
    private static final int LONG_PROMPT = 512;

    private final Path model;
    private final int threads;
    private final int repeat;
    private final int items;
    private final @Nullable Peers peers;
    private final PrintWriter out;
    private final RawRequests requests = new RawRequests();

    /// @param model a GGUF file of SmolLM2-135M
    /// @param repeat runs of each figure, ours and theirs in turns
    /// @param items of the loop
    /// @param peers null to measure ours alone
    EngineBenchmark(Path model, int threads, int repeat, int items, @Nullable Peers peers, PrintWriter out) {
        if (!Files.exists(model)) {
            throw new ProjectException("the engine's benchmarks need SmolLM2-135M, and " + model
                    + " is not there; fetch it with engine/src/test/golden/fetch_models, or name it with --model");
        }
        this.model = model;
        this.threads = threads;
        this.repeat = repeat;
        this.items = items;
        this.peers = peers;
        this.out = out;
    }

    /// Measures some of [#NAMES].
    List<PeerFigure> measure(List<String> names) throws InterruptedException {
        List<PeerFigure> figures = new ArrayList<>();
        for (String name : names) {
            out.println("measuring " + name + " ...");
            out.flush();
            figures.addAll(
                    switch (name) {
                        case "decode" -> decode("decode", Precision.BF16, List.of("BF16", "Q4_0"), List.of(2.0, 1.7));
                        case "decode8" -> decode("decode8", Precision.INT8, List.of("Q8_0"), List.of(3.0));
                        case "prefill" -> prefill();
                        case "loop" -> new LoopSpeed(model, threads, repeat, items, peers).measure();
                        case "batch1" -> one("batch1", Precision.BF16, "BF16", 0.95);
                        case "batch1q4" -> one("batch1q4", Precision.INT4, "Q4_0", 1.2);
                        case "perplexity" -> perplexity();
                        case "orchestration" -> List.of(new LoopOverhead(model, threads, items).measure());
                        case "soak" -> new MemorySoak(threads, out).measure();
                        default -> throw new IllegalArgumentException(name);
                    });
        }
        return figures;
    }

    private List<PeerFigure> decode(String name, Precision precision, List<String> kinds, List<Double> bars)
            throws InterruptedException {
        try (DjlModels models = DjlModels.onCpu(threads, precision);
                LanguageModel engine = models.open(model)) {
            decodeRate(engine, SEQUENCES, SHARED, TOKENS);
            return compare(
                    name,
                    "tokens/s",
                    () -> decodeRate(engine, SEQUENCES, SHARED, TOKENS),
                    kinds,
                    bars,
                    false,
                    kind -> "decode " + kind + " " + SEQUENCES + " " + SHARED + " " + TOKENS);
        }
    }

    private List<PeerFigure> one(String name, Precision precision, String kind, double bar)
            throws InterruptedException {
        try (DjlModels models = DjlModels.onCpu(threads, precision);
                LanguageModel engine = models.open(model)) {
            decodeRate(engine, 1, TOKENS, 2 * TOKENS);
            List<PeerFigure> figures = new ArrayList<>(compare(
                    name,
                    "tokens/s",
                    () -> decodeRate(engine, 1, TOKENS, 2 * TOKENS),
                    List.of(kind),
                    List.of(bar),
                    false,
                    each -> "decode " + each + " 1 " + TOKENS + " " + 2 * TOKENS));
            long bytes = VectorLayers.bytesPerRow(ModelFiles.read(model).config(), precision == Precision.INT4);
            double share = figures.getFirst().ours() * bytes / MemoryBandwidth.bytesPerSecond();
            figures.add(PeerFigure.alone(name + "-bandwidth", List.of(share), "of one core's reading", threads));
            return figures;
        }
    }

    private List<PeerFigure> prefill() throws InterruptedException {
        try (DjlModels models = DjlModels.onCpu(threads, Precision.BF16);
                LanguageModel engine = models.open(model)) {
            prefillRate(engine);
            return compare(
                    "prefill",
                    "tokens/s",
                    () -> prefillRate(engine),
                    List.of("BF16"),
                    List.of(1.4),
                    false,
                    kind -> "prefill " + kind + " " + LONG_PROMPT);
        }
    }

    private List<PeerFigure> perplexity() throws InterruptedException {
        List<PeerFigure> figures = new ArrayList<>();
        Peers others = peers;
        Path text = others == null ? null : others.text();
        if (others == null || text == null) {
            throw new ProjectException("benchmark perplexity needs --peers and --text FILE, a real text in UTF-8");
        }
        Map<Precision, String> kinds = Map.of(Precision.BF16, "BF16", Precision.INT8, "Q8_0", Precision.INT4, "Q4_0");
        for (Precision precision : List.of(Precision.BF16, Precision.INT8, Precision.INT4)) {
            try (DjlModels models = DjlModels.onCpu(threads, precision);
                    LanguageModel engine = models.open(model)) {
                double ours = Perplexity.of(engine, text, others.windows());
                String kind = kinds.get(precision);
                double theirs =
                        others.llama(model, "perplexity " + kind + " " + text + " " + others.windows(), threads);
                figures.add(PeerFigure.paired(
                        "perplexity-" + precision.label(),
                        List.of(ours),
                        List.of(theirs),
                        "llama.cpp " + kind,
                        "per token",
                        0.995,
                        threads,
                        true));
            }
        }
        return figures;
    }

    /// Asks what a rate or a time of ours is against each kind of theirs, and takes medians of ratios.
    private List<PeerFigure> compare(
            String name,
            String unit,
            DoubleSupplier ours,
            List<String> kinds,
            List<Double> bars,
            boolean lessIsBetter,
            UnaryOperator<String> call)
            throws InterruptedException {
        List<List<Double>> theirs = new ArrayList<>();
        kinds.forEach(kind -> theirs.add(new ArrayList<>()));
        List<Double> mine = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            mine.add(ours.getAsDouble());
            for (int k = 0; peers != null && k < kinds.size(); k++) {
                theirs.get(k).add(peers.llama(model, call.apply(kinds.get(k)), threads));
            }
        }
        List<PeerFigure> figures = new ArrayList<>();
        for (int k = 0; k < kinds.size(); k++) {
            String peer = "llama.cpp " + kinds.get(k);
            figures.add(
                    peers == null
                            ? PeerFigure.alone(name, mine, unit, threads)
                            : PeerFigure.paired(
                                    name, mine, theirs.get(k), peer, unit, bars.get(k), threads, lessIsBetter));
        }
        return peers == null ? figures.subList(0, 1) : figures;
    }

    /// Tokens a second of sequences that share a prompt, without the reading of the prompt.
    private double decodeRate(LanguageModel engine, int sequences, int prompt, int tokens) {
        double first = seconds(engine, requests.ids(prompt), sequences, 1);
        double all = seconds(engine, requests.ids(prompt), sequences, tokens + 1);
        return sequences * tokens / (all - first);
    }

    private double prefillRate(LanguageModel engine) {
        return LONG_PROMPT / seconds(engine, requests.ids(LONG_PROMPT), 1, 1);
    }

    private double seconds(LanguageModel engine, TokenIds prompt, int sequences, int tokens) {
        List<CompletionRequest> all = new ArrayList<>();
        for (int i = 0; i < sequences; i++) {
            all.add(requests.of(prompt, tokens));
        }
        long start = System.nanoTime();
        RawRequests.complete(engine, all);
        return (System.nanoTime() - start) / 1e9;
    }

    /// Names among `wanted` that are measured here.
    static List<String> among(List<String> wanted) {
        return NAMES.stream().filter(wanted::contains).toList();
    }
}
