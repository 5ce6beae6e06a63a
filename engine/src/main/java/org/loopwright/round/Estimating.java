package org.loopwright.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;

/// Works out a [RoundEstimate]: walks the loop once, with the sizes of its slots. Used by one thread.
final class Estimating {
    private static final String MODELS = "models.";
    private static final int BYTES_OF_WEIGHT = 4;
    /// Weights, gradients and two moments.
    private static final int TRAINED_NUMBERS = 4;
    /// Weights and two moments.
    private static final int SAVED_NUMBERS = 3;
    /// A row with its messages and facts; measured between 600 and 1,500.
    private static final int BYTES_OF_ROW = 1_000;

    private static final int PROMPT = 20;

    private final LoopSpec loop;
    private final Map<String, LoopSpec> loops;
    private final ToLongFunction<String> roleSize;
    private final ToIntFunction<String> datasetSize;
    private final Speeds speeds;
    private final Map<String, Long> sizes = new HashMap<>();
    private final List<RoundEstimate.Part> parts = new ArrayList<>();
    private final List<RoundEstimate.Looks> looks = new ArrayList<>();
    private int checkpoints;
    private long checkpointBytes;
    private long largest;
    private long rows;

    /// @param loops by file name, for the item loops' longest answers
    /// @param roleSize weights of a role's model
    /// @param datasetSize items of a dataset
    Estimating(
            LoopSpec loop,
            Map<String, LoopSpec> loops,
            ToLongFunction<String> roleSize,
            ToIntFunction<String> datasetSize,
            Speeds speeds) {
        this.loop = loop;
        this.loops = loops;
        this.roleSize = roleSize;
        this.datasetSize = datasetSize;
        this.speeds = speeds;
    }

    RoundEstimate estimate(RoundEstimate.Basis basis) {
        for (SlotSpec slot : loop.slots().values()) {
            String initial = slot.initial();
            String from = slot.from();
            if (slot.type() == SlotType.MODEL && initial != null) {
                sizes.put(slot.name(), roleSize.applyAsLong(initial.replace(MODELS, "")));
            } else if (slot.type() == SlotType.DATASET && from != null) {
                sizes.put(slot.name(), (long) datasetSize.applyAsInt(from.replaceFirst("^data\\.", "")));
            }
        }
        Set<String> repeated = Rounds.repeated(loop);
        int rounds = Rounds.most(loop);
        for (NodeSpec node : loop.nodes().values()) {
            node(node, repeated.contains(node.id()) ? rounds : 1);
        }
        return new RoundEstimate(
                parts,
                looks,
                rounds,
                checkpoints,
                checkpointBytes,
                largest * SAVED_NUMBERS * BYTES_OF_WEIGHT,
                largest * TRAINED_NUMBERS * BYTES_OF_WEIGHT,
                rows * BYTES_OF_ROW,
                basis);
    }

    private void node(NodeSpec node, int times) {
        switch (node.kind()) {
            case "synthesize" ->
                writes(
                        node,
                        node.settings().has("reads")
                                ? size(node.settings().text("reads"))
                                : integer(node.settings(), "count", 1),
                        times);
            case "collect", "evaluate" -> attempts(node, times);
            case "filter" ->
                writes(
                        node,
                        Math.round(size(read(node)) * speeds.kept(node.id()).orElse(1)),
                        times);
            case "weight", "dedupe", "curriculum", "pair" -> writes(node, size(read(node)), times);
            case "mix" ->
                writes(
                        node,
                        node.settings().texts("reads").stream()
                                .mapToLong(this::size)
                                .sum(),
                        times);
            case "train", "distil" -> trains(node, times);
            default -> {} // decides, and makes nothing
        }
    }

    private String read(NodeSpec node) {
        return node.settings().texts("reads").stream().findFirst().orElse("");
    }

    private void writes(NodeSpec node, long count, int times) {
        node.settings().optionalText("writes").ifPresent(slot -> sizes.put(slot, count));
        rows += count * times;
    }

    private long size(String slot) {
        return slot.startsWith(MODELS)
                ? roleSize.applyAsLong(slot.substring(MODELS.length()))
                : sizes.getOrDefault(slot, 0L);
    }

