package org.loopwright.app.train;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.Event;
import org.loopwright.project.RoundRuns;
import org.loopwright.round.RoundReport;

/// An alarm: what was seen, after which step of which round, and the way back.
final class AlarmCard extends HBox {
    /// What a fork changes.
    private record Choice(String words, Optional<RoundRuns.Change> change) {
        @Override
        public String toString() {
            return words;
        }
    }

    /// @param place among the alarms, from 0
    /// @param rates node -> learning rate, of the repeated trainings
    /// @param fork goes on from what a round began with, with a change
    AlarmCard(
            int place,
            RoundReport.Alarm alarm,
            List<TrainingRate> rates,
            BiConsumer<Integer, Optional<RoundRuns.Change>> fork) {
        this("alarm-" + place, alarm.alarm(), alarm.round());
        if (alarm.round() > 0 && !alarm.alarm().before().isEmpty()) {
            getChildren().add(way(place, alarm, rates, fork));
        }
    }

    private AlarmCard(String id, Event.Alarmed alarm, int round) {
        setId(id);
        getStyleClass().addAll("card-box", "alarm-card");
        setAlignment(Pos.CENTER_LEFT);
        String name = alarm.alarm();
        VBox words = new VBox(
                4,
                Labels.of(
                        Texts.of(
                                alarm.step() == 0 ? "alarm.title" : "alarm.title.step",
                                Texts.orElse("alarm." + name, name),
                                Integer.toString(round),
                                alarm.node(),
                                Integer.toString(alarm.step())),
                        "card-title"),
                Labels.wrapping(Texts.orElse("alarm." + name + ".meaning", ""), "muted"),
                Labels.wrapping(alarm.message(), "small", "code-text"));
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Icons.WARNING.node("alarm-icon"), words);
    }

    /// An alarm of the training that goes on.
    static AlarmCard live(Event.Alarmed alarm) {
        AlarmCard card = new AlarmCard("alarm-live-" + alarm.alarm(), alarm, alarm.visit());
        card.getChildren().add(Labels.whole(Texts.of("alarm.live"), "small", "muted"));
        return card;
    }

    private static VBox way(
            int place,
            RoundReport.Alarm alarm,
            List<TrainingRate> rates,
            BiConsumer<Integer, Optional<RoundRuns.Change>> fork) {
        ComboBox<Choice> choice = Named.node(new ComboBox<>(), "alarm-change-" + place, Texts.of("alarm.change"));
        choice.getItems().add(new Choice(Texts.of("alarm.change.none"), Optional.empty()));
        for (TrainingRate rate : rates) {
            for (int part : new int[] {2, 10}) {
                double less = rate.rate() / part;
                choice.getItems()
                        .add(new Choice(
                                Texts.of("alarm.change.rate", rate.node(), Double.toString(less)),
                                Optional.of(new RoundRuns.Change(rate.node() + ".rate", less))));
            }
        }
        choice.getSelectionModel().selectFirst();
        choice.setMaxWidth(Double.MAX_VALUE);
        Button button = Named.button(
                "alarm-fork-" + place,
                Texts.of("alarm.fork"),
                Icons.FORK.node(),
                () -> fork.accept(
                        alarm.round(), Optional.ofNullable(choice.getValue()).flatMap(Choice::change)));
        button.getStyleClass().add("accent");
        button.setMaxWidth(Double.MAX_VALUE);
        VBox way = new VBox(
                6,
                button,
                choice,
                Labels.whole(Texts.of("alarm.before", shortened(alarm.alarm().before())), "small", "muted"));
        way.setMinWidth(Region.USE_PREF_SIZE);
        return way;
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(10, hash.length()));
    }
}
