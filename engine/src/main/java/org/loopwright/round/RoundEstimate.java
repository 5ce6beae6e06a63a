package org.loopwright.round;

import java.util.List;

/// What a round loop will take, estimated before it starts from its settings and from measured speeds.
///
/// Steps that were made before are counted as if they were made again, and loops that end early as if they did not:
/// it is what the loop takes at most, as far as speeds and lengths stay what they were.
///
/// @param parts node by node, in the order of the file; those that take next to nothing are left out
/// @param looks what samples during trainings take beside that
/// @param rounds at most
/// @param checkpoints that are kept
/// @param checkpointBytes that they take on the disk, in single precision
/// @param stateBytes that the state of one training takes on the disk while it goes on: weights and AdamW's moments
/// @param memoryBytes of weights, gradients and moments while it trains, activations left out
/// @param dataBytes of traces and rows, roughly
/// @param basis what the speeds rest on
public record RoundEstimate(
        List<Part> parts,
        List<Looks> looks,
        int rounds,
        int checkpoints,
        long checkpointBytes,
        long stateBytes,
        long memoryBytes,
        long dataBytes,
        Basis basis) {
    public RoundEstimate {
        parts = List.copyOf(parts);
        looks = List.copyOf(looks);
    }

    /// The samples that a node's trainings take on their way.
    ///
    /// @param every steps between two times
    /// @param times that they are taken, over all rounds
    /// @param tokens that are written in all
    /// @param seconds in all; NaN when no speed is known
    /// @param bytes that the model is written with each time, and removed again
    public record Looks(String node, int every, int times, double tokens, double seconds, long bytes) {}

    /// What one node takes.
    ///
    /// @param times that it is done
    /// @param tokens in all, written or trained
    /// @param seconds in all; NaN when no speed is known
    public record Part(String node, String kind, int times, double tokens, double seconds) {}

    /// What speeds rest on. Closed set.
    public enum Basis {
        /// Steps that the project made before.
        EARLIER_STEPS,
        /// A short measurement with a model of this shape.
        PROBE,
        /// Nothing: no time is given.
        NONE
    }

    /// All parts, samples with them; NaN when a speed is unknown.
    public double seconds() {
        return parts.stream().mapToDouble(Part::seconds).sum() + lookSeconds();
    }

    /// What samples during trainings take of it.
    public double lookSeconds() {
        return looks.stream().mapToDouble(Looks::seconds).sum();
    }

    /// Tokens that models write.
    public double generatedTokens() {
        return parts.stream()
                        .filter(part -> !isTraining(part))
                        .mapToDouble(Part::tokens)
                        .sum()
                + looks.stream().mapToDouble(Looks::tokens).sum();
    }

    /// Tokens that are trained.
    public double trainedTokens() {
        return parts.stream()
                .filter(RoundEstimate::isTraining)
                .mapToDouble(Part::tokens)
                .sum();
    }

    private static boolean isTraining(Part part) {
        return part.kind().equals("train") || part.kind().equals("distil");
    }

    /// What stays on the disk.
    public long keptBytes() {
        return checkpointBytes + dataBytes;
    }
}
