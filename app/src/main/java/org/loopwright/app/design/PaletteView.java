package org.loopwright.app.design;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;

/// The kinds of nodes, with a search. Enter or a click takes a kind; dragging one drops it at a place.
final class PaletteView extends VBox {
    private final NodeKinds kinds;
    private final TextField search;
    private final ListView<NodeKind> list;
    private Consumer<NodeKind> take = kind -> {};
    private BiConsumer<NodeKind, Point2D> drop = (kind, at) -> {};
    private Runnable cancel = () -> {};

    /// @param id begins the ids of its parts
    PaletteView(String id, NodeKinds kinds) {
        this.kinds = kinds;
        this.search = Named.node(new TextField(), id + "-search", Texts.of("palette.search"));
        this.list = Named.node(new ListView<>(), id + "-kinds", Texts.of("palette.kinds"));
        setId(id);
        getStyleClass().add("palette");
        search.setPromptText(Texts.of("palette.search"));
        search.textProperty().subscribe(this::filter);
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        list.setCellFactory(view -> new KindCell());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                takeSelected();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                cancel.run();
                event.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(search, list);
    }

    /// @param taken gets the kind that is clicked or taken by Enter
    void onTake(Consumer<NodeKind> taken) {
        take = taken;
    }

    /// @param dropped gets a kind that was dragged, and where in the scene it was let go
    void onDrop(BiConsumer<NodeKind, Point2D> dropped) {
        drop = dropped;
    }

    void onCancel(Runnable cancelled) {
        cancel = cancelled;
    }

    /// Begins a new search.
    void open() {
        search.clear();
        filter("");
        search.requestFocus();
    }

    private void filter(String wanted) {
        String text = wanted.strip().toLowerCase(Texts.LOCALE);
        list.getItems()
                .setAll(kinds.all().stream()
                        .filter(kind -> kind.name().contains(text)
                                || kind.signature()
                                        .summary()
                                        .toLowerCase(Texts.LOCALE)
                                        .contains(text))
                        .sorted(java.util.Comparator.comparing(
                                        (NodeKind kind) -> !kind.name().startsWith(text))
                                .thenComparing(kind -> text.isEmpty() ? Family.of(kind.name()) : Family.OTHER))
                        .toList());
        list.getSelectionModel().selectFirst();
    }

    private void steer(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> list.getSelectionModel().selectNext();
            case UP -> list.getSelectionModel().selectPrevious();
            case ENTER -> takeSelected();
            case ESCAPE -> cancel.run();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void takeSelected() {
        NodeKind kind = list.getSelectionModel().getSelectedItem();
        if (kind != null) {
            take.accept(kind);
        }
    }

    /// A kind with its colour, name and what it does.
    private final class KindCell extends ListCell<NodeKind> {
        KindCell() {
            setOnMouseReleased(event -> {
                NodeKind kind = getItem();
                if (kind == null) {
                    return;
                }
                if (event.isStillSincePress()) {
                    take.accept(kind);
                } else {
                    drop.accept(kind, new Point2D(event.getSceneX(), event.getSceneY()));
                }
            });
        }

        @Override
        protected void updateItem(NodeKind kind, boolean empty) {
            super.updateItem(kind, empty);
            setText(null);
            if (empty || kind == null) {
                setGraphic(null);
                setId(null);
                return;
            }
            Family family = Family.of(kind.name());
            StackPane icon = new StackPane(family.icon());
            icon.getStyleClass().add("card-icon");
            VBox words = new VBox(
                    Labels.of(kind.name(), "card-name"),
                    Labels.of(kind.signature().summary(), "card-kind"));
            words.setMinWidth(0);
            HBox row = new HBox(icon, words);
            row.getStyleClass().addAll("palette-kind", family.tone());
            row.setPrefWidth(0);
            setGraphic(row);
            Named.node(
                    this,
                    "kind-" + kind.name(),
                    Texts.of("palette.kind", kind.name(), kind.signature().summary()));
        }
    }
}
