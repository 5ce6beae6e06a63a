package org.loopwright.app.inspect;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.model.Completion;
import org.loopwright.model.TokenValues;

/// The tokens of the story that is shown: read when somebody wants to see them, because that opens a model.
final class TokenViewModel {
    private final Background background;
    private final ObjectProperty<TokenColour> colour = new SimpleObjectProperty<>(TokenColour.NONE);
    private final StringProperty other = new SimpleStringProperty("");
    private final ObservableList<String> models = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Map<ItemStory.Work, TokenRow>> rows = new ReadOnlyObjectWrapper<>(Map.of());
    private @Nullable ProjectSession session;
    private @Nullable ItemStory story;

    TokenViewModel(Background background) {
        this.background = background;
        colour.subscribe(chosen -> read());
        other.subscribe(model -> read());
    }

    /// Follows another story.
    void show(ProjectSession ofProject, ItemStory shown) {
        if (!ofProject.equals(session)) {
            background.run(
                    Texts.of("work.tokens"),
                    () -> ofProject.models().stream()
                            .filter(model -> model.card() != null)
                            .map(ModelEntry::id)
                            .toList(),
                    models::setAll);
        }
        session = ofProject;
        story = shown;
        rows.set(Map.of());
        read();
    }

    private void read() {
        ProjectSession open = session;
        ItemStory shown = story;
        TokenColour wanted = colour.get();
        String model = wanted == TokenColour.DIFFERENCE ? other.get() : "";
        if (open == null || shown == null || wanted == TokenColour.NONE) {
            return;
        }
        background.run(Texts.of("work.tokens"), () -> read(open, shown, model), read -> {
            if (shown.equals(story)) {
                rows.set(read);
            }
        });
    }

    private static Map<ItemStory.Work, TokenRow> read(ProjectSession session, ItemStory story, String model)
            throws InterruptedException {
        Map<ItemStory.Work, TokenRow> rows = new HashMap<>();
        for (ItemStory.Work work : works(story)) {
            Completion completion = work.completion();
            ItemStory.Asked asked = work.asked();
            if (completion != null && asked != null) {
                List<String> texts = session.tokens().texts(story.run().id(), asked.role(), completion);
                if (!texts.isEmpty()) {
                    Completion named = completion.withAlternatives(
                            session.tokens().alternatives(story.run().id(), asked.role(), completion));
                    rows.put(work, new TokenRow(named, texts, scores(session, model, asked, completion)));
                }
            }
        }
        return rows;
    }

    private static @Nullable TokenValues scores(
            ProjectSession session, String model, ItemStory.Asked asked, Completion completion)
            throws InterruptedException {
        return model.isEmpty() || asked.prompts().isEmpty()
                ? null
                : session.tokens().scores(model, asked.prompts().getFirst(), completion);
    }

    private static Set<ItemStory.Work> works(ItemStory story) {
        Set<ItemStory.Work> works = new LinkedHashSet<>();
        for (ItemStory.Turn turn : story.turns()) {
            works.add(turn.answer());
            works.addAll(turn.after());
        }
        return works;
    }

    /// What tokens are coloured by.
    ObjectProperty<TokenColour> colourProperty() {
        return colour;
    }

    /// The model that a difference is taken to; empty for none.
    StringProperty otherProperty() {
        return other;
    }

    /// The models that there are.
    ObservableList<String> models() {
        return models;
    }

    /// The tokens read so far.
    ReadOnlyObjectProperty<Map<ItemStory.Work, TokenRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }
}
