package org.loopwright.app.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.text.Texts;
import org.loopwright.model.Completion;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenValues;

/// The tokens of a completion with their texts and numbers.
///
/// @param texts joined they are the completion's text
/// @param other the natural logarithm of each token's probability under another model, or null
record TokenRow(
        Completion completion, List<String> texts, @Nullable TokenValues other) {
    /// Upper ends of the classes from likely to unlikely; the first is not coloured.
    private static final double[] PROBABILITY = {0.9, 0.7, 0.5, 0.25, 0.08};

    private static final double[] ENTROPY = {0.1, 0.35, 0.8, 1.4, 2.2};
    private static final double[] DIFFERENCE = {0.15, 0.7, 2};

    TokenRow {
        texts = List.copyOf(texts);
    }

    /// The token that a character of the text belongs to, or -1.
    int at(int character) {
        int end = 0;
        for (int i = 0; i < texts.size(); i++) {
            end += texts.get(i).length();
            if (character < end) {
                return i;
            }
        }
        return -1;
    }

    /// The stretches to colour; neighbours of one class are one stretch.
    List<MarkedText.Mark> marks(TokenColour colour) {
        List<MarkedText.Mark> marks = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < texts.size(); i++) {
            int to = from + texts.get(i).length();
            String style = style(colour, i);
            if (!style.isEmpty() && to > from) {
                MarkedText.Mark last = marks.isEmpty() ? null : marks.getLast();
                if (last != null && last.to() == from && last.style().equals(style)) {
                    marks.removeLast();
                    marks.add(new MarkedText.Mark(last.from(), to, style));
                } else {
                    marks.add(new MarkedText.Mark(from, to, style));
                }
            }
            from = to;
        }
        return marks;
    }

    private String style(TokenColour colour, int token) {
        TokenValues logProb = completion.logProb();
        TokenValues entropy = completion.entropy();
        return switch (colour) {
            case NONE -> "";
            case PROBABILITY -> {
                if (logProb == null) {
                    yield "";
                }
                double p = Math.exp(logProb.get(token));
                int level = 0;
                while (level < PROBABILITY.length && p < PROBABILITY[level]) {
                    level++;
                }
                yield level == 0 ? "" : "heat-" + level;
            }
            case ENTROPY -> {
                int level = entropy == null ? 0 : level(ENTROPY, entropy.get(token));
                yield level == 0 ? "" : "doubt-" + level;
            }
            case DIFFERENCE -> {
                double difference = difference(token);
                int level = level(DIFFERENCE, Math.abs(difference));
                yield level == 0 ? "" : (difference < 0 ? "less-" : "more-") + level;
            }
        };
    }

    private static int level(double[] ends, double value) {
        int level = 0;
        while (level < ends.length && value > ends[level]) {
            level++;
        }
        return level;
    }

    private double difference(int token) {
        TokenValues logProb = completion.logProb();
        return logProb == null || other == null ? 0 : other.get(token) - logProb.get(token);
    }

    /// A token's numbers in words, a line each.
    String describe(int token) {
        StringBuilder lines = new StringBuilder(Texts.of(
                "items.token", Integer.toString(token), "“" + texts.get(token).replace("\n", "⏎") + "”"));
        TokenValues logProb = completion.logProb();
        TokenValues entropy = completion.entropy();
        if (logProb != null) {
            lines.append('\n')
                    .append(Texts.of("items.token.probability", number("%.4f", Math.exp(logProb.get(token)))));
        }
        if (entropy != null) {
            lines.append('\n').append(Texts.of("items.token.entropy", number("%.3f", entropy.get(token))));
        }
        if (other != null) {
            lines.append('\n').append(Texts.of("items.token.difference", number("%+.3f", difference(token))));
        }
        if (token < completion.alternatives().size()) {
            for (TokenChoice choice : completion.alternatives().get(token)) {
                lines.append('\n')
                        .append(number("%.4f", Math.exp(choice.logProb())))
                        .append("  “")
                        .append(choice.text().replace("\n", "⏎"))
                        .append('”');
            }
        }
        return lines.toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
