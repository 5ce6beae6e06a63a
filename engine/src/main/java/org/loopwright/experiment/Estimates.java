package org.loopwright.experiment;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.Deflater;
import org.loopwright.journal.Event;
import org.loopwright.journal.EventCodec;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;
import org.loopwright.project.Project;
import org.loopwright.project.RunContent;
import org.loopwright.project.RunVariant;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

/// Says what runs will cost: from stored runs of the same loop and models, else from a short timed
/// trial.
public final class Estimates {
    /// Items of a timed trial.
    public static final int PROBE = 8;

    private static final int SAMPLED = 8;
    private static final int BYTES_A_TOKEN = 24;

    private final Project project;

    public Estimates(Project project) {
        this.project = project;
    }

    /// What a variant will cost by stored runs: of the same loop with the same models, else of the
    /// loop's file with other settings; empty when there is none.
    ///
    /// @throws org.loopwright.project.ProjectException when the variant can't run
    public Optional<RunEstimate> stored(RunVariant variant) {
        RunContent content = project.variants().content(variant);
        String file = project.variants().loop(RunVariant.of(variant.request())).fileName();
        List<RunSummary> finished = project.store().runs().stream()
                .filter(run -> run.status() == RunSummary.Status.FINISHED && run.itemsDone() > 0)
                .filter(run -> run.header().kind() == RunHeader.Kind.MAIN
                        || run.header().kind() == RunHeader.Kind.TRIAL)
                .filter(run -> hashes(run).equals(content.models()))
                .sorted(Comparator.comparingInt(RunSummary::itemsDone).reversed())
                .toList();
        int items = content.items().size();
        return finished.stream()
                .filter(run -> run.header().loopHash().equals(content.loop()))
                .filter(run -> RunContent.of(run.header()).params().equals(content.params()))
                .findFirst()
                .map(run -> of(run, items, "run " + end(run) + " of this loop"))
                .or(() -> finished.stream()
                        .filter(run -> run.header().loopFile().equals(file))
                        .findFirst()
                        .map(run -> of(run, items, "run " + end(run) + " of this loop with other settings")));
    }

    /// Runs the first items of a variant as a trial, and waits.
    ///
    /// @return what the whole would cost
    /// @throws org.loopwright.project.ProjectException when the variant can't run
    public RunEstimate probe(RunVariant variant) throws InterruptedException {
        int items = project.variants().content(variant).items().size();
        UUID id = UuidCreator.getTimeOrderedEpoch();
        RunVariant few = new RunVariant(
                variant.request().withItems(Math.min(PROBE, items)), variant.settings(), Optional.empty());
        RunHandle trial = project.variants().start(id, RunHeader.Kind.TRIAL, few, RunListener.NONE);
        try {
            trial.await();
        } catch (InterruptedException e) {
            trial.cancel("estimate");
            trial.await();
            throw e;
        }
        return of(id, items);
    }

    /// What `items` items would cost by what a run did.
    RunEstimate of(UUID run, int items) {
        RunSummary summary = project.summary(run);
        return of(summary, items, "a trial of " + summary.itemsDone() + " items; larger batches are faster");
    }

    private RunEstimate of(RunSummary run, int items, String from) {
        double share = (double) items / Math.max(1, run.itemsDone());
        return new RunEstimate(
                items,
                run.usage().promptTokens() * share,
                run.usage().completionTokens() * share,
                run.wallNanos() / 1e9 * share,
                bytesAnItem(run.header()) * items,
                from);
    }

    /// Packed texts and token numbers of some items.
    private double bytesAnItem(RunHeader header) {
        EventCodec.Writer writer = new EventCodec().writer();
        StringBuilder texts = new StringBuilder();
        long tokens = 0;
        int read = 0;
        for (String item : header.dataset().items().stream().limit(SAMPLED).toList()) {
            List<JournalEntry> entries = project.store().entries(header.id(), FramePath.ofItem(item));
            read += entries.isEmpty() ? 0 : 1;
            for (JournalEntry entry : entries) {
                texts.append(writer.write(entry).payload());
                if (entry.event() instanceof Event.Generated made) {
                    tokens += made.completions().stream()
                            .mapToLong(c -> c.ids().size())
                            .sum();
                }
            }
        }
        return read == 0 ? 0 : (deflated(texts.toString()) + (double) BYTES_A_TOKEN * tokens) / read;
    }

    private static long deflated(String text) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                deflater.deflate(buffer);
            }
            return deflater.getBytesWritten();
        }
    }

    private static Map<String, String> hashes(RunSummary run) {
        return RunContent.of(run.header()).models();
    }

    private static String end(RunSummary run) {
        String id = run.header().id().toString();
        return id.substring(id.length() - 12);
    }
}
