package org.loopwright.model.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopwright.model.TokenIds;

class VisibleTextTest {
    private final List<String> heard = new ArrayList<>();

    /// Tokens are Latin-1 characters.
    private static String decode(TokenIds ids) {
        StringBuilder text = new StringBuilder();
        ids.stream().forEach(id -> text.append((char) id));
        return text.toString();
    }

    /// Feeds a text character by character until a stop string comes, and returns what is visible at
    /// the end.
    private String feed(VisibleText visible, String text) {
        TokenIds ids = TokenIds.EMPTY;
        for (int i = 0; i < text.length(); i++) {
            ids = ids.concat(TokenIds.of(text.charAt(i)));
            if (visible.watches() && visible.add(ids)) {
                break;
            }
        }
        String end = visible.finish(ids);
        assertThat(visible.tokensOf(end, ids)).isEqualTo(end.length());
        return end;
    }

    private VisibleText listening(String... stops) {
        return new VisibleText(VisibleTextTest::decode, List.of(stops), heard::add);
    }

    @Test
    void stopStringNeverReachesTheListener() {
        assertThat(feed(listening("END", "zz"), "abEN cEND")).isEqualTo("abEN c");
        assertThat(String.join("", heard)).isEqualTo("abEN c");
    }

    @Test
    void firstOfSeveralStopStringsCounts() {
        assertThat(feed(listening("d", "bc"), "abcd")).isEqualTo("a");
    }

    @Test
    void heldBackTextComesAtTheEnd() {
        assertThat(feed(listening("END"), "abEN")).isEqualTo("abEN");
        assertThat(heard).containsExactly("a", "b", "EN");
    }

    @Test
    void nobodyWatchesWithoutListenerAndStops() {
        VisibleText silent = new VisibleText(VisibleTextTest::decode, List.of(), null);
        assertThat(silent.watches()).isFalse();
        assertThat(feed(silent, "abc")).isEqualTo("abc");
    }
}
