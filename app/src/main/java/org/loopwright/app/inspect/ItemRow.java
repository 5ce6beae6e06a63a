package org.loopwright.app.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.app.session.Transition;
import org.loopwright.app.session.TurnState;
import org.loopwright.measure.ItemTurn;
import org.loopwright.task.Item;

/// A line of the item list.
///
/// @param item its id
/// @param question what it asks, on one line
/// @param states of its turns, at least one
/// @param answers as read by the grader, by turn; `–` for none
record ItemRow(String item, String question, List<TurnState> states, List<String> answers) {
    ItemRow {
        states = List.copyOf(states);
        answers = List.copyOf(answers);
    }

    /// The rows of a run, in the order of its items.
    static List<ItemRow> of(List<ItemTurn> turns, Map<String, Item> items) {
        Map<String, List<ItemTurn>> byItem = new LinkedHashMap<>();
        turns.stream()
                .filter(t -> t.sample() == 0)
                .forEach(turn -> byItem.computeIfAbsent(turn.item(), id -> new ArrayList<>())
                        .add(turn));
        List<ItemRow> rows = new ArrayList<>();
        byItem.forEach((id, ofItem) -> rows.add(new ItemRow(
                id,
                question(items.get(id)),
                ofItem.stream().map(TurnState::of).toList(),
                ofItem.stream()
                        .map(t -> t.extracted() == null ? "–" : t.extracted())
                        .toList())));
        return rows;
    }

    private static String question(@org.jspecify.annotations.Nullable Item item) {
        return item == null || item.fields().isEmpty()
                ? ""
                : item.fields().values().iterator().next().replace('\n', ' ');
    }

    /// Its way from first answer to last.
    Transition transition() {
        return new Transition(states.getFirst(), states.getLast());
    }

    /// Whether its id, question or an answer contains `text`, whatever the case.
    boolean contains(String text) {
        String wanted = text.toLowerCase(java.util.Locale.ROOT).strip();
        return (item + " " + question + " " + String.join(" ", answers))
                .toLowerCase(java.util.Locale.ROOT)
                .contains(wanted);
    }
}
