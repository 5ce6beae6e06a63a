package org.loopwright.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.loopwright.journal.Event;
import org.loopwright.loop.Content;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Value;

/// How fast this machine made earlier steps, and how large they were. What was never measured is not there.
final class Speeds {
    /// A measurement with a model of so many weights.
    private record Measured(long parameters, double tokensPerSecond) {}

    private final List<Measured> generating = new ArrayList<>();
    private final List<Measured> training = new ArrayList<>();
    private final Map<String, Double> byNode = new HashMap<>();

    /// @param steps that were made on this machine, the latest last
    Speeds(List<Event.Made> steps) {
        steps.forEach(this::add);
    }

    /// Notes how fast a model writes.
    void generates(long parameters, double tokensPerSecond) {
        note(generating, parameters, tokensPerSecond);
    }

    /// Notes how fast a model is trained.
    void trains(long parameters, double tokensPerSecond) {
        note(training, parameters, tokensPerSecond);
    }

    private static void note(List<Measured> list, long parameters, double tokensPerSecond) {
        if (parameters > 0 && tokensPerSecond > 0 && Double.isFinite(tokensPerSecond)) {
            list.add(new Measured(parameters, tokensPerSecond));
        }
    }

    private void add(Event.Made made) {
        Map<String, Double> ledger = made.ledger();
        Map<String, Double> seen = made.observed().numbers();
        double seconds = made.nanos() / 1e9;
        double generated = ledger.getOrDefault(Ledger.GENERATED_TOKENS, 0.0);
        double attempts = seen.getOrDefault("attempts", 0.0);
        if (generated > 0 && attempts > 0) {
            generates(seen.getOrDefault("parameters", 0.0).longValue(), generated / seconds);
            byNode.put("attempt " + made.node(), generated / attempts);
            byNode.put("attempt", generated / attempts);
        }
        double steps = ledger.getOrDefault(Ledger.TRAINING_STEPS, 0.0);
        double trained = ledger.getOrDefault(Ledger.TRAINED_TOKENS, 0.0);
        if (steps > 0 && trained > 0) {
            double looking = seen.getOrDefault(StepSamples.SECONDS, 0.0);
            trains(parameters(made), trained / Math.max(1e-9, seconds - looking));
            byNode.put("step " + made.node(), trained / steps);
            double looks = seen.getOrDefault(StepSamples.TIMES, 0.0);
            if (looks > 0) {
                byNode.put("look " + made.node(), looking / looks);
            }
        }
        Double kept = seen.get("keep_rate");
        if (kept != null) {
            byNode.put("kept " + made.node(), kept);
        }
    }

    private static long parameters(Event.Made made) {
        return made.values().values().stream()
                .map(Value::content)
                .filter(content -> content instanceof Content.Artifact artifact && artifact.kind() == SlotType.MODEL)
                .mapToLong(content -> ((Content.Artifact) content).size())
                .max()
                .orElse(0);
    }

    /// Whether both kinds of work were measured.
    boolean isComplete() {
        return !generating.isEmpty() && !training.isEmpty();
    }

    /// Tokens a second that a model of this size writes; NaN when none was measured.
    double generating(long parameters) {
        return of(generating, parameters);
    }

    /// Tokens a second that a model of this size is trained with; NaN when none was measured.
    double training(long parameters) {
        return of(training, parameters);
    }

    /// Tokens of one attempt at `node`, or else at any node.
    OptionalDouble tokensOfAttempt(String node) {
        return number(byNode.getOrDefault("attempt " + node, byNode.get("attempt")));
    }

    /// Trained tokens of one step at `node`.
    OptionalDouble tokensOfStep(String node) {
        return number(byNode.get("step " + node));
    }

    /// Seconds that samples took once while `node` trained.
    OptionalDouble secondsOfLook(String node) {
        return number(byNode.get("look " + node));
    }

    /// Share of attempts that `node` kept.
    OptionalDouble kept(String node) {
        return number(byNode.get("kept " + node));
    }

    private static OptionalDouble number(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// The measurement at the nearest size; a larger model is slower in proportion, a smaller one is not taken to be
    /// faster.
    private static double of(List<Measured> all, long parameters) {
        Measured nearest = null;
        for (Measured one : all) {
            if (nearest == null || distance(one, parameters) <= distance(nearest, parameters)) {
                nearest = one;
            }
        }
        return nearest == null
                ? Double.NaN
                : nearest.tokensPerSecond() * Math.min(1, (double) nearest.parameters() / Math.max(1, parameters));
    }

    private static double distance(Measured one, long parameters) {
        return Math.abs(Math.log((double) one.parameters() / Math.max(1, parameters)));
    }
}
