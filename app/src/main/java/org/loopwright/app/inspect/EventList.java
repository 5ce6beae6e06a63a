package org.loopwright.app.inspect;

import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.EditNames;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Sources;

/// The raw events of an item, one line each, with a filter by kind and by text.
final class EventList extends VBox {
    private static final int ROW = 24;
    private static final int ROWS = 9;

    private final FilteredList<JournalEntry> shown;
    private final ComboBox<String> kind = Named.node(new ComboBox<>(), "events-kind", Texts.of("items.events.kind"));
    private final TextField words = Named.node(new TextField(), "events-filter", Texts.of("items.events.filter"));

    EventList(List<JournalEntry> entries) {
        shown = new FilteredList<>(FXCollections.observableArrayList(entries));
        ListView<JournalEntry> list = Named.node(new ListView<>(shown), "events", Texts.of("items.events"));
        list.getStyleClass().add("events");
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * Math.clamp(entries.size(), 1, ROWS) + 4.0);
        list.setPlaceholder(Labels.of(Texts.of("items.events.none"), "muted"));
        list.setCellFactory(owner -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable JournalEntry entry, boolean empty) {
                super.updateItem(entry, empty);
                setText(entry == null || empty ? null : line(entry));
            }
        });
        String all = Texts.of("items.events.all");
        kind.getItems().add(all);
        entries.stream().map(EventList::kind).distinct().sorted().forEach(kind.getItems()::add);
        kind.setValue(all);
        kind.getStyleClass().add("small-choice");
        words.setPromptText(Texts.of("items.events.filter"));
        HBox.setHgrow(words, Priority.ALWAYS);
        kind.setOnAction(event -> filter());
        words.textProperty().subscribe(text -> filter());
        HBox filters = new HBox(8, kind, words);
        filters.setAlignment(Pos.CENTER_LEFT);
        setSpacing(6);
        getChildren().addAll(filters, list);
    }

    private void filter() {
        String wanted = words.getText().toLowerCase(Locale.ROOT).strip();
        boolean any = kind.getSelectionModel().getSelectedIndex() <= 0;
        shown.setPredicate(entry -> (any || kind(entry).equals(kind.getValue()))
                && line(entry).toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static String kind(JournalEntry entry) {
        return entry.event().getClass().getSimpleName();
    }

    private static String line(JournalEntry entry) {
        return String.format(
                Texts.LOCALE,
                "%5d  %-12s %s",
                entry.seq(),
                kind(entry),
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
