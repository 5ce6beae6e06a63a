package org.loopwright.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The text of each token of a completion.
public final class TokenTexts {
    /// Tokens are decoded in stretches of this length, so that a long text is not decoded once for each token.
    private static final int STRETCH = 24;

    private TokenTexts() {}

    /// Texts that joined are `text`, one for each token; a token that ends within a character has an empty one, and
    /// the token that completes the character has it. Empty when the model spells the tokens otherwise.
    ///
    /// @param decode gives the text of tokens
    /// @param text of all tokens, as the completion has it
    public static List<String> of(Function<TokenIds, String> decode, TokenIds ids, String text) {
        List<String> stretched = pieces(decode, ids, STRETCH);
        if (String.join("", stretched).equals(text)) {
            return stretched;
        }
        // Some tokenizers read the first token of a text otherwise than one in its middle.
        List<String> whole = pieces(decode, ids, Integer.MAX_VALUE);
        return String.join("", whole).equals(text) ? whole : List.of();
    }

    private static List<String> pieces(Function<TokenIds, String> decode, TokenIds ids, int stretch) {
        int[] all = ids.toArray();
        List<String> pieces = new ArrayList<>();
        int start = 0;
        String before = "";
        for (int i = 0; i < all.length; i++) {
            String now = decode.apply(TokenIds.of(java.util.Arrays.copyOfRange(all, start, i + 1)));
            boolean partial = now.endsWith("\uFFFD") && i < all.length - 1;
            String piece = partial || !now.startsWith(before) ? "" : now.substring(before.length());
            pieces.add(piece);
            before = partial ? before : now;
            if (!partial && i + 1 - start >= stretch) {
                start = i + 1;
                before = "";
            }
        }
        return pieces;
    }
}
