package org.loopwright.loop.diff;

import java.util.List;
import java.util.Optional;

/// A part of a loop that can differ between two versions. Closed set.
public sealed interface Part {
    /// The node that it belongs to; empty for what belongs to the whole loop.
    default Optional<String> node() {
        return Optional.empty();
    }

    /// What people call it: `gate`, `draft.sampling.temperature`, `gate -> improve`.
    String label();

    /// A node as a whole. One that was only renamed is changed, its texts are the ids.
    record Node(String id) implements Part {
        @Override
        public Optional<String> node() {
            return Optional.of(id);
        }

        @Override
        public String label() {
            return id;
        }
    }

    /// A setting of a node; its kind and its cap count as settings named `kind` and `max-visits`.
    ///
    /// @param path keys from the node on; elements of lists are numbered from 1
    record Setting(String id, List<String> path) implements Part {
        public Setting {
            path = List.copyOf(path);
        }

        @Override
        public Optional<String> node() {
            return Optional.of(id);
        }

        @Override
        public String label() {
            return id + "." + String.join(".", path);
        }
    }

    /// Where an exit of a node leads.
    record Exit(String id, String exit) implements Part {
        @Override
        public Optional<String> node() {
            return Optional.of(id);
        }

        @Override
        public String label() {
            return id + " -> " + exit;
        }
    }

    /// A slot as declared.
    record Slot(String name) implements Part {
        @Override
        public String label() {
            return "slot " + name;
        }
    }

    /// A parameter.
    record Param(String name) implements Part {
        @Override
        public String label() {
            return "params." + name;
        }
    }

    /// What else a loop says of itself: `name`, `level`, `models` or `start`.
    record Property(String key) implements Part {
        @Override
        public String label() {
            return key;
        }
    }
}
