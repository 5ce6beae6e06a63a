package org.loopwright.app.inspect;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// What can be done with a story: colour its tokens, compare two texts, see its forks and notes.
final class StoryTools extends HBox {
    private final ItemsViewModel model;
    private final ComboBox<String> other;
    private final HBox legend = new HBox(2);
    private final ToggleButton forks;
    private final ToggleButton notes;

    /// @param compare shows or hides the comparison
    StoryTools(ItemsViewModel model, Consumer<Boolean> compare) {
        this.model = model;
        this.other = other();
        this.forks = side("story-forks", Texts.of("items.forks"), Icons.FORK.node(), ItemsViewModel.Side.FORKS);
        this.notes = side("story-notes", Texts.of("items.notes"), Icons.NOTE.node(), ItemsViewModel.Side.NOTES);
        getStyleClass().add("story-tools");
        setAlignment(Pos.CENTER_LEFT);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        ToggleButton texts = toggle("story-compare", Texts.of("items.compare"), Icons.COMPARE.node());
        texts.setOnAction(event -> compare.accept(texts.isSelected()));
        legend.setAlignment(Pos.CENTER_LEFT);
        getChildren()
                .addAll(
                        Labels.whole(Texts.of("items.colour"), "small", "muted"),
                        colour(),
                        other,
                        legend,
                        space,
                        texts,
                        forks,
                        notes);
    }

    /// Starts to follow the view model.
    Subscription attach() {
        return Subscription.combine(
                model.sideProperty().subscribe(side -> {
                    forks.setSelected(side == ItemsViewModel.Side.FORKS);
                    notes.setSelected(side == ItemsViewModel.Side.NOTES);
                }),
                model.tokens().colourProperty().subscribe(this::showColour));
    }

    private ComboBox<TokenColour> colour() {
        ComboBox<TokenColour> colour = Named.node(new ComboBox<>(), "token-colour", Texts.of("items.colour"));
        colour.getItems().setAll(TokenColour.values());
        colour.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable TokenColour chosen) {
                return chosen == null ? "" : Texts.of("items.colour." + chosen.key());
            }

            @Override
            public TokenColour fromString(String text) {
                return TokenColour.NONE;
            }
        });
        colour.setValue(model.tokens().colourProperty().get());
        colour.setOnAction(event -> model.tokens().colourProperty().set(colour.getValue()));
        colour.getStyleClass().add("small-choice");
        return colour;
    }

    private ComboBox<String> other() {
        ComboBox<String> other = Named.node(new ComboBox<>(), "token-other", Texts.of("items.colour.other"));
        other.setItems(model.tokens().models());
        other.setPromptText(Texts.of("items.colour.other"));
        String chosen = model.tokens().otherProperty().get();
        other.setValue(chosen.isEmpty() ? null : chosen);
        other.setOnAction(event -> {
            String id = other.getValue();
            model.tokens().otherProperty().set(id == null ? "" : id);
        });
        other.getStyleClass().add("small-choice");
        return other;
    }

    private void showColour(TokenColour colour) {
        other.setVisible(colour == TokenColour.DIFFERENCE);
        other.setManaged(colour == TokenColour.DIFFERENCE);
        legend.getChildren().clear();
        List<String> styles = switch (colour) {
            case NONE -> List.of();
            case PROBABILITY -> List.of("heat-1", "heat-2", "heat-3", "heat-4", "heat-5");
            case ENTROPY -> List.of("doubt-1", "doubt-2", "doubt-3", "doubt-4", "doubt-5");
            case DIFFERENCE -> List.of("less-3", "less-2", "less-1", "more-1", "more-2", "more-3");
        };
        if (styles.isEmpty()) {
            return;
        }
        legend.getChildren().add(end(colour, "low"));
        for (String style : styles) {
            Region swatch = new Region();
            swatch.getStyleClass().addAll("scale-swatch", style);
            legend.getChildren().add(swatch);
        }
        legend.getChildren().add(end(colour, "high"));
    }

    private static Node end(TokenColour colour, String end) {
        return Labels.whole(Texts.of("items.scale." + colour.key() + "." + end), "small", "muted");
    }

    private ToggleButton side(String id, String name, Node icon, ItemsViewModel.Side side) {
        ToggleButton button = toggle(id, name, icon);
        button.setOnAction(event -> model.toggle(side));
        return button;
    }

    private static ToggleButton toggle(String id, String name, Node icon) {
        ToggleButton button = Named.node(new ToggleButton(name, icon), id, name);
        button.getStyleClass().add("small-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
