package org.loopwright.app.trial;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptToken;

/// Every token of a prompt in a row of its own: place, id, text, and whose it is. Read by a screen reader row by row.
final class TokenList extends ListView<PromptToken> {
    TokenList(Prompt prompt, List<PromptToken> tokens) {
        super(FXCollections.observableArrayList(tokens));
        Named.node(this, "try-token-list", Texts.of("try.tokens.list"));
        getStyleClass().add("token-list");
        setPrefHeight(Math.clamp(tokens.size() * 27.0 + 4, 60, 420));
        setMinHeight(USE_PREF_SIZE);
        setCellFactory(list -> new Row(prompt));
    }

    private static final class Row extends ListCell<PromptToken> {
        private final Prompt prompt;

        Row(Prompt prompt) {
            this.prompt = prompt;
            setPrefWidth(0); // what is too long is cut, so that rows need no scrolling sideways
        }

        @Override
        protected void updateItem(@Nullable PromptToken token, boolean empty) {
            super.updateItem(token, empty);
            if (token == null || empty) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            var place = Labels.of(Integer.toString(getIndex()), "token-place");
            var id = Labels.of(Integer.toString(token.id()), "token-id");
            var text = Labels.of(TokenChips.visible(token.text()), "token");
            text.getStyleClass().addAll(TokenChips.styles(prompt, token));
            var owner = Labels.of(TokenChips.owner(prompt, token), "small", "muted");
            text.setMinWidth(USE_PREF_SIZE);
            owner.setMinWidth(0);
            HBox row = new HBox(place, id, text, owner);
            row.getStyleClass().add("token-row");
            setGraphic(row);
            setAccessibleText(TokenChips.describe(prompt, token));
        }
    }
}
