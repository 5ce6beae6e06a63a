package org.loopwright.app.inspect;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.EmptyState;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.store.RunSummary;

/// Two answers to one item, without their runs' names: which is preferred?
final class BlindView extends BorderPane {
    private final BlindViewModel model;
    private final Label tally = Labels.wrapping("", "muted");
    private final ComboBox<@Nullable RunSummary> other =
            Named.node(new ComboBox<>(), "blind-other", Texts.of("blind.other"));

    BlindView(BlindViewModel model) {
        this.model = model;
        getStyleClass().add("blind");
        setId("blind-view");
        other.setItems(model.others());
        other.setPromptText(Texts.of("blind.other"));
        other.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable RunSummary run) {
                return run == null
                        ? ""
                        : Texts.of(
                                "items.run",
                                run.header().loop(),
                                run.header().dataset().name(),
                                Figures.when(run.startedAt()));
            }

            @Override
            public @Nullable RunSummary fromString(String text) {
                return null;
            }
        });
        other.setOnAction(event -> {
            RunSummary chosen = other.getValue();
            if (chosen != null) {
                model.compare(chosen);
            }
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button close = Named.button(
                "blind-close",
                Texts.of("blind.close"),
                Icons.CLOSE.node(),
                () -> model.openProperty().set(false));
        HBox head = new HBox(10, Labels.of(Texts.of("blind.title"), "title-4"), other, space, close);
        head.setAlignment(Pos.CENTER_LEFT);
        tally.setId("blind-tally");
        VBox top = new VBox(6, head, Labels.wrapping(Texts.of("blind.note"), "small", "muted"), tally);
        top.getStyleClass().add("problem-box");
        setTop(top);
    }

    /// Starts to follow the view model.
    Subscription attach() {
        return Subscription.combine(
                model.pairProperty().subscribe(this::show),
                model.tallyProperty().subscribe(this::show));
    }

    private void show(BlindViewModel.Tally now) {
        double alpha = now.alpha();
        tally.setText(Texts.of("blind.tally", now.first(), now.second(), now.ties(), now.left())
                + " "
                + (now.ratings().size() < 2
                        ? Texts.of("blind.one-rater")
                        : Texts.of(
                                "blind.alpha",
                                now.ratings().size(),
                                Double.isNaN(alpha) ? "–" : String.format(Texts.LOCALE, "%.2f", alpha))));
    }

    private void show(BlindViewModel.@Nullable Pair pair) {
        if (pair == null) {
            setCenter(
                    new EmptyState(Icons.BLIND.node(), Texts.of("blind.none.title"), Texts.of("blind.none.sentence")));
            return;
        }
        VBox problem = new VBox(4);
        pair.item()
                .fields()
                .forEach((name, value) -> problem.getChildren()
                        .add(new VBox(Labels.of(name, "field-name"), Labels.wrapping(value, "question"))));
        HBox answers = new HBox(
                12,
                card("blind-left", Texts.of("blind.left"), pair.left(), BlindViewModel.Choice.LEFT),
                card("blind-right", Texts.of("blind.right"), pair.right(), BlindViewModel.Choice.RIGHT));
        Button tie = Named.button(
                "blind-tie",
                Texts.of("blind.tie"),
                Icons.UNPARSED.node(),
                () -> model.choose(BlindViewModel.Choice.TIE));
        VBox body = new VBox(14, problem, answers, tie);
        body.getStyleClass().add("page-body");
        body.setAlignment(Pos.TOP_CENTER);
        setCenter(body);
    }

    private VBox card(String id, String title, String answer, BlindViewModel.Choice choice) {
        Button choose = Named.button(id, title, Icons.RIGHT.node(), () -> model.choose(choice));
        VBox card = new VBox(10, new MarkedText(answer, "answer-text"), choose);
        card.getStyleClass().add("card-box");
        HBox.setHgrow(card, Priority.ALWAYS);
        card.setPrefWidth(300);
        return card;
    }
}
