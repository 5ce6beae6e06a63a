package org.loopwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenTextsTest {
    @Test
    void theTextsJoinedAreTheTextAlsoWhereACharacterHasSeveralTokens() {
        String text = "a 5€ note, é and 😀".repeat(9);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TokenIds ids = TokenIds.of(
                IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray());

        var texts = TokenTexts.of(TokenTextsTest::bytes, ids, text);

        assertThat(texts).hasSize(bytes.length);
        assertThat(String.join("", texts)).isEqualTo(text);
        assertThat(texts.subList(3, 6)).containsExactly("", "", "€");
    }

    @Test
    void aTokenizerThatDropsTheFirstSpaceOfATextIsReadWhole() {
        TokenIds ids = TokenIds.of(IntStream.range(0, 60).toArray());
        String text = words(ids);

        assertThat(String.join("", TokenTexts.of(TokenTextsTest::words, ids, text)))
                .isEqualTo(text);
    }

    @Test
    void tokensThatSpellAnotherTextHaveNoTexts() {
        assertThat(TokenTexts.of(TokenTextsTest::words, TokenIds.of(1, 2), "another"))
                .isEmpty();
    }

    private static String bytes(TokenIds ids) {
        byte[] bytes = new byte[ids.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ids.get(i);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Every token is a word with a space before it, except at the start of a text.
    private static String words(TokenIds ids) {
        return ids.stream().mapToObj(id -> "w" + id).collect(Collectors.joining(" "));
    }
}
