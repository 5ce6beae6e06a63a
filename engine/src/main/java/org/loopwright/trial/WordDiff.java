package org.loopwright.trial;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What differs between two texts, word by word.
public final class WordDiff {
    private static final Pattern WORD = Pattern.compile("\\s+|\\S+");

    private WordDiff() {}

    /// A stretch of text.
    public record Piece(String text, Mark mark) {}

    /// Where a stretch stands.
    public enum Mark {
        /// In both texts.
        SAME,
        /// In the first alone.
        REMOVED,
        /// In the second alone.
        ADDED
    }

    /// The pieces of both texts in order: those that are not `ADDED` are `before`, those that are not `REMOVED` are
    /// `after`.
    public static List<Piece> of(String before, String after) {
        List<String> old = words(before);
        List<String> now = words(after);
        Pieces pieces = new Pieces();
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
            pieces.add(old.subList(at, delta.getSource().getPosition()), Mark.SAME);
            pieces.add(delta.getSource().getLines(), Mark.REMOVED);
            pieces.add(delta.getTarget().getLines(), Mark.ADDED);
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        pieces.add(old.subList(at, old.size()), Mark.SAME);
        return List.copyOf(pieces.all);
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(match -> match.group()).toList();
    }

    private static final class Pieces {
        private final List<Piece> all = new ArrayList<>();

        void add(List<String> words, Mark mark) {
            if (!words.isEmpty()) {
                all.add(new Piece(String.join("", words), mark));
            }
        }
    }
}
