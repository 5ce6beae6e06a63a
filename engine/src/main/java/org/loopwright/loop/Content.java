package org.loopwright.loop;

import java.util.List;

/// What a slot holds. Closed set.
public sealed interface Content {

    /// A string.
    record Text(String text) implements Content {}

    /// A number.
    record Numeric(double value) implements Content {}

    /// A judgement on an answer.
    ///
    /// @param judgement accept, reject, or unparsed when the text held no verdict
    /// @param score in [0, 1]; 1 accepts for sure; NaN when unparsed
    /// @param where the place that is said to be wrong, empty when none is named
    record Verdict(Judgement judgement, double score, String where) implements Content {}

    /// Several texts, each with its own sources.
    record Samples(List<Value> values) implements Content {
        public Samples {
            values = List.copyOf(values);
        }
    }

    /// What a check says of an answer.
    enum Judgement {
        ACCEPT,
        REJECT,
        UNPARSED
    }

    /// The content as people read it.
    default String display() {
        return switch (this) {
            case Text text -> text.text();
            case Numeric number -> Double.toString(number.value());
            case Verdict verdict ->
                verdict.where().isEmpty()
                        ? verdict.judgement().name().toLowerCase(java.util.Locale.ROOT)
                        : verdict.judgement().name().toLowerCase(java.util.Locale.ROOT) + " at " + verdict.where();
            case Samples samples ->
                String.join(
                        "\n",
                        samples.values().stream()
                                .map(v -> v.content().display())
                                .toList());
        };
    }

    /// The slot type that this content fits.
    default SlotType type() {
        return switch (this) {
            case Text _ -> SlotType.TEXT;
            case Numeric _ -> SlotType.NUMBER;
            case Verdict _ -> SlotType.VERDICT;
            case Samples _ -> SlotType.SAMPLES;
        };
    }
}
