package org.loopwright.train;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// Finds objectives by the names that loop files give them.
public final class Objectives {
    private Objectives() {}

    /// A family of objectives with one name. Open set, found by [ServiceLoader].
    public interface Maker {

        /// The objective's name, such as `dpo`.
        String name();

        /// The names of its numbers and what they are when nothing is said.
        Map<String, Double> defaults();

        /// The objective with these numbers.
        ///
        /// @param settings has every name of [#defaults]
        /// @throws IllegalArgumentException when one is out of range
        Objective<?> make(Map<String, Double> settings);
    }

    /// All that there are, by name.
    public static Map<String, Maker> all() {
        return ServiceLoader.load(Maker.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(Maker::name, maker -> maker, (a, _) -> a, java.util.TreeMap::new));
    }

    /// The objective of this name with some of its numbers changed.
    ///
    /// @throws TrainingException with code `JOB` when the name or a number's name is unknown, or a number is out
    ///     of range; the message lists what is known
    public static Objective<?> named(String name, Map<String, Double> settings) {
        Map<String, Maker> all = all();
        Maker maker = all.get(name);
        if (maker == null) {
            throw new TrainingException(
                    TrainingException.Code.JOB, "objective `" + name + "` is unknown; known are " + all.keySet());
        }
        Map<String, Double> numbers = new java.util.TreeMap<>(maker.defaults());
        settings.forEach((key, value) -> {
            if (!numbers.containsKey(key)) {
                throw new TrainingException(
                        TrainingException.Code.JOB,
                        "objective " + name + " has no setting `" + key + "`; it has " + List.copyOf(numbers.keySet()));
            }
            numbers.put(key, value);
        });
        try {
            return maker.make(numbers);
        } catch (IllegalArgumentException e) {
            throw new TrainingException(TrainingException.Code.JOB, "objective " + name + ": " + e.getMessage(), e);
        }
    }
}
