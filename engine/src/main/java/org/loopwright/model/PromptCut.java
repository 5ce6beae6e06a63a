package org.loopwright.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A prompt that is cut from the left until it fits.
///
/// The oldest tokens go first, turn by turn: first those between the system message and the last turn,
/// then the last message's, then the system message's. A turn of which something stays keeps its own
/// header; a turn that goes as a whole takes its header along. What the template wrote around the
/// system message and around the last turn stays.
///
/// @param tokens of the whole prompt, in order
/// @param dropped indexes of those that were left out, ascending
public record PromptCut(List<PromptToken> tokens, Set<Integer> dropped) {
    public PromptCut {
        tokens = List.copyOf(tokens);
        dropped = Collections.unmodifiableSet(new TreeSet<>(dropped));
    }

    /// Tokens that a prompt may have so that its answer has room.
    ///
    /// @param contextLength the longest prompt plus completion, in tokens
    /// @return the context less `max-tokens`, and at least half of the context
    public static int room(int contextLength, Sampling sampling) {
        return Math.max(1, contextLength - Math.min(sampling.maxTokens(), contextLength / 2));
    }

    /// The cut that a request needs before a model has room for its answer; empty when it has.
    ///
    /// @throws ModelException as [LanguageModel#promptTokens], and with code `TOO_LONG` as [#of]
    public static Optional<PromptCut> toFit(LanguageModel model, CompletionRequest request) {
        int most = room(model.contextLength(), request.sampling());
        return model.tokenize(request.prompt()).size() <= most
                ? Optional.empty()
                : Optional.of(of(request.prompt(), model.promptTokens(request.prompt()), most));
    }

    /// Cuts a prompt.
    ///
    /// @param tokens of the prompt, as [LanguageModel#promptTokens] gives them
    /// @param most tokens that may stay
    /// @throws ModelException with code `TOO_LONG` when the template's tokens alone are more
    public static PromptCut of(Prompt prompt, List<PromptToken> tokens, int most) {
        Cutting cutting = new Cutting(tokens, tokens.size() - most);
        int last = prompt.messages().size() - 1;
        boolean system = prompt.messages().getFirst().role().equals("system") && last > 0;
        for (int m = system ? 1 : 0; m < last; m++) {
            cutting.dropTurn(m);
        }
        cutting.dropContent(last);
        if (system) {
            cutting.dropContent(0);
        }
        if (cutting.excess > 0) {
            throw new ModelException(
                    ModelException.Code.TOO_LONG,
                    "the prompt has " + tokens.size() + " tokens and may have " + most
                            + ", and what its template writes"
                            + " around the messages is already longer; use fewer messages or a longer context");
        }
        return new PromptCut(tokens, cutting.dropped);
    }

    /// What stays, as the model reads it.
    public TokenIds ids() {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!dropped.contains(i)) {
                kept.add(tokens.get(i).id());
            }
        }
        return TokenIds.of(kept.stream().mapToInt(Integer::intValue).toArray());
    }

    /// What stays, as text.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            text.append(dropped.contains(i) ? "" : tokens.get(i).text());
        }
        return text.toString();
    }

    /// Drops tokens until nothing is too much.
    private static final class Cutting {
        private final List<PromptToken> tokens;
        private final Set<Integer> dropped = new TreeSet<>();
        private int excess;

        Cutting(List<PromptToken> tokens, int excess) {
            this.tokens = tokens;
            this.excess = excess;
        }

        /// Drops the oldest tokens of a message between others, or all of its turn.
        void dropTurn(int message) {
            int first = first(message);
            if (excess <= 0 || first < 0) {
                return;
            }
            int end = end(message);
            if (excess < end - first) {
                dropContent(message);
                return;
            }
            int from = header(first);
            int to = header(nextContent(end));
            for (int i = from; i < to; i++) {
                drop(i);
            }
        }

        void dropContent(int message) {
            for (int i = 0; i < tokens.size() && excess > 0; i++) {
                if (tokens.get(i).message() == message) {
                    drop(i);
                }
            }
        }

        private void drop(int index) {
            if (dropped.add(index)) {
                excess--;
            }
        }

        private int first(int message) {
            for (int i = 0; i < tokens.size(); i++) {
                if (tokens.get(i).message() == message) {
                    return i;
                }
            }
            return -1;
        }

        private int end(int message) {
            for (int i = tokens.size() - 1; i >= 0; i--) {
                if (tokens.get(i).message() == message) {
                    return i + 1;
                }
            }
            return 0;
        }

        private int nextContent(int from) {
            int at = from;
            while (at < tokens.size() && tokens.get(at).message() < 0) {
                at++;
            }
            return at;
        }

        /// Where the header of the turn begins whose content begins at `content`. What closes the turn
        /// before is its first special token and the white space behind it; before the first turn the
        /// header is what the template wrote after the text's first special token.
        private int header(int content) {
            int begin = content;
            while (begin > 0 && tokens.get(begin - 1).message() < 0) {
                begin--;
            }
            int at = begin;
            while (at < content && tokens.get(at).origin() != PromptToken.Origin.SPECIAL) {
                at++;
            }
            if (at == content || (begin == 0 && !anotherSpecial(at + 1, content))) {
                return begin;
            }
            at++;
            while (at < content && tokens.get(at).text().isBlank() && !isSpecial(at)) {
                at++;
            }
            return at;
        }

        private boolean anotherSpecial(int from, int to) {
            for (int i = from; i < to; i++) {
                if (isSpecial(i)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isSpecial(int index) {
            return tokens.get(index).origin() == PromptToken.Origin.SPECIAL;
        }
    }
}
