package org.loopwright.model.constraint;

import java.util.function.Supplier;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.ModelException;
import org.loopwright.model.Sampling;

/// The texts that a constraint allows, as a deterministic automaton over their UTF-8 bytes from which every state
/// leads to an allowed text. Immutable.
public final class TextLanguage {
    /// The state before the first byte.
    public static final int START = 0;
    /// Not a state: no allowed text begins like this.
    public static final int DEAD = -1;

    private static final int MOST_WORK = 2_000_000;
    /// Most times that a repetition with a bound may stand for.
    static final int MOST_REPEATED = 4096;

    private final ByteRunAutomaton automaton;

    private TextLanguage(Supplier<Automaton> characters, String what) {
        try {
            Automaton exact = Operations.removeDeadStates(Operations.determinize(characters.get(), MOST_WORK));
            if (Operations.isEmpty(exact)) {
                throw new ModelException(
                        ModelException.Code.PROMPT, "no text at all matches " + what + "; mend it, or leave it out");
            }
            this.automaton = new ByteRunAutomaton(exact);
        } catch (TooComplexToDeterminizeException e) {
            throw new ModelException(
                    ModelException.Code.PROMPT, what + " needs too large an automaton; make it simpler", e);
        }
    }

    /// @throws ModelException with code `PROMPT` when the constraint can't be told as an automaton
    public static TextLanguage of(Sampling.Constraint constraint) {
        return switch (constraint) {
            case Sampling.Constraint.Regex(String pattern) ->
                new TextLanguage(() -> regex(pattern), "the regular expression `" + pattern + "`");
            case Sampling.Constraint.JsonSchema(String schema) ->
                new TextLanguage(() -> JsonLanguage.of(schema), "the JSON schema");
            case Sampling.Constraint.None _ -> new TextLanguage(() -> regex("(.|\\n|\\r)*"), "no constraint");
        };
    }

    static Automaton regex(String pattern) {
        try {
            RegExp read = new RegExp(RegexDialect.translate(pattern), RegExp.NONE);
            requireSmall(read);
            return read.toAutomaton();
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    ModelException.Code.PROMPT,
                    "an answer can't be held to the regular expression `" + pattern + "`: " + e.getMessage(),
                    e);
        }
    }

    /// A repetition is copied as often as it may stand there: refused before the copies fill the memory.
    private static void requireSmall(@Nullable RegExp part) {
        if (part == null) {
            return;
        }
        if (Math.max(part.min, part.max) > MOST_REPEATED) {
            throw new IllegalArgumentException("a repetition of more than " + MOST_REPEATED + " times");
        }
        requireSmall(part.exp1);
        requireSmall(part.exp2);
    }

    /// The state after one more byte, or [#DEAD].
    public int step(int state, byte next) {
        return automaton.step(state, next & 0xFF);
    }

    /// The state after more bytes, or [#DEAD].
    public int step(int state, byte[] bytes) {
        int at = state;
        for (int i = 0; i < bytes.length && at != DEAD; i++) {
            at = step(at, bytes[i]);
        }
        return at;
    }

    /// Whether the text so far is allowed as it is.
    public boolean accepts(int state) {
        return automaton.isAccept(state);
    }
}
