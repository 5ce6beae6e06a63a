package org.loopwright.model.djl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelUsage;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.paged.DenseLayers;
import org.loopwright.model.paged.PagedDecoder;
import org.loopwright.model.paged.RawLogits;
import org.loopwright.model.paged.Sequence;
import org.loopwright.model.paged.TokenMass;

/// Continuous batching over shared prefixes: each pass decodes one token of every request that is under way, and
/// fills up with pieces of the prompts of those that come.
///
/// A request begins with what the prefix tree knows of its prompt. One whose prompt begins like one that is being
/// read waits for that, so that nothing is computed twice. When memory for keys and values runs out, the youngest
/// request gives its blocks up and reads again what was lost once there is room. Only for the device's thread.
final class PagedBatch implements Batch {
    /// Most requests that decode together, where the layers allow it.
    static final int MAX_ROWS = 128;
    /// Most rows of one pass: decoded tokens and prompt tokens.
    static final int MAX_PASS = 512;

    /// Of prompts that begin alike, the later waits for the earlier if that saves it so many tokens.
    private static final int WORTH_WAITING = 16;
    /// Room that a request needs beyond its prompt to be let in.
    private static final int HEADROOM = 64;

    private final ModelConfig config;
    private final PagedDecoder decoder;
    private final List<DenseLayers> layers;
    private final Consumer<ModelUsage> meter;
    private final RawLogits raw;
    private final TokenMass mass;
    private final Deque<Row> waiting = new ArrayDeque<>();
    private final List<Row> active = new ArrayList<>();

    /// A request and its tokens.
    private static final class Row {
        private final Generation generation;
        private final Sequence sequence;
        /// Whether the tree was asked and the sequence holds blocks.
        private boolean begun;
        private boolean counted;

        Row(Generation generation) {
            this.generation = generation;
            this.sequence = new Sequence(generation.promptIds());
        }

        int missing() {
            return sequence.length() - sequence.computed();
        }

        boolean reading() {
            return missing() > 1;
        }
    }

    /// @param layers the matrix products, those for the fewest rows first
    PagedBatch(ModelConfig config, PagedDecoder decoder, List<DenseLayers> layers, Consumer<ModelUsage> meter) {
        this.config = config;
        this.decoder = decoder;
        this.layers = layers;
        this.meter = meter;
        this.raw = new RawLogits(config.vocabularySize());
        this.mass = new TokenMass(config.vocabularySize());
    }

    @Override
    public void add(Generation generation) {
        waiting.add(new Row(generation));
    }

    @Override
    public boolean step() {
        dropAbandoned();
        admit();
        if (!active.isEmpty()) {
            pass();
        }
        return !active.isEmpty() || !waiting.isEmpty();
    }

    private void dropAbandoned() {
        waiting.removeIf(row -> row.generation.abandoned());
        for (Row row : List.copyOf(active)) {
            if (row.generation.abandoned()) {
                leave(row);
            }
        }
    }

    private void admit() {
        DenseLayers widest = layers.getLast();
        Iterator<Row> candidates = waiting.iterator();
        while (candidates.hasNext() && active.size() < Math.min(MAX_ROWS, widest.maxHeads())) {
            Row row = candidates.next();
            if (!worthWaiting(row)) {
                if (!active.isEmpty() && decoder.availableTokens() < needed(row)) {
                    // Those behind wait too: nobody is overtaken for ever.
                    return;
                }
                candidates.remove();
                begin(row);
            }
        }
    }

    private int needed(Row row) {
        return row.sequence.length() - decoder.tree().known(row.sequence) + HEADROOM * (active.size() + 1);
    }

    private void begin(Row row) {
        // Scores need the logits after every token, so nothing of the prompt can be taken over.
        if (!row.generation.wantsPromptScores()) {
            decoder.resume(row.sequence);
        }
        row.begun = true;
        if (!row.counted) {
            row.generation.reuse(row.sequence.computed());
            meter.accept(new ModelUsage(row.sequence.length(), row.sequence.computed(), 0, 0));
            row.counted = true;
        }
        active.add(row);
    }

