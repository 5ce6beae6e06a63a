package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenIds;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.model.djl.Precision;

/// The growth of resident memory over 100,000 requests to the sample's model in fast mode, after a fifth of them.
final class MemorySoak {
    private static final int REQUESTS = 100_000;
    private static final int AT_ONCE = 200;
    private static final double MOST = 0.05;

    private final int threads;
    private final PrintWriter out;
    private final Random random = new Random(11);

    MemorySoak(int threads, PrintWriter out) {
        this.threads = threads;
        this.out = out;
    }

    List<PeerFigure> measure() throws InterruptedException {
        Path sample = SampleProject.folder().resolve("models").resolve("student");
        try (DjlModels models = DjlModels.onCpu(threads, Precision.BF16);
                LanguageModel engine = models.open(sample)) {
            double warm = 0;
            for (int done = 0; done < REQUESTS; done += AT_ONCE) {
                RawRequests.complete(engine, requests(done));
                int after = done + AT_ONCE;
                if (after == REQUESTS / 5) {
                    warm = PeakMemory.residentMebibytes();
                }
                if (after % (REQUESTS / 10) == 0) {
                    say(after);
                }
            }
            double growth = PeakMemory.residentMebibytes() / warm - 1;
            return List.of(PeerFigure.atMost("soak", growth, MOST, "growth", threads));
        }
    }

    private List<CompletionRequest> requests(int seed) {
        List<CompletionRequest> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            int[] prompt = random.ints(4 + random.nextInt(20), 4, 20).toArray();
            Sampling sampling = new Sampling(1, 0, 1, 1 + random.nextInt(12), List.of());
            requests.add(new CompletionRequest(Prompt.raw(TokenIds.of(prompt), "raw"), sampling, seed + i));
        }
        return requests;
    }

    /// What of it is Java's heap tells a leak from a heap that has not yet been all touched.
    private void say(int done) {
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        out.println(String.format(
                Locale.ROOT,
                "%,d requests, %.0f MiB resident, %d MiB of it or less are Java's heap",
                done,
                PeakMemory.residentMebibytes(),
                heap >> 20));
        out.flush();
    }
}
