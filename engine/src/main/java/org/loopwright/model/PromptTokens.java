package org.loopwright.model;

import java.util.ArrayList;
import java.util.List;

/// Finds the messages among a prompt's tokens by their text, for models that don't know better.
final class PromptTokens {
    private PromptTokens() {}

    /// The tokens of a prompt. A message is found where its text stands next in what the tokens spell; what lies
    /// between is the template's. Special tokens that the model leaves out when it spells have no text.
    static List<PromptToken> of(LanguageModel model, Prompt prompt) {
        TokenIds ids = model.tokenize(prompt);
        List<String> texts = TokenTexts.of(model::detokenize, ids, model.detokenize(ids));
        if (texts.isEmpty()) {
            texts = ids.stream()
                    .mapToObj(id -> model.detokenize(TokenIds.of(id)))
                    .toList();
        }
        PromptSpans spans = PromptSpans.find(prompt, String.join("", texts));
        List<PromptToken> tokens = new ArrayList<>();
        int at = 0;
        int[] all = ids.toArray();
        for (int i = 0; i < all.length; i++) {
            int end = at + texts.get(i).length();
            tokens.add(
                    texts.get(i).isEmpty()
                            ? new PromptToken(all[i], "", PromptToken.Origin.SPECIAL, -1, -1)
                            : spans.token(all[i], texts.get(i), at, end));
            at = end;
        }
        return List.copyOf(tokens);
    }
}