    /// Whether a prompt that is being read now begins like this one, further than anything that is known.
    private boolean worthWaiting(Row row) {
        int known = -1;
        for (Row other : active) {
            if (other.reading()) {
                int common = common(row.sequence, other.sequence);
                boolean all = common == row.sequence.length() - 1;
                if (all || common >= WORTH_WAITING) {
                    known = known < 0 ? decoder.tree().known(row.sequence) : known;
                    if (common - known >= WORTH_WAITING || (all && common > known)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static int common(Sequence a, Sequence b) {
        int limit = Math.min(a.length(), b.length()) - 1;
        int i = 0;
        while (i < limit && a.id(i) == b.id(i)) {
            i++;
        }
        return i;
    }

    private void pass() {
        long start = System.nanoTime();
        List<Row> rows = new ArrayList<>();
        List<PagedDecoder.Slice> slices = slices(rows);
        if (slices.isEmpty()) {
            return;
        }
        int tokens = slices.stream().mapToInt(PagedDecoder.Slice::tokens).sum();
        DenseLayers chosen = layersFor(tokens);
        int[] before = rows.stream().mapToInt(row -> row.sequence.computed()).toArray();
        decoder.forward(chosen, slices);
        int logits = 0;
        List<Row> finished = new ArrayList<>();
        int completed = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            PagedDecoder.Slice slice = slices.get(i);
            if (row.generation.wantsPromptScores()) {
                score(chosen, row, before[i], slice, logits);
            }
            logits += slice.wanted();
            if (slice.wanted() > 0 && row.missing() == 0) {
                publishIfAwaited(row, slice);
                chosen.logits(logits - 1, raw.row());
                int drawn = row.generation.tokens();
                if (advance(row)) {
                    finished.add(row);
                }
                completed += row.generation.tokens() - drawn;
            }
        }
        long spent = System.nanoTime() - start;
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).generation.spend(spent * slices.get(i).tokens() / tokens);
        }
        // Before the callers hear of their completions, so that they find their tokens counted.
        meter.accept(new ModelUsage(0, 0, completed, spent));
        for (Row row : finished) {
            leave(row);
            row.generation.deliver();
        }
    }

    private boolean advance(Row row) {
        raw.analyse();
        boolean done = row.generation.advance(raw, mass, config.endTokens());
        if (!done) {
            row.sequence.append(row.generation.lastToken());
        }
        return done;
    }

    /// Lets requests that wait for this prompt begin with it.
    private void publishIfAwaited(Row row, PagedDecoder.Slice slice) {
        if (row.generation.tokens() == 0 && slice.tokens() > 1 && !waiting.isEmpty()) {
            decoder.publish(row.sequence);
        }
    }

    private void score(DenseLayers chosen, Row row, int from, PagedDecoder.Slice slice, int logits) {
        int prompt = row.generation.promptIds().size();
        for (int i = 0; i < slice.wanted() && from + i + 1 < prompt; i++) {
            chosen.logits(logits + i, raw.row());
            raw.analyse();
            row.generation.scorePrompt(raw, from + i + 1);
        }
    }

    private DenseLayers layersFor(int tokens) {
        for (DenseLayers each : layers) {
            if (tokens <= each.maxRows()) {
                return each;
            }
        }
        return layers.getLast();
    }

    /// What the next pass reads: a token of every request under way, then prompts while there is room.
    private List<PagedDecoder.Slice> slices(List<Row> rows) {
        int room = Math.min(MAX_PASS, layers.getLast().maxRows());
        int heads = layers.getLast().maxHeads();
        List<PagedDecoder.Slice> slices = new ArrayList<>();
        List<Row> inOrder = new ArrayList<>();
        active.stream().filter(row -> !row.reading()).forEach(inOrder::add);
        active.stream().filter(Row::reading).forEach(inOrder::add);
        for (Row row : inOrder) {
            if (room == 0 || heads == 0) {
                break;
            }
            if (!row.begun) {
                continue;
            }
            boolean scored = row.generation.wantsPromptScores() && row.generation.tokens() == 0;
            int tokens = Math.min(row.missing(), scored ? Math.min(room, heads) : room);
            if (!reserve(row, row.sequence.computed() + tokens)) {
                continue;
            }
            int wanted = scored ? tokens : tokens == row.missing() ? 1 : 0;
            slices.add(new PagedDecoder.Slice(row.sequence, tokens, wanted));
            rows.add(row);
            room -= tokens;
            heads -= wanted;
        }
        return withoutReleased(rows, slices);
    }

    /// A request that gave its blocks up while later ones were looked at is out of this pass.
    private static List<PagedDecoder.Slice> withoutReleased(List<Row> rows, List<PagedDecoder.Slice> slices) {
        List<PagedDecoder.Slice> left = new ArrayList<>();
        List<Row> leftRows = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).begun) {
                left.add(slices.get(i));
                leftRows.add(rows.get(i));
            }
        }
        rows.clear();
        rows.addAll(leftRows);
        return left;
    }

    /// Makes room for a request, at the cost of the youngest others. False when it had to give way itself.
    private boolean reserve(Row row, int tokens) {
        while (!decoder.reserve(row.sequence, tokens)) {
            Row youngest = active.getLast();
            if (youngest == row && active.size() == 1) {
                leave(row);
                row.generation.fail(new ModelException(
                        ModelException.Code.PROMPT,
                        "a request of " + row.sequence.length()
                                + " tokens does not fit the memory for keys and values, " + decoder.capacityTokens()
                                + " tokens; shorten it, or give the engine more memory"));
                return false;
            }
            leave(youngest);
            waiting.addFirst(youngest);
            if (youngest == row) {
                return false;
            }
        }
        return true;
    }

    private void leave(Row row) {
        active.remove(row);
        decoder.end(row.sequence);
        row.begun = false;
    }

    @Override
    public void failAll(Throwable cause) {
        waiting.forEach(row -> row.generation.fail(cause));
        waiting.clear();
        for (Row row : List.copyOf(active)) {
            row.generation.fail(cause);
            leave(row);
        }
    }

    @Override
    public void close() {
        decoder.close();
        layers.forEach(DenseLayers::close);
    }
}
