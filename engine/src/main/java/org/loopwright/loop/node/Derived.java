package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loopwright.loop.Content;
import org.loopwright.loop.Source;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// Values made of other values; their sources are the union.
final class Derived {
    private Derived() {}

    /// A text made of values with these sources.
    static Value text(String text, Set<Source> sources) {
        return new Value(new Content.Text(text), sources, null);
    }

    /// A number made of values with these sources.
    static Value number(double number, Set<Source> sources) {
        return new Value(new Content.Numeric(number), sources, null);
    }

    /// A list of values.
    ///
    /// @param sources of the list itself
    static Value samples(List<Value> values, Set<Source> sources) {
        Set<Source> union = new HashSet<>(sources);
        values.forEach(value -> union.addAll(value.sources()));
        return new Value(new Content.Samples(values), union, null);
    }

    /// The elements of the Samples slot that a setting names; none when the slot is empty.
    static List<Value> elements(Step step, String setting) {
        Value value = step.frame().value(step.settings().text(setting)).orElse(null);
        if (value == null) {
            return List.of();
        }
        if (!(value.content() instanceof Content.Samples(List<Value> elements))) {
            throw step.settings().wrong(setting, "a slot of type Samples");
        }
        return new ArrayList<>(elements);
    }

    /// The elements of the Samples slot that a setting names.
    ///
    /// @throws org.loopwright.loop.LoopException when there is none
    static List<Value> someElements(Step step, String setting) {
        List<Value> elements = elements(step, setting);
        if (elements.isEmpty()) {
            throw step.settings().wrong(setting, "a slot of type Samples that holds at least one");
        }
        return elements;
    }
}
