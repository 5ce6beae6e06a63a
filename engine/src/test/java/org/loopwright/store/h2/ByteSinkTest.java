package org.loopwright.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopwright.journal.JournalException;

class ByteSinkTest {
    private static final List<Long> NUMBERS =
            List.of(0L, 1L, -1L, 127L, 128L, 16_383L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final List<String> TEXTS =
            List.of("", "a", "ä€", "\uD83D\uDE00", "half \uD83D of a pair", "\uDE00\uD83D", "\u0000");

    @Test
    void whatWasWrittenIsReadInOrder() {
        ByteSink sink = new ByteSink();
        NUMBERS.forEach(number -> sink.number(number).signed(number).real(Double.longBitsToDouble(number)));
        TEXTS.forEach(text -> sink.text(text).optionalText(text));
        sink.optionalText(null).optionalReal(null).optionalReal(-0.0).sized(new byte[] {1, 2});
        ByteSource source = new ByteSource(sink.toBytes());
        for (long number : NUMBERS) {
            assertThat(source.number()).isEqualTo(number);
            assertThat(source.signed()).isEqualTo(number);
            assertThat(Double.doubleToRawLongBits(source.real()))
                    .isEqualTo(Double.doubleToLongBits(Double.longBitsToDouble(number)));
        }
        for (String text : TEXTS) {
            assertThat(source.text()).isEqualTo(text);
            assertThat(source.optionalText()).isEqualTo(text);
        }
        assertThat(source.optionalText()).isNull();
        assertThat(source.optionalReal()).isNull();
        assertThat(source.optionalReal()).isEqualTo(-0.0);
        assertThat(source.sized()).containsExactly(1, 2);
        assertThat(source.rest()).isEmpty();
    }

    @Test
    void anEndThatComesTooEarlyIsDamage() {
        byte[] bytes = new ByteSink().text("words").number(300).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            ByteSource source = new ByteSource(Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> {
                        source.text();
                        source.number();
                    })
                    .isInstanceOfSatisfying(
                            JournalException.class, e -> assertThat(e.code()).isEqualTo(JournalException.Code.DAMAGED));
        }
    }
}
