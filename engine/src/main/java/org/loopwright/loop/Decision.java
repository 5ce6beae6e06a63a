package org.loopwright.loop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.CompletionRequest;

/// What a node wants next. Closed set: the runner acts on each.
public sealed interface Decision {

    /// Ask a model for completions. The frame goes on when all are journaled.
    ///
    /// @param role the model role
    /// @param requests in order, at least one
    /// @param uses the union of the sources of all slots that the prompts show
    record Generate(String role, List<CompletionRequest> requests, Set<Source> uses) implements Decision {
        public Generate {
            requests = List.copyOf(requests);
            uses = Set.copyOf(uses);
        }
    }

    /// Ask for the grades of texts against the item's gold answer. What comes back has source `oracle`.
    ///
    /// @param candidates in order, at least one
    record Score(List<Value> candidates) implements Decision {
        public Score {
            candidates = List.copyOf(candidates);
        }
    }

    /// Run another item loop on values, once for each subject.
    ///
    /// @param loop file name in the project, `solve.loop.yaml`
    /// @param subjects for each call the first values of the called loop's slots
    record Call(String loop, List<Map<String, Value>> subjects) implements Decision {
        public Call {
            subjects = subjects.stream().map(Map::copyOf).toList();
        }
    }

    /// Use a tool. The frame goes on when all results are journaled.
    ///
    /// @param tool name of the tool
    /// @param calls in order, at least one
    /// @param uses the union of the sources of all values that the calls show
    record UseTool(String tool, List<ToolCall> calls, Set<Source> uses) implements Decision {
        public UseTool {
            calls = List.copyOf(calls);
            uses = Set.copyOf(uses);
        }
    }

    /// Ask a person. The frame is parked until somebody answers, in this process or a later one; the
    /// answer has source `human`.
    ///
    /// @param question what the person reads
    /// @param uses the sources of all values that the question shows
    record Ask(String question, Set<Source> uses) implements Decision {
        public Ask {
            uses = Set.copyOf(uses);
        }
    }

    /// Make something in a round loop: collect traces, filter them, train, evaluate. What is made follows
    /// from the operation, its settings, the content of its inputs and the seed alone, so the same thing
    /// is never made twice.
    ///
    /// @param operation name of the node's kind
    /// @param settings the node's settings, parameters filled in
    /// @param inputs setting -> the value of the slot that it names; `reads.1` for the second of a list
    /// @param seed of every random choice
    record Make(String operation, Settings settings, Map<String, Value> inputs, long seed) implements Decision {
        public Make {
            inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }

    /// Write slots and leave by an exit.
    ///
    /// @param exit name of the exit
    /// @param writes slot -> new value, in order
    /// @param uses the sources that choosing this exit used; empty when there was no choice
    record Move(String exit, Map<String, Value> writes, Set<Source> uses) implements Decision {
        public Move {
            writes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(writes));
            uses = Set.copyOf(uses);
        }

        /// Leave by `exit` and write one slot, with no choice made.
        public static Move writing(String exit, String slot, Value value) {
            return new Move(exit, Map.of(slot, value), Set.of());
        }
    }

    /// End the frame.
    ///
    /// @param returns the slot whose value the frame gives back, or null
    record Stop(@Nullable String returns) implements Decision {}

    /// End the frame as failed.
    ///
    /// @param code stable name
    /// @param message what, the value, and the remedy
    record Fail(String code, String message) implements Decision {}
}
