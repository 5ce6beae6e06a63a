package org.loopwright.loop;

import java.util.Locale;

/// Where a value comes from. A value carries a set of these; derived values take the union. Closed set.
public sealed interface Source {
    /// Sources that need no further name.
    enum Plain implements Source {
        /// The dataset's item without its gold answer, or text of the loop file.
        GIVEN,
        /// The checkpoint that also writes the answer.
        INTRINSIC,
        /// A person.
        HUMAN,
        /// The gold answer of the item being answered.
        ORACLE
    }

    /// Another checkpoint than the answer's author.
    record OfModel(String hash) implements Source {}

    /// A program outside the model.
    record Tool(String name) implements Source {}

    /// Gold answers of a training split.
    record Label(String dataset, String split) implements Source {}

    /// The form in files: `given`, `intrinsic`, `model(hash)`, `tool(name)`, `human`,
    /// `label(dataset,split)`, `oracle`.
    default String label() {
        return switch (this) {
            case Plain plain -> plain.name().toLowerCase(Locale.ROOT);
            case OfModel(String hash) -> "model(" + hash + ")";
            case Tool(String name) -> "tool(" + name + ")";
            case Label(String dataset, String split) -> "label(" + dataset + "," + split + ")";
        };
    }

    /// The source with this label.
    ///
    /// @throws IllegalArgumentException when `label` is none of the forms above
    static Source of(String label) {
        int open = label.indexOf('(');
        String name = open < 0 ? label : label.substring(0, open);
        String argument = open < 0 || !label.endsWith(")") ? "" : label.substring(open + 1, label.length() - 1);
        return switch (name) {
            case "given" -> Plain.GIVEN;
            case "intrinsic" -> Plain.INTRINSIC;
            case "model" -> new OfModel(argument);
            case "tool" -> new Tool(argument);
            case "human" -> Plain.HUMAN;
            case "label" -> {
                int comma = argument.lastIndexOf(',');
                if (comma < 0) {
                    throw new IllegalArgumentException("source " + label + " is not label(dataset,split)");
                }
                yield new Label(argument.substring(0, comma), argument.substring(comma + 1));
            }
            case "oracle" -> Plain.ORACLE;
            default -> throw new IllegalArgumentException("unknown source " + label);
        };
    }
}
