package org.loopwright.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Seeds;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.ModelCard;
import org.loopwright.model.TokenIds;
import org.loopwright.project.Version;
import org.loopwright.task.Dataset;
import org.loopwright.task.Item;

/// Writes the journal of one run from foreign attempts, one for each item, as our runner would have.
///
/// Files of others count tokens but rarely name them: completions get that many tokens with id 0, so that
/// every measure of spending is right. Sources of a reply are `given` and `intrinsic`, and `tool(name)` where
/// a tool had spoken before it; what else the other program showed its model, nobody can
/// tell from its file, so every imported run is labelled `provenance-unknown`.
final class ImportedRun {
    /// Marks every imported run: that it has no brand does not mean that nothing leaked.
    static final String UNKNOWN = "provenance-unknown";

    private final ForeignLog log;
    private final RunHeader header;
    private final ImportedLoop loop;
    private final Map<String, Item> items = new HashMap<>();
    private final String modelHash;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Map<FramePath, Integer> frameSeqs = new HashMap<>();
    private long modelNanos;

    private ImportedRun(UUID id, ForeignLog log, Dataset dataset, int sample, List<Attempt> attempts) {
        this.log = log;
        this.loop = new ImportedLoop(log.name(), attempts);
        this.modelHash = "imported:" + log.model();
        dataset.items().forEach(item -> items.put(item.id(), item));
        this.header = new RunHeader(
                id,
                RunHeader.Kind.IMPORTED,
                loop.spec().name(),
                ImportedLoop.FILE,
                Map.of(ImportedLoop.FILE, loop.text()),
                loop.spec().hash(),
                Map.of(),
                Map.of(
                        ImportedLoop.ROLE,
                        new ModelCard(
                                log.model(), modelHash, 0, List.of(), List.of(UNKNOWN), false, "unknown", "unknown")),
                new RunHeader.DatasetSnapshot(
                        dataset.name(),
                        dataset.split(),
                        dataset.hash(),
                        attempts.stream().map(Attempt::item).toList()),
                log.grader(),
                sample,
                Version.CURRENT);
    }

    /// The entries of the run, from first to last.
    ///
    /// @param dataset holds the problem of every attempt
    /// @param sample the attempts' number, which becomes the run's seed
    static List<JournalEntry> entries(UUID id, ForeignLog log, Dataset dataset, int sample, List<Attempt> attempts) {
        ImportedRun run = new ImportedRun(id, log, dataset, sample, attempts);
        run.add(null, new Event.RunStarted(run.header));
        attempts.forEach(run::add);
        Event end = log.brokenOff().isEmpty()
                ? new Event.RunFinished(log.wall().toNanos(), run.modelNanos)
                : new Event.Cancelled(log.brokenOff());
        run.add(null, end);
        return List.copyOf(run.entries);
    }

    private void add(Attempt attempt) {
        FramePath path = FramePath.ofItem(attempt.item());
        Item item = items.get(attempt.item());
        if (item == null) {
            throw new IllegalStateException("the dataset is made of the attempts' problems");
        }
        List<Attempt.Reply> replies = attempt.replies();
        add(path, opened(item, replies));
        Map<String, Integer> versions = new HashMap<>(Map.of(ImportedLoop.WORK, 1));
        for (int i = 0; i < replies.size(); i++) {
            reply(path, replies.get(i), replies.size() - 1 - i, versions);
        }
        grades(path, replies);
        add(
                path,
                attempt.failure().isEmpty()
                        ? new Event.FrameClosed(Frame.Outcome.STOPPED, "", ImportedLoop.ANSWER)
                        : new Event.FrameClosed(Frame.Outcome.FAILED, attempt.failure(), null));
    }

    private Event opened(Item item, List<Attempt.Reply> replies) {
        Map<String, Value> slots = new LinkedHashMap<>();
        slots.put(ImportedLoop.QUESTION, Value.given(item.fields().getOrDefault(ImportedLoop.QUESTION, "")));
        slots.put(ImportedLoop.WORK, Value.given(""));
        for (int left = loop.replies() - 1; left >= 0; left--) {
            Value before = left < replies.size() ? before(replies.get(replies.size() - 1 - left)) : Value.given("");
            slots.put(ImportedLoop.before(left), before);
        }
        return new Event.FrameOpened(
                null,
                ImportedLoop.FILE,
                item.id(),
                item.contentHash(),
                item.cluster(),
                Seeds.ofItem(header.seed(), item.contentHash()),
                Set.of(modelHash),
                ImportedLoop.node(Math.max(0, replies.size() - 1)),
                slots);
    }

    private static Value before(Attempt.Reply reply) {
        return new Value(new Content.Text(reply.before()), uses(reply), null);
    }

    private static Set<Source> uses(Attempt.Reply reply) {
        Collection<Source> sources = new HashSet<>(Set.of(Source.Plain.GIVEN));
        reply.tools().forEach(tool -> sources.add(new Source.Tool(tool)));
        return Set.copyOf(sources);
    }

    private void reply(FramePath path, Attempt.Reply reply, int left, Map<String, Integer> versions) {
        String node = ImportedLoop.node(left);
        Completion completion = new Completion(
                reply.text(),
                unknown(reply.promptTokens()),
                unknown(reply.completionTokens()),
                null,
                null,
                null,
                reply.finish(),
                0,
                reply.nanos());
        modelNanos += reply.nanos();
        add(path, new Event.Generated(node, 1, ImportedLoop.ROLE, modelHash, uses(reply), List.of(completion)));
        Value value = new Value(
                new Content.Text(reply.text()),
                Sources.union(uses(reply), Set.of(Source.Plain.INTRINSIC)),
                new Value.CompletionRef(node, 1, 0, completion.ids(), completion.finish()));
        String slot = loop.slot(left);
        add(path, new Event.SlotWritten(slot, versions.merge(slot, 1, Integer::sum) - 1, value));
        add(path, new Event.Moved(node, 1, NodeSpec.NEXT, ImportedLoop.target(left), Set.of()));
    }

    private static TokenIds unknown(int count) {
        return TokenIds.of(new int[count]);
    }

    private void grades(FramePath path, List<Attempt.Reply> replies) {
        int turn = 0;
        for (int i = 0; i < replies.size(); i++) {
            if (loop.slot(replies.size() - 1 - i).equals(ImportedLoop.ANSWER)) {
                int version = turn++;
                replies.get(i)
                        .grades()
                        .forEach((grader, grade) ->
                                add(path, new Event.Graded(ImportedLoop.ANSWER, version, grader, grade)));
            }
        }
    }

    private void add(@Nullable FramePath frame, Event event) {
        int frameSeq = frame == null ? -1 : frameSeqs.merge(frame, 1, Integer::sum) - 1;
        // One time for all but the last: what happened when within a run is not told by every program.
        Instant at = event instanceof Event.RunFinished ? log.created().plus(log.wall()) : log.created();
        entries.add(new JournalEntry(entries.size(), frame, frameSeq, at, event));
    }
}
