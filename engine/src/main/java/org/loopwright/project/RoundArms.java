package org.loopwright.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Content;
import org.loopwright.measure.Arm;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.ComparedArm;
import org.loopwright.round.ProblemRows;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;

/// What runs of round loops measured, round by round: each version of a slot of numbers that came from an item
/// run is one round, and its answers are read again from that run's journal. Runs of one round loop with other
/// seeds are training seeds of one another.
public final class RoundArms {
    private final RunStore store;

    public RoundArms(RunStore store) {
        this.store = store;
    }

    /// Name of a line -> its rounds' figures, from round 0. A loop that measures in one slot gives a line of its
    /// name; one that measures in several, a line for each.
    ///
    /// @throws MeasureException when a run is unknown, or measured nothing by an item run
    public Map<String, List<ArmFigures>> of(List<UUID> chosen) {
        Map<String, Map<String, List<UUID>>> byLine = new LinkedHashMap<>();
        for (UUID id : chosen) {
            RunSummary run = store.run(id).orElseThrow(() -> new MeasureException("there is no run " + id));
            Map<String, List<UUID>> measured = measured(id);
            if (measured.isEmpty()) {
                throw new MeasureException(
                        "run " + end(id) + " of " + run.header().loop()
                                + " measured no rounds: a figure by round shows runs of round loops with an `evaluate` node");
            }
            String seed = run.header().seed() + " (" + end(id) + ")";
            measured.forEach((slot, rounds) -> byLine.computeIfAbsent(
                            measured.size() == 1
                                    ? run.header().loop()
                                    : run.header().loop() + ", " + slot,
                            _ -> new LinkedHashMap<>())
                    .put(seed, rounds));
        }
        Map<String, List<ArmFigures>> lines = new LinkedHashMap<>();
        byLine.forEach((name, seeds) -> lines.put(name, rounds(name, seeds)));
        return lines;
    }

    /// Slot -> the item runs behind its versions, in order.
    private Map<String, List<UUID>> measured(UUID run) {
        Map<String, List<UUID>> measured = new LinkedHashMap<>();
        for (JournalEntry entry : store.entries(run)) {
            if (entry.event() instanceof Event.SlotWritten written
                    && written.value().content() instanceof Content.Measured numbers
                    && !numbers.run().isEmpty()) {
                measured.computeIfAbsent(written.slot(), _ -> new ArrayList<>()).add(UUID.fromString(numbers.run()));
            }
        }
        return measured;
    }

    private List<ArmFigures> rounds(String name, Map<String, List<UUID>> seeds) {
        int count = seeds.values().stream().mapToInt(List::size).min().orElse(0);
        List<ArmFigures> rounds = new ArrayList<>();
        for (int round = 0; round < count; round++) {
            Map<String, List<ItemTurn>> turns = new LinkedHashMap<>();
            for (Map.Entry<String, List<UUID>> seed : seeds.entrySet()) {
                turns.put(seed.getKey(), turns(seed.getValue().get(round)));
            }
            rounds.add(ArmFigures.of(ComparedArm.of(
                    turns.size() == 1 ? Arm.of(name, turns.values().iterator().next()) : Arm.ofSeeds(name, turns))));
        }
        return rounds;
    }

    /// The turns of an evaluation, the attempts at a problem as its samples.
    private List<ItemTurn> turns(UUID run) {
        RunSummary summary = store.run(run)
                .orElseThrow(() -> new MeasureException("the item run " + end(run)
                        + " of an evaluation is not in this project; unpack the project with its runs"));
        Map<String, Integer> samples = new LinkedHashMap<>();
        List<ItemTurn> turns = new ArrayList<>();
        for (ItemTurn turn : store.itemTurns(run, summary.header().grader())) {
            String problem = ProblemRows.problem(turn.item());
            int sample = turn.turn() == 0
                    ? samples.merge(problem, 1, Integer::sum) - 1
                    : samples.getOrDefault(problem, 1) - 1;
            turns.add(new ItemTurn(
                    problem,
                    ProblemRows.problem(turn.contentHash()),
                    problem,
                    sample,
                    turn.turn(),
                    turn.status(),
                    turn.correct(),
                    turn.extracted(),
                    turn.verdict(),
                    turn.promptTokens(),
                    turn.completionTokens(),
                    turn.confidence()));
        }
        return turns;
    }

    private static String end(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - 12);
    }
}
