package org.loopwright.model.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopwright.model.Sampling;

class TokenConstraintsTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// 3,000 tokens of up to five letters, some the same, some empty.
    private static byte[][] vocabulary() {
        Random random = new Random(9);
        byte[][] bytes = new byte[3000][];
        for (int id = 0; id < bytes.length; id++) {
            StringBuilder word = new StringBuilder();
            for (int n = random.nextInt(6); n > 0; n--) {
                word.append("abcé1".charAt(random.nextInt(5)));
            }
            bytes[id] = utf8(word.toString());
        }
        return bytes;
    }

    @Test
    void allowsExactlyTheTokensThatLeaveAWayToTheEnd() {
        byte[][] bytes = vocabulary();
        Sampling.Constraint constraint = new Sampling.Constraint.Regex("(ab|c)*é{2}1?");
        TextLanguage language = TextLanguage.of(constraint);
        ConstrainedText text = new TokenConstraints(bytes).begin(constraint);
        Random random = new Random(3);
        int state = TextLanguage.START;
        for (int step = 0; step < 60 && !text.allowed().isEmpty(); step++) {
            BitSet expected = new BitSet();
            for (int id = 0; id < bytes.length; id++) {
                if (bytes[id].length > 0 && language.step(state, bytes[id]) != TextLanguage.DEAD) {
                    expected.set(id);
                }
            }
            assertThat(text.allowed()).isEqualTo(expected);
            assertThat(text.mayEnd()).isEqualTo(language.accepts(state));
            int[] ids = expected.stream().toArray();
            int id = ids[random.nextInt(ids.length)];
            assertThat(text.add(id)).isTrue();
            state = language.step(state, bytes[id]);
        }
        assertThat(state).isNotEqualTo(TextLanguage.START);
    }

    @Test
    void aTokenThatIsNotAllowedChangesNothing() {
        ConstrainedText text = new TokenConstraints(new byte[][] {utf8("a"), utf8("b"), {}})
                .begin(new Sampling.Constraint.Regex("ab"));
        assertThat(text.add(1)).isFalse();
        assertThat(text.add(2)).isFalse();
        assertThat(text.add(0)).isTrue();
        assertThat(text.allowed().stream()).containsExactly(1);
    }

    @Test
    void readsTheBytesOfByteLevelTokens() throws JsonProcessingException {
        byte[][] bytes = TokenBytes.of(new ObjectMapper().readTree("""
                                {"model": {"vocab": {"a": 0, "Ġthe": 1, "Ã": 2, "©": 3, "Ċ": 4}},
                                 "decoder": {"type": "ByteLevel"},
                                 "added_tokens": [{"id": 5, "content": "<end>", "special": true},
                                                  {"id": 6, "content": "née", "special": false}]}"""), 8);
        assertThat(bytes[1]).isEqualTo(utf8(" the"));
        assertThat(new String(new byte[] {bytes[2][0], bytes[3][0]}, StandardCharsets.UTF_8))
                .isEqualTo("é");
        assertThat(bytes[4]).isEqualTo(utf8("\n"));
        assertThat(bytes[5]).isEmpty();
        assertThat(bytes[6]).isEqualTo(utf8("née"));
        assertThat(bytes[7]).isEmpty();
    }

    @Test
    void readsTheBytesOfSentencePieces() throws JsonProcessingException {
        byte[][] bytes = TokenBytes.of(
                new ObjectMapper()
                        .readTree("{\"model\": {\"vocab\": [[\"▁the\", -1.0], [\"<0xC3>\", 0.0], [\"é\", -2.0]]}}"),
                3);
        assertThat(bytes[0]).isEqualTo(utf8(" the"));
        assertThat(bytes[1]).isEqualTo(new byte[] {(byte) 0xC3});
        assertThat(bytes[2]).isEqualTo(utf8("é"));
    }
}
