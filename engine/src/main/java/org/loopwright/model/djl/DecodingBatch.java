package org.loopwright.model.djl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.ModelUsage;
import org.loopwright.model.TokenIds;
import org.loopwright.model.paged.RawLogits;
import org.loopwright.model.paged.TokenMass;

/// Continuous batching: the requests of all callers decode together, and newcomers join between two steps.
///
/// Each request owns a row of the cache, its slot. A step either reads the prompts of waiting requests
/// whose lengths lie in one class of 16, each distinct prompt once, or decodes one token for every row.
/// The shapes that exact mode rests on are kept here: rows in multiples of [#ROWS], keys in multiples
/// of [#KEYS], prompts in multiples of [#COLUMNS]. Only for the device's thread.
final class DecodingBatch implements Batch {
    /// Most requests that decode together.
    static final int MAX_ROWS = 256;
    /// INVARIANT: batches have a multiple of so many rows; below, a matrix product sums a row in
    /// another order.
    static final int ROWS = 8;
    /// INVARIANT: attention sees a multiple of so many keys; those not yet written are masked.
    static final int KEYS = 64;
    /// INVARIANT: prompts are read in a multiple of so many columns.
    static final int COLUMNS = 16;
    /// Most tokens read in one prefill, padding included, which bounds its memory.
    private static final int MAX_PREFILL_TOKENS = 8192;
    /// While enough rows decode, newcomers wait for company, for at most so many steps: reading a few
    /// prompts costs nearly as much as one decoded token of every row.
    private static final int MAX_WAIT = 6;

    private final Decoder decoder;
    private final Consumer<ModelUsage> meter;
    private final RawLogits raw;
    private final TokenMass mass;
    private final Queue<Generation> waiting = new ArrayDeque<>();
    private @Nullable Generation[] slots = new @Nullable Generation[0];
    private @Nullable KeyValueCache cache;
    private int active;
    private int waited;

    DecodingBatch(Decoder decoder, Consumer<ModelUsage> meter) {
        this.decoder = decoder;
        this.meter = meter;
        this.raw = new RawLogits(decoder.config().vocabularySize());
        this.mass = new TokenMass(decoder.config().vocabularySize());
    }

    @Override
    public void add(Generation generation) {
        waiting.add(generation);
    }

    /// Reads prompts or decodes one token of every row. Returns true when there is more to do.
    @Override
    public boolean step() {
        dropAbandoned();
        if (readyToRead()) {
            prefill(nextClass());
            waited = 0;
        } else if (active > 0) {
            decode();
        }
        return active > 0 || !waiting.isEmpty();
    }

    private boolean readyToRead() {
        if (waiting.isEmpty() || active == MAX_ROWS) {
            return false;
        }
        waited++;
        return active < 2 * ROWS || waiting.size() >= active / 4 || waited > MAX_WAIT;
    }

    /// Fails every request.
    @Override
    public void failAll(Throwable cause) {
        waiting.forEach(g -> g.fail(cause));
        waiting.clear();
        for (Generation generation : slots) {
            if (generation != null) {
                generation.fail(cause);
            }
        }
        close();
    }

    private void dropAbandoned() {
        waiting.removeIf(Generation::abandoned);
        for (int i = 0; i < slots.length; i++) {
            Generation generation = slots[i];
            if (generation != null && generation.abandoned()) {
                release(i);
            }
        }
    }

    /// Takes waiting requests whose prompts are about as long as the first one's, grouped by prompt.
    private Map<TokenIds, List<Generation>> nextClass() {
        int columns = roundUp(waiting.element().promptIds().size(), COLUMNS);
        int room = MAX_ROWS - active;
        int prompts = Math.max(ROWS, MAX_PREFILL_TOKENS / columns);
        Map<TokenIds, List<Generation>> taken = new LinkedHashMap<>();
        List<Generation> left = new ArrayList<>();
        for (Generation generation : waiting) {
            TokenIds prompt = generation.promptIds();
            boolean fits = room > 0 && roundUp(prompt.size(), COLUMNS) == columns;
            if (fits && (taken.containsKey(prompt) || taken.size() < prompts)) {
                taken.computeIfAbsent(prompt, p -> new ArrayList<>()).add(generation);
                room--;
            } else {
                left.add(generation);
            }
        }
        waiting.clear();
        waiting.addAll(left);
        return taken;
    }

    private void prefill(Map<TokenIds, List<Generation>> groups) {
        long start = System.nanoTime();
        int longest = groups.keySet().stream().mapToInt(TokenIds::size).max().orElseThrow();
        int columns = roundUp(longest, COLUMNS);
        int rows = groups.size();
        long[] ids = new long[rows * columns];
        // Only the head's product counts rows one by one; the others see rows times columns.
        long[] last = new long[roundUp(rows, ROWS)];
        int row = 0;
        for (TokenIds prompt : groups.keySet()) {
            for (int i = 0; i < prompt.size(); i++) {
                ids[row * columns + i] = prompt.get(i);
            }
            last[row] = (long) row * columns + prompt.size() - 1;
            row++;
        }
        try (KeyValueCache fresh = decoder.allocate(rows, roundUp(columns, KEYS))) {
            float[] logits = decoder.prefill(ids, last, fresh);
            admit(groups.values(), logits, fresh, start);
        }
    }

