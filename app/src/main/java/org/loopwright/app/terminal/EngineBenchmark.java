package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelUsage;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.model.djl.Precision;
import org.loopwright.project.ProjectException;

/// Measures the engine on SmolLM2-135M through the same port that loops use, and its peers beside it: one run of ours,
/// one
/// of theirs, in turns, so that a machine whose speed drifts harms both.
final class EngineBenchmark {
    /// What can be measured.
    static final List<String> NAMES = List.of(
            "decode", "decode8", "prefill", "loop", "orchestration", "batch1", "batch1q4", "perplexity", "soak");

    private static final int SEQUENCES = 64;
    private static final int SHARED = 128;
    private static final int TOKENS = 64;
    private static final int LONG_PROMPT = 512;
    private static final int LOOP_SHARED = 200;
    private static final int LOOP_OWN = 60;
    private static final int LOOP_BRIDGE = 12;
    private static final List<Integer> LOOP_TURNS = List.of(100, 80, 100);
    private static final int SOAK_REQUESTS = 100_000;
    private static final int SOAK_AT_ONCE = 200;

    private final Path model;
    private final int threads;
    private final int repeat;
    private final int items;
    private final @Nullable Peers peers;
    private final PrintWriter out;
    private final Random random = new Random(11);
    private long seeds;

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
                        case "loop" -> loop();
                        case "batch1" -> one("batch1", Precision.BF16, "BF16", 0.95);
                        case "batch1q4" -> one("batch1q4", Precision.INT4, "Q4_0", 1.2);
                        case "perplexity" -> perplexity();
                        case "orchestration" -> List.of(new LoopOverhead(model, threads, items).measure());
                        case "soak" -> List.of(soak());
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
            return compare(
                    name,
                    "tokens/s",
                    () -> decodeRate(engine, 1, TOKENS, 2 * TOKENS),
                    List.of(kind),
                    List.of(bar),
                    false,
                    each -> "decode " + each + " 1 " + TOKENS + " " + 2 * TOKENS);
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

    private List<PeerFigure> loop() throws InterruptedException {
        try (DjlModels models = DjlModels.onCpu(threads, Precision.BF16);
                LanguageModel engine = models.open(model)) {
            loopSeconds(engine, 16);
            ModelUsage before = engine.usage();
            List<PeerFigure> figures = new ArrayList<>(compare(
                    "loop",
                    "s",
                    () -> loopSeconds(engine, items),
                    List.of("BF16"),
                    List.of(2.5),
                    true,
                    kind -> "loop " + kind + " " + items));
            ModelUsage spent = engine.usage().since(before);
            double hits = (double) spent.reusedTokens() / spent.promptTokens();
            figures.add(PeerFigure.alone("loop-prefix-hits", List.of(hits), "of prompt tokens", threads));
            if (peers != null) {
                List<Double> ours = List.of(figures.getFirst().ours());
                List<Double> theirs = List.of(peers.transformersLoop(model, items, threads));
                figures.add(PeerFigure.paired("loop", ours, theirs, "transformers bf16", "s", 5, threads, true));
            }
            return figures;
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

    private TokenIds ids(int count) {
        return TokenIds.of(random.ints(count, 100, 40_000).toArray());
    }

    /// A request that draws exactly so many tokens: the model's end tokens are left out.
    private CompletionRequest request(TokenIds prompt, int tokens) {
        Map<Integer, Double> noEnd = Map.of(0, -100.0, 1, -100.0, 2, -100.0);
        Sampling.Shaping shaping = new Sampling.Shaping(0, 1, noEnd, new Sampling.Constraint.None());
        Sampling sampling = new Sampling(1, 0, 1, tokens, List.of()).withShaping(shaping);
        seeds++;
        return new CompletionRequest(Prompt.raw(prompt, "raw"), sampling, seeds);
    }

    /// Tokens a second of sequences that share a prompt, without the reading of the prompt.
    private double decodeRate(LanguageModel engine, int sequences, int prompt, int tokens) {
        double first = seconds(engine, ids(prompt), sequences, 1);
        double all = seconds(engine, ids(prompt), sequences, tokens + 1);
        return sequences * tokens / (all - first);
    }

    private double prefillRate(LanguageModel engine) {
        return LONG_PROMPT / seconds(engine, ids(LONG_PROMPT), 1, 1);
    }

    private double seconds(LanguageModel engine, TokenIds prompt, int sequences, int tokens) {
        List<CompletionRequest> requests = new ArrayList<>();
        for (int i = 0; i < sequences; i++) {
            requests.add(request(prompt, tokens));
        }
        long start = System.nanoTime();
        complete(engine, requests);
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<Completion> complete(LanguageModel engine, List<CompletionRequest> requests) {
        try {
            return engine.complete(requests, TokenListener.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProjectException("the benchmark was interrupted", e);
        }
    }

    /// A draft, a critique and a revision of each item, each on a thread of its own as the runner does it.
    private double loopSeconds(LanguageModel engine, int count) {
        TokenIds shared = ids(LOOP_SHARED);
        List<TokenIds> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(shared.concat(ids(LOOP_OWN)));
        }
        List<TokenIds> bridges = List.of(ids(LOOP_BRIDGE), ids(LOOP_BRIDGE));
        long start = System.nanoTime();
        try (ExecutorService runners = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (TokenIds question : questions) {
                all.add(runners.submit(() -> item(engine, question, bridges)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProjectException("the benchmark was interrupted", e);
        } catch (ExecutionException e) {
            throw new ProjectException("the benchmark's loop failed: " + e.getCause(), e);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void item(LanguageModel engine, TokenIds question, List<TokenIds> bridges) {
        TokenIds text = question;
        for (int turn = 0; turn < LOOP_TURNS.size(); turn++) {
            text = turn == 0 ? text : text.concat(bridges.get(turn - 1));
            CompletionRequest request;
            synchronized (this) {
                request = request(text, LOOP_TURNS.get(turn));
            }
            text = text.concat(complete(engine, List.of(request)).getFirst().ids());
        }
    }

    /// The growth of resident memory over 100,000 requests to the sample's model in fast mode, after a fifth of them.
    private PeerFigure soak() throws InterruptedException {
        Path sample = SampleProject.folder().resolve("models").resolve("student");
        try (DjlModels models = DjlModels.onCpu(threads, Precision.BF16);
                LanguageModel engine = models.open(sample)) {
            double warm = 0;
            for (int done = 0; done < SOAK_REQUESTS; done += SOAK_AT_ONCE) {
                List<CompletionRequest> requests = new ArrayList<>();
                for (int i = 0; i < SOAK_AT_ONCE; i++) {
                    int[] prompt = random.ints(4 + random.nextInt(20), 4, 20).toArray();
                    seeds++;
                    requests.add(new CompletionRequest(
                            Prompt.raw(TokenIds.of(prompt), "raw"),
                            new Sampling(1, 0, 1, 1 + random.nextInt(12), List.of()),
                            seeds));
                }
                complete(engine, requests);
                if (done == SOAK_REQUESTS / 5) {
                    warm = PeakMemory.residentMebibytes();
                }
                if (done % (SOAK_REQUESTS / 10) == 0) {
                    out.println(done + " requests, " + Math.round(PeakMemory.residentMebibytes()) + " MiB");
                    out.flush();
                }
            }
            double growth = PeakMemory.residentMebibytes() / warm - 1;
            return PeerFigure.atMost("soak", growth, 0.05, "growth", threads);
        }
    }

    /// Names among `wanted` that are measured here.
    static List<String> among(List<String> wanted) {
        return NAMES.stream().filter(wanted::contains).toList();
    }
}
