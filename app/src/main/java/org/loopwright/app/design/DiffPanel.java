package org.loopwright.app.design;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.diff.Difference;
import org.loopwright.loop.diff.LoopDiff;

/// What differs from another version, as a list: a line goes to its place on the canvas, Enter opens the node.
final class DiffPanel extends VBox {
    private final LoopComparison comparison;
    private final OriginWatch origin;
    private final StatedDeviations stated = new StatedDeviations();
    private final ComboBox<CompareBase> base = Named.node(new ComboBox<>(), "diff-base", Texts.of("diff.base"));
    private final ListView<Difference> list = Named.node(new ListView<>(), "diff-list", Texts.of("diff.list"));
    private final HBox legend = new HBox(6);
    private final Label nothing = Labels.wrapping("", "muted");

    /// @param open opens a node's editor
    /// @param close puts the panel away
    DiffPanel(LoopComparison comparison, OriginWatch origin, Consumer<String> open, Runnable close) {
        this.comparison = comparison;
        this.origin = origin;
        setId("diff-panel");
        getStyleClass().addAll("side-panel", "diff-panel");
        base.setMaxWidth(Double.MAX_VALUE);
        base.setConverter(new Words());
        base.setOnAction(event -> {
            CompareBase chosen = base.getValue();
            if (chosen != null && !chosen.equals(comparison.baseProperty().get())) {
                comparison.choose(chosen);
            }
        });
        list.setCellFactory(view -> new DifferenceCell());
        list.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                comparison.show(chosen);
            }
        });
        list.setOnKeyPressed(event -> {
            Difference chosen = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                chosen.part().node().ifPresent(open);
                event.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        legend.setAlignment(Pos.CENTER_LEFT);
        nothing.setId("diff-nothing");
        VBox body = new VBox(base, legend, nothing, list, stated);
        body.getStyleClass().add("panel-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head(close), body);
    }

    private HBox head(Runnable close) {
        Label title = Labels.of(Texts.of("diff.title"), "title-4");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head = new HBox(
                title,
                Named.iconButton("diff-previous", Texts.of("diff.previous"), Icons.UP.node(), () -> comparison.go(-1)),
                Named.iconButton("diff-next", Texts.of("diff.next"), Icons.DOWN.node(), () -> comparison.go(1)),
                Named.iconButton("diff-close", Texts.of("details.close"), Icons.CLOSE.node(), close));
        head.getStyleClass().add("panel-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    /// Starts to follow the comparison.
    Subscription attach() {
        return Subscription.combine(
                comparison.basesProperty().subscribe(this::showBases),
                comparison.baseProperty().subscribe(this::showBase),
                comparison.diffProperty().subscribe(this::showDiff),
                comparison.currentProperty().subscribe(this::showCurrent),
                origin.driftProperty().subscribe(stated::show));
    }

    private void showBases(List<CompareBase> bases) {
        base.setItems(FXCollections.observableArrayList(bases));
        base.setValue(comparison.baseProperty().get());
    }

    private void showBase(@Nullable CompareBase chosen) {
        if (!Objects.equals(chosen, base.getValue())) {
            base.setValue(chosen);
        }
    }

    private void showDiff(@Nullable LoopDiff diff) {
        List<Difference> differences = diff == null ? List.of() : diff.differences();
        list.getItems().setAll(differences);
        legend.getChildren().clear();
        for (Difference.Change change : Difference.Change.values()) {
            long count = differences.stream().filter(d -> d.change() == change).count();
            legend.getChildren()
                    .add(Labels.chip(
                            Texts.of("diff.count." + DifferenceCell.key(change), count), DifferenceCell.tone(change)));
        }
        nothing.setText(diff == null ? Texts.of("diff.reading") : Texts.of("diff.same"));
        boolean empty = differences.isEmpty();
        nothing.setVisible(empty);
        nothing.setManaged(empty);
        list.setVisible(!empty);
        list.setManaged(!empty);
    }

    private void showCurrent(@Nullable Difference current) {
        if (current == null) {
            list.getSelectionModel().clearSelection();
        } else if (!current.equals(list.getSelectionModel().getSelectedItem())) {
            list.getSelectionModel().select(current);
            list.scrollTo(current);
        }
    }

    /// What a version is called.
    private static final class Words extends StringConverter<CompareBase> {
        @Override
        public String toString(@Nullable CompareBase version) {
            return version == null ? "" : version.label();
        }

        @Override
        public CompareBase fromString(String text) {
            throw new IllegalStateException("nobody writes here");
        }
    }
}
