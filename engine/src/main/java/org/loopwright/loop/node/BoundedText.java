package org.loopwright.loop.node;

import org.loopwright.loop.LoopException;
import org.loopwright.model.Thinking;

/// A text that a regular expression may look at only so often. Some expressions need exponential time on
/// some texts; a count of looks ends them at the same place on every machine, which a clock would not.
final class BoundedText implements CharSequence {
    private static final long LOOKS = 20_000_000;

    private final String text;
    private long looks;

    /// What a model's text says outside of its thinking blocks.
    static BoundedText answer(String text) {
        return new BoundedText(Thinking.without(text));
    }

    BoundedText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++looks > LOOKS) {
            throw new LoopException("a regular expression takes too long on a text of " + text.length()
                    + " characters: avoid nested repetitions such as (a+)+");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