    /// Draws the first token of each newcomer and gives those that go on a slot.
    private void admit(Iterable<List<Generation>> groups, float[] logits, KeyValueCache fresh, long start) {
        List<Generation> admitted = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        int row = 0;
        for (List<Generation> group : groups) {
            for (Generation generation : group) {
                admitted.add(generation);
                rows.add(row);
            }
            group.stream().skip(1).forEach(g -> g.reuse(g.promptIds().size()));
            row++;
        }
        long spent = System.nanoTime() - start;
        admitted.forEach(g -> g.spend(spent / admitted.size()));
        admitted.stream().filter(Generation::wantsPromptScores).forEach(this::scorePrompt);
        meter.accept(promptUsage(admitted, spent));
        List<Generation> going = new ArrayList<>();
        List<Integer> from = new ArrayList<>();
        for (int i = 0; i < admitted.size(); i++) {
            if (!advance(admitted.get(i), logits, rows.get(i))) {
                going.add(admitted.get(i));
                from.add(rows.get(i));
            }
        }
        place(going, fresh, from);
    }

    private static ModelUsage promptUsage(List<Generation> admitted, long nanos) {
        long tokens = admitted.stream().mapToLong(g -> g.promptIds().size()).sum();
        long reused = admitted.stream().mapToLong(Generation::reusedTokens).sum();
        return new ModelUsage(tokens, reused, 0, nanos);
    }

    private void place(List<Generation> going, KeyValueCache fresh, List<Integer> from) {
        if (going.isEmpty()) {
            return;
        }
        KeyValueCache target = ensure(active + going.size(), fresh.capacity());
        long[] to = new long[going.size()];
        int slot = 0;
        for (int i = 0; i < to.length; i++) {
            while (slots[slot] != null) {
                slot++;
            }
            slots[slot] = going.get(i);
            to[i] = slot;
        }
        active += to.length;
        long[] pick = from.stream().mapToLong(Integer::longValue).toArray();
        decoder.place(target, to, fresh, pick);
    }

    private void decode() {
        long start = System.nanoTime();
        int longest = 0;
        for (Generation generation : slots) {
            longest = generation == null ? longest : Math.max(longest, generation.lastPosition() + 1);
        }
        KeyValueCache current = ensure(active, longest);
        long[] ids = new long[slots.length];
        long[] positions = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            Generation generation = slots[i];
            if (generation != null) {
                ids[i] = generation.lastToken();
                positions[i] = generation.lastPosition();
            }
        }
        float[] logits = decoder.step(ids, positions, current);
        long spent = System.nanoTime() - start;
        meter.accept(new ModelUsage(0, 0, 0, spent));
        long share = spent / active;
        for (int i = 0; i < slots.length; i++) {
            Generation generation = slots[i];
            if (generation != null) {
                generation.spend(share);
                if (advance(generation, logits, i)) {
                    release(i);
                }
            }
        }
    }

    private boolean advance(Generation generation, float[] logits, int row) {
        int before = generation.tokens();
        read(logits, row);
        boolean finished = generation.advance(raw, mass, decoder.config().endTokens());
        // Before the caller hears of its completion, so that it finds its tokens counted.
        meter.accept(new ModelUsage(0, 0, generation.tokens() - before, 0));
        if (finished) {
            generation.deliver();
        }
        return finished;
    }

    private void read(float[] logits, int row) {
        int vocabulary = raw.vocabulary();
        System.arraycopy(logits, row * vocabulary, raw.row(), 0, vocabulary);
        raw.analyse();
    }

    /// Scores a prompt by reading it once more, alone and in full.
    private void scorePrompt(Generation generation) {
        TokenIds prompt = generation.promptIds();
        float[] logits = decoder.fullLogits(prompt.stream().asLongStream().toArray(), 1);
        for (int position = 1; position < prompt.size(); position++) {
            read(logits, position - 1);
            generation.scorePrompt(raw, position);
        }
    }

    private void release(int slot) {
        slots[slot] = null;
        active--;
    }

    /// The cache with room for `rows` requests and `length` tokens each; it is made anew when it is too
    /// small, or when less than half of it is in use.
    private KeyValueCache ensure(int rows, int length) {
        int capacity = roundUp(length, KEYS);
        KeyValueCache current = cache;
        if (current == null) {
            current = decoder.allocate(roundUp(rows, ROWS), capacity);
            slots = Arrays.copyOf(slots, current.rows());
        } else if (current.rows() < rows || current.capacity() < capacity || wasteful(current, rows)) {
            current = resize(current, roundUp(rows, ROWS), Math.max(capacity, longestCapacity()));
        }
        cache = current;
        return current;
    }

    private static boolean wasteful(KeyValueCache cache, int rows) {
        return cache.rows() > ROWS && cache.rows() > 2 * roundUp(rows, ROWS);
    }

    private int longestCapacity() {
        int longest = 1;
        for (Generation generation : slots) {
            longest = generation == null ? longest : Math.max(longest, generation.lastPosition() + 1);
        }
        return roundUp(longest, KEYS);
    }

    private KeyValueCache resize(KeyValueCache old, int rows, int capacity) {
        List<Generation> kept = new ArrayList<>();
        List<Integer> keep = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            Generation generation = slots[i];
            if (generation != null) {
                kept.add(generation);
                keep.add(i);
            }
        }
        long[] rowsToKeep = keep.stream().mapToLong(Integer::longValue).toArray();
        KeyValueCache resized = decoder.resize(old, rowsToKeep, rows, capacity);
        old.close();
        slots = Arrays.copyOf(kept.toArray(new @Nullable Generation[0]), rows);
        return resized;
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    @Override
    public void close() {
        KeyValueCache current = cache;
        if (current != null) {
            current.close();
        }
        cache = null;
        slots = new @Nullable Generation[0];
        active = 0;
    }
}
