package org.loopwright.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextChangeTest {
    private static String marked(String before, String after) {
        return TextChange.between(before, after).stream()
                .map(piece -> piece.mark() == TextChange.Mark.NEW ? "[" + piece.text() + "]" : piece.text())
                .collect(Collectors.joining());
    }

    @Test
    void sentencesAreComparedWordByWord() {
        assertThat(marked("the sum is 51 then", "the sum is 41 then")).isEqualTo("the sum is [41] then");
    }

    @Test
    void oneWordAnswersAreComparedLetterByLetter() {
        assertThat(marked("51", "41")).isEqualTo("[4]1");
    }

    @Test
    void equalTextsHaveNoMark() {
        assertThat(marked("42", "42")).isEqualTo("42");
    }

    @Test
    void thePiecesMakeUpTheNewText() {
        List<TextChange.Piece> pieces = TextChange.between("a b\nc", "x b\n\nd  e");
        assertThat(pieces.stream().map(TextChange.Piece::text).collect(Collectors.joining()))
                .isEqualTo("x b\n\nd  e");
    }
}
