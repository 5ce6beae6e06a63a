package org.loopwright.model.constraint;

import java.util.BitSet;

/// A text that is being written under a constraint. Not thread-safe.
public final class ConstrainedText {
    private final TokenConstraints.Masks masks;
    private int state = TextLanguage.START;

    ConstrainedText(TokenConstraints.Masks masks) {
        this.masks = masks;
    }

    /// The tokens that may come next; not to be changed. Empty when the text can't go on.
    public BitSet allowed() {
        return masks.allowed(state);
    }

    /// Whether the text may end here.
    public boolean mayEnd() {
        return masks.accepts(state);
    }

    /// Goes on with a token. Returns false, and stays where it was, when the constraint does not allow it.
    public boolean add(int token) {
        int next = masks.after(state, token);
        if (next == TextLanguage.DEAD) {
            return false;
        }
        state = next;
        return true;
    }
}
