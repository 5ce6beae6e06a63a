package org.loopwright.find;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.Outcome;

/// What an item must be to be found. Closed set.
public sealed interface Query {
    /// Whether the answer depends on gold answers: a selection by outcome or transition uses labels. Whether
    /// an answer could be read does not, and nor does what a person tagged.
    default boolean restsOnGold() {
        return switch (this) {
            case Change _ -> true;
            case Is is -> is.field() == Field.OUTCOME;
            case And(Query left, Query right) -> left.restsOnGold() || right.restsOnGold();
            case Or(Query left, Query right) -> left.restsOnGold() || right.restsOnGold();
            case Not(Query query) -> query.restsOnGold();
            case All _, Phrase _, Compare _ -> false;
        };
    }

    /// Every finished item.
    record All() implements Query {}

    /// Both.
    record And(Query left, Query right) implements Query {}

    /// At least one of them.
    record Or(Query left, Query right) implements Query {}

    /// Not this.
    record Not(Query query) implements Query {}

    /// A text of the item holds these words in a row.
    ///
    /// @param words as [Words#of] gives them, at least one
    record Phrase(List<String> words) implements Query {
        public Phrase {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a phrase has at least one word");
            }
        }
    }

    /// The answer's outcome changed, or stayed, in this way.
    ///
    /// @param before one of these outcomes before
    /// @param after one of these after
    /// @param turn into which turn, from 1; null for the first turn against the last
    record Change(
            Set<Outcome> before,
            Set<Outcome> after,
            @Nullable Integer turn) implements Query {
        public Change {
            before = Set.copyOf(before);
            after = Set.copyOf(after);
            if (turn != null && turn < 1) {
                throw new IllegalArgumentException("turn " + turn + " has none before it; the first is 1");
            }
        }
    }

    /// A named trait has this value.
    record Is(Field field, String value) implements Query {}

    /// A number compares so. An item whose number is unknown is not found.
    record Compare(Measure measure, Comparison comparison, double number) implements Query {}

    /// Traits with names as values.
    enum Field {
        /// `parsed`, `unparsed`, `truncated` of the last turn; `stopped`, `capped`, `failed`, `cancelled` of
        /// the item.
        STATUS,
        /// `right`, `wrong`, `unparsed` of the last turn.
        OUTCOME,
        /// A node that the item's own frame left.
        NODE,
        /// An exit that it took.
        EXIT,
        /// The answer that was read at some turn.
        ANSWER,
        /// A tag on it.
        TAG,
        /// Its id.
        ITEM
    }

    /// Traits with numbers as values.
    enum Measure {
        /// The number of turns.
        TURNS,
        /// Tokens of its longest completion.
        LENGTH,
        /// Tokens of all its completions.
        TOKENS,
        /// Mean entropy over its tokens, in nats.
        ENTROPY,
        /// Mean natural log-probability over its tokens.
        LOGPROB
    }

    /// How two numbers compare.
    enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        EQUAL("="),
        AT_LEAST(">="),
        MORE(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /// As it is written.
        public String sign() {
            return sign;
        }

        /// Whether `left` compares so to `right`.
        public boolean holds(double left, double right) {
            return switch (this) {
                case LESS -> left < right;
                case AT_MOST -> left <= right;
                case EQUAL -> left == right;
                case AT_LEAST -> left >= right;
                case MORE -> left > right;
            };
        }
    }
}
