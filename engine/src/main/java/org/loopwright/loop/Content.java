package org.loopwright.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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

    /// Something that a round loop made and that is too large for a journal: a checkpoint, a dataset or
    /// traces, known by its content.
    ///
    /// @param kind MODEL, DATASET or TRACES
    /// @param hash SHA-256 over what it is, hexadecimal
    /// @param name what people call it: a model's id, or the dataset that its rows come from
    /// @param split of a dataset's or traces' items, `train`; empty for a model
    /// @param size weights of a model, rows of the others
    record Artifact(SlotType kind, String hash, String name, String split, long size) implements Content {
        public Artifact {
            switch (kind) {
                case MODEL, DATASET, TRACES -> {}
                case TEXT, NUMBER, VERDICT, SAMPLES, METRICS ->
                    throw new IllegalArgumentException(kind.label() + " is no artifact");
            }
        }
    }

    /// Named numbers that an evaluation found.
    ///
    /// @param numbers by name, in the order to show them
    /// @param run id of the run that they were measured in; empty when there is none
    record Measured(Map<String, Double> numbers, String run) implements Content {
        public Measured {
            numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
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
            case Artifact artifact ->
                artifact.split().isEmpty()
                        ? artifact.name()
                        : artifact.name() + " (" + artifact.split() + "), " + artifact.size() + " rows";
            case Measured measured ->
                measured.numbers().entrySet().stream()
                        .map(e -> e.getKey() + " " + String.format(Locale.ROOT, "%.4g", e.getValue()))
                        .collect(Collectors.joining(", "));
        };
    }

    /// The slot type that this content fits.
    default SlotType type() {
        return switch (this) {
            case Text _ -> SlotType.TEXT;
            case Numeric _ -> SlotType.NUMBER;
            case Verdict _ -> SlotType.VERDICT;
            case Samples _ -> SlotType.SAMPLES;
            case Artifact artifact -> artifact.kind();
            case Measured _ -> SlotType.METRICS;
        };
    }
}
