package org.loopwright.app.home;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.RecentRun;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.store.RunSummary;

/// The runs that ended last, with what they reached.
final class RecentRuns extends VBox {
    /// @param open opens a run's result
    RecentRuns(List<RecentRun> runs, Consumer<UUID> open) {
        setId("home-recent");
        getStyleClass().add("card-box");
        getChildren().add(Labels.of(Texts.of("home.recent"), "card-title"));
        runs.forEach(run -> getChildren().add(line(run, open)));
    }

    private static HBox line(RecentRun recent, Consumer<UUID> open) {
        RunSummary run = recent.run();
        VBox names = new VBox(
                Labels.of(run.header().loop(), "figure-own"),
                Labels.of(
                        Texts.of("home.recent-fact", Figures.when(run.startedAt()), Figures.count(run.itemsDone())),
                        "small",
                        "muted"));
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        Label reached = Labels.whole(reached(recent), "figure-own");
        Button button = Named.iconButton(
                "home-recent-" + run.header().id(),
                Texts.of("home.open-run", run.header().loop()),
                Icons.ARROW.node(),
                () -> open.accept(run.header().id()));
        HBox line = new HBox(10, names, reached, button);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("recent-run");
        return line;
    }

    private static String reached(RecentRun recent) {
        return recent.first().isEmpty() || recent.last().isEmpty()
                ? ""
                : Texts.of(
                        "runs.accuracy-value",
                        Figures.percent(recent.first().getAsDouble()),
                        Figures.percent(recent.last().getAsDouble()));
    }
}
