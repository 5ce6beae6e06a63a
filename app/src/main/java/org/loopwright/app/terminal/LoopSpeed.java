package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelUsage;
import org.loopwright.model.TokenIds;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.model.djl.Precision;
import org.loopwright.project.ProjectException;

/// Wall time of a loop of three calls (draft, critique, revision) over many items, beside the same loop written against
/// llama.cpp and transformers.
final class LoopSpeed {
    private static final int SHARED = 200;
    private static final int OWN = 60;
    private static final int BRIDGE = 12;
    private static final List<Integer> TURNS = List.of(100, 80, 100);
    private static final double LLAMA_BAR = 2.5;
    private static final double TRANSFORMERS_BAR = 5;

    private final Path model;
    private final int threads;
    private final int repeat;
    private final int items;
    private final @Nullable Peers peers;
    private final RawRequests requests = new RawRequests();

    LoopSpeed(Path model, int threads, int repeat, int items, @Nullable Peers peers) {
        this.model = model;
        this.threads = threads;
        this.repeat = repeat;
        this.items = items;
        this.peers = peers;
    }

    /// Seconds of each, in turns, and which share of the prompts' tokens came from the prefix tree.
    List<PeerFigure> measure() throws InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> llama = new ArrayList<>();
        List<Double> transformers = new ArrayList<>();
        double hits;
        try (DjlModels models = DjlModels.onCpu(threads, Precision.BF16);
                LanguageModel engine = models.open(model)) {
            seconds(engine, Math.min(16, items));
            ModelUsage before = engine.usage();
            for (int i = 0; i < repeat; i++) {
                ours.add(seconds(engine, items));
                if (peers != null) {
                    llama.add(peers.llama(model, "loop BF16 " + items, threads));
                    transformers.add(peers.transformersLoop(model, items, threads));
                }
            }
            ModelUsage spent = engine.usage().since(before);
            hits = (double) spent.reusedTokens() / spent.promptTokens();
        }
        PeerFigure reuse = PeerFigure.alone("loop-prefix-hits", List.of(hits), "of prompt tokens", threads);
        return peers == null
                ? List.of(PeerFigure.alone("loop", ours, "s", threads), reuse)
                : List.of(
                        PeerFigure.paired("loop", ours, llama, "llama.cpp BF16", "s", LLAMA_BAR, threads, true),
                        PeerFigure.paired(
                                "loop", ours, transformers, "transformers bf16", "s", TRANSFORMERS_BAR, threads, true),
                        reuse);
    }

    /// Each item on a thread of its own, as the runner does it.
    private double seconds(LanguageModel engine, int count) {
        TokenIds shared = requests.ids(SHARED);
        List<TokenIds> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(shared.concat(requests.ids(OWN)));
        }
        List<TokenIds> bridges = List.of(requests.ids(BRIDGE), requests.ids(BRIDGE));
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
        for (int turn = 0; turn < TURNS.size(); turn++) {
            text = turn == 0 ? text : text.concat(bridges.get(turn - 1));
            text = text.concat(RawRequests.complete(engine, List.of(requests.of(text, TURNS.get(turn))))
                    .getFirst()
                    .ids());
        }
    }
}
