package org.loopwright.app.inspect;

import java.util.List;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.EditNames;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Sources;

/// The raw events of an item, one line each.
final class EventList {
    private static final int ROW = 24;
    private static final int ROWS = 9;

    private EventList() {}

    static ListView<JournalEntry> of(List<JournalEntry> entries) {
        ListView<JournalEntry> list = Named.node(new ListView<>(), "events", Texts.of("items.events"));
        list.getStyleClass().add("events");
        list.getItems().setAll(entries);
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * Math.clamp(entries.size(), 1, ROWS) + 4.0);
        list.setCellFactory(owner -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable JournalEntry entry, boolean empty) {
                super.updateItem(entry, empty);
                setText(entry == null || empty ? null : line(entry));
            }
        });
        return list;
    }

    private static String line(JournalEntry entry) {
        return String.format(
                Texts.LOCALE,
                "%5d  %-12s %s",
                entry.seq(),
                entry.event().getClass().getSimpleName(),
                detail(entry.event()).replace('\n', ' '));
    }

    private static String detail(Event event) {
        return switch (event) {
            case Event.FrameOpened e -> e.loopFile() + " at " + e.start();
            case Event.Generated e ->
                e.node() + " · " + e.role() + " · \""
                        + e.completions().getFirst().text() + "\"";
            case Event.Scored e -> e.node();
            case Event.Made e -> e.node() + " · " + e.exit() + (e.notes().isEmpty() ? "" : " · " + e.notes());
            case Event.Alarmed e -> e.node() + " · " + e.alarm() + " · " + e.message();
            case Event.CallReturned e -> e.node() + " · " + e.frames();
            case Event.ToolReturned e ->
                e.node() + " · " + e.tool() + " · " + e.results().size();
            case Event.Asked e -> e.node() + " · \"" + e.question() + "\"";
            case Event.Answered e -> e.node() + " · " + e.by() + " · \"" + e.text() + "\"";
            case Event.SlotWritten e ->
                e.slot() + " #" + e.version() + " = \"" + e.value().text() + "\"  ["
                        + Sources.describe(e.value().sources()) + "]";
            case Event.Moved e -> e.node() + " · " + e.exit() + " → " + e.target();
            case Event.FrameClosed e -> e.outcome() + " " + e.reason();
            case Event.Graded e -> "turn " + e.turn() + " · " + e.grade().reason();
            case Event.Edited e -> EditNames.of(e.edit());
            case Event.BudgetHit e -> e.limit() + " " + e.value();
            case Event.Paused e -> e.by();
            case Event.Resumed e -> e.by();
            case Event.Cancelled e -> e.by();
            case Event.RunStarted e -> e.header().loop();
            case Event.RunFinished e -> "";
        };
    }
}
