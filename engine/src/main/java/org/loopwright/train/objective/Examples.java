package org.loopwright.train.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loopwright.train.Example;
import org.loopwright.train.TrainingException;

/// Checks of what a job gives.
final class Examples {
    private Examples() {}

    /// The examples as what they are.
    ///
    /// @throws TrainingException with code `JOB` when there are none, or one is of another type
    static <E extends Example> List<E> of(String objective, Class<E> type, List<? extends Example> examples) {
        if (examples.isEmpty()) {
            throw new TrainingException(
                    TrainingException.Code.JOB,
                    "objective " + objective + " has no examples; collect more, or filter less");
        }
        List<E> typed = new ArrayList<>();
        for (Example example : examples) {
            if (!type.isInstance(example)) {
                throw new TrainingException(
                        TrainingException.Code.JOB,
                        "objective " + objective + " learns from " + words(type) + "s, not from a "
                                + words(example.getClass()));
            }
            typed.add(type.cast(example));
        }
        return typed;
    }

    private static String words(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<!^)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
