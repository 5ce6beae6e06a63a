package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A text whose characters each remember where they came from: the template, or the message with some
/// index. Immutable. Two texts with the same characters are equal, as they are for a template.
public final class Marked {
    /// The origin of characters that are the template's.
    public static final int TEMPLATE = -1;

    static final Marked EMPTY = new Marked("", null);

    private final String text;
    /// One origin for each character, or null when all are the template's.
    private final int @Nullable [] origins;

    private Marked(String text, int @Nullable [] origins) {
        this.text = text;
        this.origins = origins;
    }

    /// A stretch of one origin.
    ///
    /// @param text its characters
    /// @param origin [#TEMPLATE] or a message's index
    public record Run(String text, int origin) {}

    /// The template's own text.
    public static Marked of(String text) {
        return new Marked(text, null);
    }

    /// Text of the message with this index.
    public static Marked of(String text, int message) {
        int[] origins = new int[text.length()];
        Arrays.fill(origins, message);
        return new Marked(text, origins);
    }

    /// This text and another one of the message with this index.
    public Marked followedBy(String other, int message) {
        return join(List.of(this, of(other, message)));
    }

    /// This text without white space at its end.
    public Marked stripTrailing() {
        return strip("", false, true);
    }

    static Marked join(List<Marked> parts) {
        StringBuilder text = new StringBuilder();
        boolean plain = true;
        for (Marked part : parts) {
            text.append(part.text);
            plain &= part.origins == null;
        }
        if (plain) {
            return of(text.toString());
        }
        int[] origins = new int[text.length()];
        int at = 0;
        for (Marked part : parts) {
            for (int i = 0; i < part.length(); i++) {
                origins[at++] = part.origin(i);
            }
        }
        return new Marked(text.toString(), origins);
    }

    /// Where the character at `index` came from.
    public int origin(int index) {
        Objects.checkIndex(index, text.length());
        return origins == null ? TEMPLATE : origins[index];
    }

    /// The characters.
    public String text() {
        return text;
    }

    /// Count of characters.
    public int length() {
        return text.length();
    }

    /// The characters in `[begin, end)`.
    public Marked substring(int begin, int end) {
        return new Marked(text.substring(begin, end), origins == null ? null : Arrays.copyOfRange(origins, begin, end));
    }

    /// Neighbours of one origin, joined.
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= length(); i++) {
            if (i == length() || origin(i) != origin(begin)) {
                runs.add(new Run(text.substring(begin, i), origin(begin)));
                begin = i;
            }
        }
        return runs;
    }

    /// Other characters for the same ones, each from where the old one came.
    Marked withText(String other) {
        if (origins == null) {
            return of(other);
        }
        // A changed length (a sharp s in capitals) can't be mapped one by one: the first origin counts.
        return other.length() == text.length()
                ? new Marked(other, origins)
                : origin(0) == TEMPLATE ? of(other) : of(other, origin(0));
    }

    Marked strip(String characters, boolean left, boolean right) {
        int begin = 0;
        int end = length();
        while (left && begin < end && stripped(text.charAt(begin), characters)) {
            begin++;
        }
        while (right && end > begin && stripped(text.charAt(end - 1), characters)) {
            end--;
        }
        return substring(begin, end);
    }

    private static boolean stripped(char c, String characters) {
        return characters.isEmpty() ? isSpace(c) : characters.indexOf(c) >= 0;
    }

    /// What Python takes for white space, which is a little more than Java does.
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || c == '\u00a0' || c == '\u2007' || c == '\u202f' || c == '\u0085';
    }

    /// The parts between occurrences of `separator`, at most `limit` cuts when it is not negative.
    List<Marked> split(String separator, int limit) {
        List<Marked> parts = new ArrayList<>();
        int begin = 0;
        int at = text.indexOf(separator);
        while (at >= 0 && (limit < 0 || parts.size() < limit)) {
            parts.add(substring(begin, at));
            begin = at + separator.length();
            at = text.indexOf(separator, begin);
        }
        parts.add(substring(begin, length()));
        return parts;
    }

    /// The parts between white space.
    List<Marked> words() {
        List<Marked> words = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i <= length(); i++) {
            boolean space = i == length() || isSpace(text.charAt(i));
            if (!space && begin < 0) {
                begin = i;
            } else if (space && begin >= 0) {
                words.add(substring(begin, i));
                begin = -1;
            }
        }
        return words;
    }

    Marked replace(String target, Marked replacement) {
        if (target.isEmpty()) {
            return this;
        }
        List<Marked> parts = new ArrayList<>();
        for (Marked part : split(target, -1)) {
            if (!parts.isEmpty()) {
                parts.add(replacement);
            }
            parts.add(part);
        }
        return join(parts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Marked marked && text.equals(marked.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
