package org.loopwright.app.inspect;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What changed from one answer to the next: word by word, or letter by letter when both are one word.
final class TextChange {
    private static final Pattern WORD = Pattern.compile("\\s+|[^\\s]+");

    private TextChange() {}

    /// A stretch of the new text.
    ///
    /// @param mark whether it stands in the old text too
    record Piece(String text, Mark mark) {}

    /// What a stretch is.
    enum Mark {
        SAME,
        NEW
    }

    /// The pieces of `after`; joined they are `after`.
    static List<Piece> between(String before, String after) {
        boolean letters = isWord(before) && isWord(after);
        List<String> old = letters ? letters(before) : words(before);
        List<String> now = letters ? letters(after) : words(after);
        boolean[] fresh = new boolean[now.size()];
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
            if (delta.getType() != DeltaType.DELETE) {
                int from = delta.getTarget().getPosition();
                for (int i = from; i < from + delta.getTarget().size(); i++) {
                    fresh[i] = true;
                }
            }
        }
        return joined(now, fresh);
    }

    /// The stretches of `after` that are new, to be marked; none when there is nothing before.
    static List<MarkedText.Mark> marks(@Nullable String before, String after) {
        if (before == null || before.equals(after)) {
            return List.of();
        }
        List<MarkedText.Mark> marks = new ArrayList<>();
        int from = 0;
        for (Piece piece : between(before, after)) {
            int to = from + piece.text().length();
            if (piece.mark() == Mark.NEW && !piece.text().isBlank()) {
                marks.add(new MarkedText.Mark(from, to, "mark-new"));
            }
            from = to;
        }
        return marks;
    }

    private static List<Piece> joined(List<String> units, boolean[] fresh) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < units.size(); i++) {
            run.append(units.get(i));
            if (i == units.size() - 1 || fresh[i + 1] != fresh[i]) {
                pieces.add(new Piece(run.toString(), fresh[i] ? Mark.NEW : Mark.SAME));
                run.setLength(0);
            }
        }
        return pieces;
    }

    private static boolean isWord(String text) {
        return !text.isBlank() && text.strip().chars().noneMatch(Character::isWhitespace);
    }

    private static List<String> letters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
