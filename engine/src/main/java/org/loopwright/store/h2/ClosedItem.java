package org.loopwright.store.h2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loopwright.find.ItemTraits;
import org.loopwright.journal.JournalEntry;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.ItemTurns;

/// What is derived of a finished item.
///
/// @param traits what it is found by; without its text where that is in a block's index
/// @param turns by grader
record ClosedItem(ItemTraits traits, Map<String, List<ItemTurn>> turns) {

    /// What follows from an item's entries; empty while it is open.
    static Optional<ClosedItem> of(List<JournalEntry> entries, String grader) {
        return ItemTraits.of(entries, grader).map(traits -> new ClosedItem(traits, ItemTurns.of(entries)));
    }

    /// The stored form of one item, its text included.
    static byte[] write(ClosedItem item) {
        ByteSink sink = new ByteSink();
        new TraitsColumn().write(sink, item.traits());
        new TurnsColumn().write(sink, item.turns());
        sink.text(item.traits().text());
        ConfidenceColumn.write(sink, item.turns());
        return sink.toBytes();
    }

    static ClosedItem read(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        ItemTraits traits = new TraitsColumn().read(source);
        Map<String, List<ItemTurn>> turns = new TurnsColumn().read(source);
        String text = source.text();
        return new ClosedItem(
                new ItemTraits(
                        traits.item(),
                        traits.end(),
                        traits.outcomes(),
                        traits.status(),
                        traits.answers(),
                        traits.steps(),
                        traits.length(),
                        traits.tokens(),
                        traits.entropy(),
                        traits.logProb(),
                        text),
                source.isEmpty() ? turns : ConfidenceColumn.read(source, turns));
    }
}
