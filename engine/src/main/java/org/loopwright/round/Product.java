package org.loopwright.round;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.journal.Observed;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Value;

/// What a step of a round loop made.
///
/// @param exit by which the node goes on
/// @param values setting -> value for the slot that it names
/// @param ledger what it cost, by the names in [Ledger]
/// @param notes for people, in order
/// @param observed what was seen of it, for people
public record Product(
        String exit, Map<String, Value> values, Map<String, Double> ledger, List<String> notes, Observed observed) {
    /// The setting of the one slot that most kinds write.
    public static final String WRITES = "writes";
    /// The exit of a step that found nothing to go on with.
    public static final String EMPTY = "empty";
    /// The exit of a training whose loss is no number any more.
    public static final String DIVERGED = "diverged";

    /// A product of which nothing was seen.
    public Product(String exit, Map<String, Value> values, Map<String, Double> ledger, List<String> notes) {
        this(exit, values, ledger, notes, Observed.NOTHING);
    }

    public Product {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        ledger = Collections.unmodifiableMap(new LinkedHashMap<>(ledger));
        notes = List.copyOf(notes);
    }

    /// One value, by exit `next`.
    public static Product of(Value value, Map<String, Double> ledger, String... notes) {
        return new Product(NodeSpec.NEXT, Map.of(WRITES, value), ledger, List.of(notes));
    }

    /// This, and what was seen of it.
    public Product observed(Map<String, Double> numbers) {
        return new Product(exit, values, ledger, notes, Observed.of(numbers));
    }

    /// This, and what was seen of it.
    public Product observed(Observed seen) {
        return new Product(exit, values, ledger, notes, seen);
    }

    /// Nothing, by another exit, with the reason.
    public static Product none(String exit, Map<String, Double> ledger, String reason) {
        return new Product(exit, Map.of(), ledger, List.of(reason));
    }
}
