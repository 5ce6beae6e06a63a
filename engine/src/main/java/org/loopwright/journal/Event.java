package org.loopwright.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Source;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.task.Grade;

/// One thing that happened. Closed set; each has a version in the store and an upcaster from older ones.
///
/// Kinds of event whose runner does not exist yet (training) join this set together with that runner.
public sealed interface Event {

    /// The run began. The first event of every run.
    record RunStarted(RunHeader header) implements Event {}

    /// A frame began at its loop's first node.
    ///
    /// @param parent the frame that called it, or null for an item's own frame
    /// @param loopFile the loop that it runs
    /// @param item id of its item
    /// @param contentHash hash of the item's content
    /// @param cluster the item's cluster
    /// @param seed of the frame
    /// @param answerAuthors hashes of the models that write the answer
    /// @param start the first node
    /// @param slots first versions of slots that the item, a default or the caller gives
    record FrameOpened(
            @Nullable FramePath parent,
            String loopFile,
            String item,
            String contentHash,
            String cluster,
            long seed,
            Set<String> answerAuthors,
            String start,
            Map<String, Value> slots)
            implements Event {
        public FrameOpened {
            answerAuthors = Set.copyOf(answerAuthors);
            slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
        }
    }

    /// A model answered a node's batch.
    ///
    /// @param visit of the node, from 1
    /// @param modelHash of the model behind the role
    /// @param uses sources that the prompts showed
    /// @param completions in the batch's order
    record Generated(
            String node, int visit, String role, String modelHash, Set<Source> uses, List<Completion> completions)
            implements Event {
        public Generated {
            uses = Set.copyOf(uses);
            completions = List.copyOf(completions);
        }
    }

    /// A node's candidates were graded against the gold answer, inside the loop.
    record Scored(String node, int visit, List<Grade> grades) implements Event {
        public Scored {
            grades = List.copyOf(grades);
        }
    }

    /// A tool answered a node's calls.
    ///
    /// @param tool name of the tool
    /// @param uses sources that the calls showed
    /// @param results in the calls' order
    record ToolReturned(String node, int visit, String tool, Set<Source> uses, List<ToolResult> results)
            implements Event {
        public ToolReturned {
            uses = Set.copyOf(uses);
            results = List.copyOf(results);
        }
    }

    /// A person was asked, and the frame is parked.
    ///
    /// @param uses sources that the question showed
    record Asked(String node, int visit, String question, Set<Source> uses) implements Event {
        public Asked {
            uses = Set.copyOf(uses);
        }
    }

    /// A person answered the frame's open question.
    ///
    /// @param by who
    record Answered(String node, int visit, String by, String text) implements Event {}

    /// Called loops gave back their slots.
    ///
    /// @param frames the frames that ran, in the order of the subjects
    /// @param values for each frame its slots' last values
    record CallReturned(String node, int visit, List<FramePath> frames, List<Map<String, Value>> values)
            implements Event {
        public CallReturned {
            frames = List.copyOf(frames);
            values = values.stream().map(Map::copyOf).toList();
        }
    }

    /// A node of a round loop made something, or found it made before.
    ///
    /// @param operation name of the node's kind
    /// @param key hash of operation, settings, inputs and seed: equal keys give equal things
    /// @param origin whether it was made now
    /// @param exit by which the node goes on
    /// @param values setting -> value for the slot that it names
    /// @param ledger what it cost, by name; the same whether it was made now or before
    /// @param notes in order, for people: fallbacks, counts
    /// @param nanos how long it took when it was made
    /// @param observed what was seen of it; the same whether it was made now or before
    record Made(
            String node,
            int visit,
            String operation,
            String key,
            Origin origin,
            String exit,
            Map<String, Value> values,
            Map<String, Double> ledger,
            List<String> notes,
            long nanos,
            Observed observed)
            implements Event {
        /// A step of which nothing was seen.
        public Made(
                String node,
                int visit,
                String operation,
                String key,
                Origin origin,
                String exit,
                Map<String, Value> values,
                Map<String, Double> ledger,
                List<String> notes,
                long nanos) {
            this(node, visit, operation, key, origin, exit, values, ledger, notes, nanos, Observed.NOTHING);
        }

        public Made {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            ledger = Collections.unmodifiableMap(new LinkedHashMap<>(ledger));
            notes = List.copyOf(notes);
        }

        /// Whether a thing was made now.
        public enum Origin {
            MADE,
            /// An equal step made it before; it is counted as spent again.
            FOUND
        }
    }

    /// A round loop does something that usually means that it goes wrong.
    ///
    /// @param node the node after which it was seen
    /// @param visit of that node, from 1
    /// @param alarm stable name, `collapse`
    /// @param step of a training at which it was first seen, from 1; 0 when it was seen in an evaluation
    /// @param message what was seen, with numbers
    /// @param before hash of the checkpoint before it; empty when there is none
    record Alarmed(String node, int visit, String alarm, int step, String message, String before) implements Event {}

    /// A slot got a new version, from 0.
    record SlotWritten(String slot, int version, Value value) implements Event {}

    /// A node was left.
    ///
    /// @param uses sources that choosing the exit used; empty when there was no choice
    record Moved(String node, int visit, String exit, String target, Set<Source> uses) implements Event {
        public Moved {
            uses = Set.copyOf(uses);
        }
    }

    /// A frame ended.
    record FrameClosed(
            Frame.Outcome outcome, String reason, @Nullable String returns) implements Event {}

    /// The runner graded a turn for measurement; item loops don't see it.
    ///
    /// @param slot the answer slot
    /// @param turn its version, from 0
    /// @param grader name of the grader
    record Graded(String slot, int turn, String grader, Grade grade) implements Event {}

    /// Here a fork leaves what it took over from its parent: a person changed something, and the frame goes on
    /// with a seed of its own.
    ///
    /// @param seed of the frame from now on
    record Edited(Edit edit, long seed) implements Event {}

    /// A limit was reached; frames stay open and the run can be resumed with a larger budget.
    record BudgetHit(String limit, long value) implements Event {}

    /// Somebody paused the run: running requests finish, no new step begins.
    record Paused(String by) implements Event {}

    /// Somebody let the run go on, in this process or a later one.
    record Resumed(String by) implements Event {}

    /// Somebody stopped the run: running requests were dropped. It can be resumed.
    record Cancelled(String by) implements Event {}

    /// Nothing more will happen.
    ///
    /// @param wallNanos time in which the run was running, all its sessions added
    /// @param modelNanos device time that its completions took
    record RunFinished(long wallNanos, long modelNanos) implements Event {}
}
