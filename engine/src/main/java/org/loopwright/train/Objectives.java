package org.loopwright.train;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/// Finds objectives by the names that loop files give them.
public final class Objectives {
    private Objectives() {}

    /// Objectives that belong together. Open set, found by [ServiceLoader].
    public interface Library {
        /// All of them.
        List<Maker> makers();
    }

    /// An objective before its numbers are known.
    ///
    /// @param name such as `dpo`
    /// @param defaults the names of its numbers and what they are when nothing is said
    /// @param make gives the objective for numbers of all these names; throws `IllegalArgumentException` when one
    ///     is out of range
    public record Maker(String name, Map<String, Double> defaults, Function<Map<String, Double>, Objective<?>> make) {
        public Maker {
            defaults = Map.copyOf(defaults);
        }
    }

    /// All that there are, by name.
    public static Map<String, Maker> all() {
        Map<String, Maker> all = new TreeMap<>();
        for (Library library : ServiceLoader.load(Library.class)) {
            library.makers().forEach(maker -> all.put(maker.name(), maker));
        }
        return all;
    }

    /// The objective of this name with some of its numbers changed.
    ///
    /// @throws TrainingException with code `JOB` when the name or a number's name is unknown, or a number is out
    ///     of range; the message lists what is known
    public static Objective<?> named(String name, Map<String, Double> settings) {
        Map<String, Maker> all = all();
        Maker maker = all.get(name);
        if (maker == null) {
            throw bad("objective `" + name + "` is unknown; known are " + all.keySet());
        }
        Map<String, Double> numbers = new TreeMap<>(maker.defaults());
        settings.forEach((key, value) -> {
            if (numbers.replace(key, value) == null) {
                throw bad("objective " + name + " has no setting `" + key + "`; it has " + numbers.keySet());
            }
        });
        try {
            return maker.make().apply(numbers);
        } catch (IllegalArgumentException e) {
            throw new TrainingException(TrainingException.Code.JOB, "objective " + name + ": " + e.getMessage(), e);
        }
    }

    private static TrainingException bad(String message) {
        return new TrainingException(TrainingException.Code.JOB, message);
    }
}
