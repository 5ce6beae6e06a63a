package org.loopwright.loop;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Port to the condition language. Thread-safe.
public interface Conditions {
    /// The names that a condition refers to, `params` and `random` left out.
    ///
    /// @throws LoopException when it can't be parsed
    Set<String> variables(String condition);

    /// What is wrong with a condition over slots of these types, or empty when it is a well-typed boolean.
    Optional<String> check(String condition, Map<String, SlotType> slots);

    /// Whether the condition holds. A verdict is a map with `accept` (boolean), `score` (double) and
    /// `where` (text).
    ///
    /// @param values plain values (String, Double, Boolean, List, Map) by name, `params` and `random` too
    /// @throws LoopException when a value that it needs is not there, naming it, or when it is no boolean
    boolean test(String condition, Map<String, Object> values);
}
