package org.loopwright.exchange;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.loopwright.task.Split;

/// What a person says about a file that is imported.
///
/// @param fields our name -> the file's, such as `item` -> `problem.number`; see [FieldNames]
/// @param name of the dataset, when not the file's own
/// @param split what its problems may be used for, when not what its name says
/// @param correctFrom numbers from here on are right
public record ImportOptions(
        Map<String, String> fields, Optional<String> name, Optional<Split> split, OptionalDouble correctFrom) {
    /// Nothing said.
    public static final ImportOptions NONE =
            new ImportOptions(Map.of(), Optional.empty(), Optional.empty(), OptionalDouble.empty());

    public ImportOptions {
        fields = Map.copyOf(fields);
    }

    /// This with names of fields.
    public ImportOptions withFields(Map<String, String> names) {
        return new ImportOptions(names, name, split, correctFrom);
    }

    /// The split that is said, or the one that stands in `text`, or `test`: what others evaluated on.
    Split splitOr(String text) {
        return split.orElseGet(() -> {
            String lower = text.toLowerCase(java.util.Locale.ROOT);
            if (lower.contains("train")) {
                return Split.TRAIN;
            }
            return lower.contains("dev") || lower.contains("valid") ? Split.DEV : Split.TEST;
        });
    }
}
