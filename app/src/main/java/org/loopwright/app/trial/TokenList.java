package org.loopwright.app.trial;

import javafx.collections.FXCollections;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;
import org.loopwright.model.PromptToken;
import org.loopwright.trial.BenchPrompt;

/// Every token of a prompt in a row of its own: place, id, text, and whose it is. Read by a screen reader row by row.
final class TokenList extends ListView<PromptToken> {
    TokenList(BenchPrompt.Asked asked) {
        super(FXCollections.observableArrayList(asked.tokens()));
        Named.node(this, "try-token-list", Texts.of("try.tokens.list"));
        getStyleClass().add("token-list");
        setPrefHeight(Math.clamp(asked.tokens().size() * 27.0 + 4, 60, 420));
        setMinHeight(USE_PREF_SIZE);
        setCellFactory(list -> new Row(asked));
    }

    private static final class Row extends ListCell<PromptToken> {
        private final BenchPrompt.Asked asked;

        Row(BenchPrompt.Asked asked) {
            this.asked = asked;
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
            text.getStyleClass().addAll(TokenChips.styles(asked, getIndex()));
            var owner = Labels.of(TokenChips.owner(asked.prompt(), token), "small", "muted");
            text.setMinWidth(USE_PREF_SIZE);
            owner.setMinWidth(0);
            HBox row = new HBox(place, id, text, owner);
            row.getStyleClass().add("token-row");
            setGraphic(row);
            setAccessibleText(TokenChips.describe(asked, getIndex()));
        }
    }
}
