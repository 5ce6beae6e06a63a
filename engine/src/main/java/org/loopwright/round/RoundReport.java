package org.loopwright.round;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Content;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Value;

/// What a run of a round loop did so far, by round, folded from its journal. Pure.
///
/// @param steps in the order in which they were made
/// @param alarms in order
/// @param ledger name -> sum, by the names in [Ledger]
/// @param most how many rounds there are at most
/// @param failure why the loop failed; empty when it did not
public record RoundReport(List<Step> steps, List<Alarm> alarms, Map<String, Double> ledger, int most, String failure) {
    public RoundReport {
        steps = List.copyOf(steps);
        alarms = List.copyOf(alarms);
        ledger = Collections.unmodifiableMap(new LinkedHashMap<>(ledger));
    }

    /// A step that was made.
    ///
    /// @param made what came of it
    /// @param round from 1; 0 for what was made before the rounds, and the last one for what came after them
    /// @param repeated whether it is done in every round
    /// @param seq of its entry
    /// @param at when
    public record Step(Event.Made made, int round, boolean repeated, long seq, Instant at) {
        /// What it measured on held-out problems, or empty.
        public Optional<Content.Measured> measured() {
            return made.values().values().stream()
                    .map(Value::content)
                    .filter(Content.Measured.class::isInstance)
                    .map(Content.Measured.class::cast)
                    .findFirst();
        }

        /// The item run that it opened to measure, or empty.
        public Optional<UUID> itemRun() {
            return measured()
                    .map(Content.Measured::run)
                    .filter(run -> !run.isEmpty())
                    .map(UUID::fromString);
        }

        /// The checkpoint that it made, or empty.
        public Optional<Content.Artifact> checkpoint() {
            return made.values().values().stream()
                    .map(Value::content)
                    .filter(Content.Artifact.class::isInstance)
                    .map(Content.Artifact.class::cast)
                    .filter(artifact -> artifact.kind() == SlotType.MODEL)
                    .findFirst();
        }

        /// A number that it measured or that was seen of it; NaN when there is none.
        public double number(String name) {
            Map<String, Double> measured =
                    measured().map(Content.Measured::numbers).orElse(Map.of());
            return measured.containsKey(name)
                    ? measured.getOrDefault(name, Double.NaN)
                    : made.observed().numbers().getOrDefault(name, Double.NaN);
        }
    }

    /// An alarm and the round that it names.
    public record Alarm(Event.Alarmed alarm, int round, long seq) {}

    /// The report of a run.
    ///
    /// @param entries of the run, in order
    /// @param loop that it runs
    public static RoundReport of(List<JournalEntry> entries, LoopSpec loop) {
        Set<String> repeated = Rounds.repeated(loop);
        List<Step> steps = new ArrayList<>();
        List<Alarm> alarms = new ArrayList<>();
        String failure = "";
        int round = 0;
        for (JournalEntry entry : entries) {
            switch (entry.event()) {
                case Event.Made made -> {
                    boolean again = repeated.contains(made.node());
                    round = again ? Math.max(round, made.visit()) : round;
                    steps.add(new Step(made, round, again, entry.seq(), entry.at()));
                }
                case Event.Alarmed alarm -> alarms.add(new Alarm(alarm, round, entry.seq()));
                case Event.FrameClosed closed -> failure = closed.reason();
                default -> {} // the rest is between the steps
            }
        }
        return new RoundReport(steps, alarms, Ledger.of(entries), Rounds.most(loop), failure);
    }

    /// The round that it is in: 0 before the first.
    public int round() {
        return steps.isEmpty() ? 0 : steps.getLast().round();
    }

    /// The steps of a node, in order.
    public List<Step> of(String node) {
        return steps.stream().filter(step -> step.made().node().equals(node)).toList();
    }

    /// The node that measures in every round, or else the one that measured last; empty when none did.
    public Optional<String> measuringNode() {
        List<Step> measuring =
                steps.stream().filter(step -> step.itemRun().isPresent()).toList();
        return measuring.stream()
                .filter(Step::repeated)
                .findFirst()
                .or(() -> measuring.isEmpty() ? Optional.empty() : Optional.of(measuring.getLast()))
                .map(step -> step.made().node());
    }

    /// The steps that trained, in order.
    public List<Step> trainings() {
        return steps.stream()
                .filter(step -> !step.made().observed().curve().isEmpty()
                        || step.made().ledger().containsKey(Ledger.TRAINING_STEPS))
                .toList();
    }

    /// The first entry that belongs to a round: what comes before it is what the round began with.
    ///
    /// @return the step, or empty when the run did not come to that round
    public Optional<Step> beginning(int wanted) {
        return steps.stream()
                .filter(step -> step.repeated() && step.made().visit() == wanted && step.round() == wanted)
                .findFirst();
    }
}
