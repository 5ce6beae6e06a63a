package org.loopwright.round;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a dataset or of traces: a problem, what was said about it, and what is known of that.
///
/// @param subject the problem
/// @param sample which of several attempts, from 0
/// @param replies every completion of the attempt, in order; empty for a plain problem
/// @param messages the conversation to learn from; empty for a plain problem. The text of messages with
///     `own` is learned, the rest is only read
/// @param rejected a worse last message, or null; rows that have one are pairs
/// @param weight of the row in training: a weight, a reward or a margin; 1 when nothing is said
/// @param facts what conditions see as `trace.name`: texts, numbers, truths and lists of these
public record Row(
        Subject subject,
        int sample,
        List<Reply> replies,
        List<Message> messages,
        @Nullable String rejected,
        double weight,
        Map<String, Object> facts) {
    public Row {
        replies = List.copyOf(replies);
        messages = List.copyOf(messages);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /// A problem.
    ///
    /// @param item id in its dataset
    /// @param contentHash of its fields without the gold answer
    /// @param cluster items that belong together
    /// @param fields what a loop may read
    /// @param gold the right answer, or null
    public record Subject(
            String item,
            String contentHash,
            String cluster,
            Map<String, String> fields,
            @Nullable String gold) {
        public Subject {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /// One message of a conversation.
    ///
    /// @param role `user`, `assistant` or another that the model's template knows
    /// @param own whether its text is learned
    public record Message(String role, String text, boolean own) {}

    /// One completion of an attempt.
    ///
    /// @param node that asked for it
    /// @param prompt what it answers
    /// @param text of the completion
    /// @param outcome what came of it; a label
    public record Reply(String node, List<Message> prompt, String text, Outcome outcome) {
        public Reply {
            prompt = List.copyOf(prompt);
        }

        /// A completion of which nothing is known.
        public Reply(String node, List<Message> prompt, String text) {
            this(node, prompt, text, Outcome.UNKNOWN);
        }
    }

    /// What came of a completion, against the gold answer. Closed set.
    public enum Outcome {
        /// It wrote the right answer.
        RIGHT,
        /// It wrote a wrong answer.
        WRONG,
        /// It wrote a verdict on the answer before it, and the gold answer says so too.
        AGREES,
        /// It wrote a verdict on the answer before it that the gold answer denies, or none that can be
        /// read.
        DISAGREES,
        /// It wrote neither, or there is no gold answer.
        UNKNOWN;

        /// Whether it is an answer's.
        public boolean isAnswer() {
            return this == RIGHT || this == WRONG;
        }

        /// Whether it is a verdict's.
        public boolean isVerdict() {
            return this == AGREES || this == DISAGREES;
        }

        /// 1 for what agrees with the gold answer, else 0.
        public double score() {
            return this == RIGHT || this == AGREES ? 1 : 0;
        }
    }

    /// A problem without any attempt.
    public static Row of(Subject subject) {
        return new Row(subject, 0, List.of(), List.of(), null, 1, Map.of());
    }

    /// This with another weight.
    public Row withWeight(double value) {
        return new Row(subject, sample, replies, messages, rejected, value, facts);
    }

    /// This with another conversation to learn from.
    public Row withMessages(List<Message> others) {
        return new Row(subject, sample, replies, others, rejected, weight, facts);
    }

    /// This with a worse last message.
    public Row withRejected(String worse) {
        return new Row(subject, sample, replies, messages, worse, weight, facts);
    }

    /// This without its replies, which training does not need.
    public Row withoutReplies() {
        return new Row(subject, sample, List.of(), messages, rejected, weight, facts);
    }

    /// This with further facts.
    public Row withFacts(Map<String, ?> more) {
        Map<String, Object> all = new LinkedHashMap<>(facts);
        all.putAll(more);
        return new Row(subject, sample, replies, messages, rejected, weight, all);
    }

    /// A number among the facts; a truth counts as 1 or 0, and what is not there as 0.
    public double number(String fact) {
        return switch (facts.get(fact)) {
            case Number number -> number.doubleValue();
            case Boolean truth -> truth ? 1 : 0;
            case null, default -> 0;
        };
    }

    /// Whether a fact is true.
    public boolean is(String fact) {
        return Boolean.TRUE.equals(facts.get(fact));
    }

    /// A text among the facts; empty when it is not there.
    public String text(String fact) {
        Object value = facts.get(fact);
        return value == null ? "" : value.toString();
    }
}
