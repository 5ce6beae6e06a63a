package org.loopwright.model.djl;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.TokenIds;

/// The text of one completion as it grows: finds stop strings and passes new text on to a listener.
/// When there is neither, text is decoded once at the end.
final class VisibleText {
    private static final char UNFINISHED = '\uFFFD';

    private final Function<TokenIds, String> decode;
    private final List<String> stops;
    private final @Nullable Consumer<String> listener;
    private final int heldBack;
    private int emitted;
    private int stopAt = -1;

    VisibleText(Function<TokenIds, String> decode, List<String> stops, @Nullable Consumer<String> listener) {
        this.decode = decode;
        this.stops = stops;
        this.listener = listener;
        // A stop string may begin in text that was not shown yet, so its length less one waits.
        this.heldBack =
                Math.max(0, stops.stream().mapToInt(String::length).max().orElse(0) - 1);
    }

    /// Whether anybody wants to know of each token.
    boolean watches() {
        return listener != null || !stops.isEmpty();
    }

    /// Looks at the text of all tokens so far. Returns true when it holds a stop string.
    boolean add(TokenIds ids) {
        String text = decode.apply(ids);
        stopAt = firstStop(text);
        if (stopAt >= 0) {
            return true;
        }
        // Half a character decodes to U+FFFD until its other bytes come.
        if (text.isEmpty() || text.charAt(text.length() - 1) != UNFINISHED) {
            emit(text, text.length() - heldBack);
        }
        return false;
    }

    /// The whole text before the first stop string; what was held back is passed on.
    String finish(TokenIds ids) {
        String text = decode.apply(ids);
        String visible = stopAt >= 0 ? text.substring(0, stopAt) : text;
        emit(visible, visible.length());
        return visible;
    }

    /// How many of the tokens are needed for `visible`: all of them unless a stop string cut the text.
    int tokensOf(String visible, TokenIds ids) {
        if (stopAt < 0) {
            return ids.size();
        }
        int count = 0;
        while (count < ids.size()
                && decode.apply(TokenIds.of(ids.stream().limit(count).toArray()))
                                .length()
                        < visible.length()) {
            count++;
        }
        return count;
    }

    private int firstStop(String text) {
        int first = -1;
        for (String stop : stops) {
            int at = text.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    private void emit(String text, int end) {
        if (listener != null && end > emitted) {
            listener.accept(text.substring(emitted, end));
            emitted = end;
        }
    }
}