    private void attempts(NodeSpec node, int times) {
        Settings settings = node.settings();
        long problems = size(settings.text("over"));
        long items = Math.min(problems, integer(settings, "items", (int) Math.min(problems, Integer.MAX_VALUE)));
        long attempts = items * integer(settings, "samples", 1);
        double tokens = attempts * times * speeds.tokensOfAttempt(node.id()).orElseGet(() -> longest(settings));
        long parameters = settings.map("roles").tree().values().stream()
                .mapToLong(slot -> size(String.valueOf(slot)))
                .max()
                .orElse(0);
        parts.add(
                new RoundEstimate.Part(node.id(), node.kind(), times, tokens, tokens / speeds.generating(parameters)));
        if (node.kind().equals("collect")) {
            writes(node, attempts, times);
        }
    }

    /// The most tokens that one attempt of an item loop can take when nothing is visited twice.
    private double longest(Settings settings) {
        LoopSpec items = loops.get(settings.text("loop"));
        double tokens = 0;
        if (items != null) {
            for (NodeSpec node : items.nodes().values()) {
                tokens += node.settings().has("sampling")
                        ? node.settings().map("sampling").number("max-tokens", 128)
                        : 0;
            }
        }
        return Math.max(1, tokens);
    }

    private void trains(NodeSpec node, int times) {
        Settings settings = node.settings();
        long base = settings.optionalText("from").map(this::size).orElseGet(() -> fresh(settings));
        long data = Math.max(1, size(settings.text("data")));
        long batch = Math.min(integer(settings, "batch", 32), data);
        double steps = settings.has("steps")
                ? integer(settings, "steps", 1)
                : Math.max(1, Math.round(number(settings, "epochs", 1) * data / batch));
        double ofStep = speeds.tokensOfStep(node.id())
                .orElseGet(() ->
                        batch * (PROMPT + speeds.tokensOfAttempt(node.id()).orElse(2 * PROMPT)));
        double tokens = steps * times * ofStep;
        settings.optionalText("writes").ifPresent(slot -> sizes.put(slot, base));
        settings.optionalText("also").ifPresent(slot -> sizes.put(slot, base));
        if (settings.optionalText("control").isPresent()) {
            return;
        }
        parts.add(new RoundEstimate.Part(node.id(), node.kind(), times, tokens, tokens / speeds.training(base)));
        looks(node, (int) steps, times, base);
        // A model from nothing is kept beside the one that it is trained to.
        int kept = settings.has("from") || node.kind().equals("distil") ? times : 2 * times;
        checkpoints += kept;
        checkpointBytes += kept * base * BYTES_OF_WEIGHT;
        largest = Math.max(largest, base);
    }

    /// Samples that are taken on the way; the measuring node's other roles are taken to be as large.
    private void looks(NodeSpec node, int steps, int times, long parameters) {
        int every = integer(node.settings(), StepSamples.EVERY, 0);
        List<NodeSpec> measuring = StepSamples.measuring(loop, node);
        // None is taken after the last step: there the checkpoint is.
        int taken = every <= 0 ? 0 : times * ((steps - 1) / every);
        if (taken == 0 || measuring.isEmpty()) {
            return;
        }
        NodeSpec like = measuring.getFirst();
        double ofAttempt = speeds.tokensOfAttempt(like.id()).orElseGet(() -> longest(like.settings()));
        double tokens = taken * integer(node.settings(), StepSamples.OF, StepSamples.PROBLEMS) * ofAttempt;
        double seconds = taken * speeds.secondsOfLook(node.id()).orElse(tokens / taken / speeds.generating(parameters));
        looks.add(new RoundEstimate.Looks(node.id(), every, taken, tokens, seconds, parameters * BYTES_OF_WEIGHT));
    }

    private long fresh(Settings settings) {
        return shape(loop, settings).parameters();
    }

    /// The model of random weights that a node of kind `train` begins with.
    static FreshModel shape(LoopSpec loop, Settings settings) {
        return new FreshModel(
                integer(loop, settings, "hidden", 64),
                integer(loop, settings, "layers", 2),
                integer(loop, settings, "heads", 4),
                integer(loop, settings, "context", 128),
                FreshModel.Positions.ROTARY,
                1);
    }

    private int integer(Settings settings, String name, int fallback) {
        return integer(loop, settings, name, fallback);
    }

    private static int integer(LoopSpec loop, Settings settings, String name, int fallback) {
        return settings.has(name) ? loop.integer(settings.text(name)) : fallback;
    }

    private double number(Settings settings, String name, double fallback) {
        return settings.has(name) ? loop.number(settings.text(name)) : fallback;
    }
}
