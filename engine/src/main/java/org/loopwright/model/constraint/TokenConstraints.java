package org.loopwright.model.constraint;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.loopwright.model.ModelException;
import org.loopwright.model.Sampling;

/// The constraints of one model's vocabulary. What a constraint allows in a state is worked out once and kept for the
/// requests that come to it again. Thread-safe.
public final class TokenConstraints {
    /// Constraints that are kept; the one used longest ago goes first.
    private static final int KEPT = 16;

    private final byte[][] bytes;
    private final TokenTree tree;
    private final Map<Sampling.Constraint, Masks> known = new LinkedHashMap<>(KEPT, 0.75f, true);

    /// @param bytes of each token, empty for those that no constrained text holds
    public TokenConstraints(byte[][] bytes) {
        this.bytes = bytes.clone();
        this.tree = new TokenTree(bytes);
    }

    /// A text of a constraint, at its beginning.
    ///
    /// @throws ModelException with code `PROMPT` when the constraint can't be followed
    public synchronized ConstrainedText begin(Sampling.Constraint constraint) {
        Masks masks = known.get(constraint);
        if (masks == null) {
            masks = new Masks(TextLanguage.of(constraint));
            known.put(constraint, masks);
            if (known.size() > KEPT) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return new ConstrainedText(masks);
    }

    /// One constraint's states.
    final class Masks {
        private final TextLanguage language;
        private final Map<Integer, BitSet> allowed = new ConcurrentHashMap<>();

        Masks(TextLanguage language) {
            this.language = language;
        }

        BitSet allowed(int state) {
            return allowed.computeIfAbsent(state, each -> tree.allowed(language, each));
        }

        int after(int state, int token) {
            byte[] added = bytes[token];
            return added.length == 0 ? TextLanguage.DEAD : language.step(state, added);
        }

        boolean accepts(int state) {
            return language.accepts(state);
        }
    }
}
