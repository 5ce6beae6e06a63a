package org.loopwright.loop.node;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.loop.Settings;
import org.loopwright.model.Thinking;

/// What two texts must share to count as the same answer.
enum AnswerKey {
    /// The last whole number, leading zeros and thousands commas left out.
    LAST_INTEGER("last-integer") {
        @Override
        Optional<String> find(String text) {
            Matcher matcher = INTEGER.matcher(text);
            String last = null;
            while (matcher.find()) {
                last = matcher.group();
            }
            return Optional.ofNullable(last).map(AnswerKey::normalized);
        }
    },
    /// The whole text, with runs of space as one.
    TEXT("text") {
        @Override
        Optional<String> find(String text) {
            String plain = SPACE.matcher(text.strip()).replaceAll(" ");
            return plain.isEmpty() ? Optional.empty() : Optional.of(plain);
        }
    };

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,3}(?:,\\d{3})+(?!\\d)|-?\\d+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern ZEROS = Pattern.compile("^(-?)0+(?=\\d)");

    private final String label;

    AnswerKey(String label) {
        this.label = label;
    }

    /// The answer in `text`, or empty when there is none.
    abstract Optional<String> find(String text);

    /// The answer in `text` outside of its thinking blocks, or empty when there is none.
    final Optional<String> of(String text) {
        return find(Thinking.without(text));
    }

    String label() {
        return label;
    }

    /// The key of setting `by`; the last integer when it is not there.
    static AnswerKey ofSetting(Settings settings) {
        return named(settings.optionalText("by").orElse(LAST_INTEGER.label))
                .orElseThrow(() -> settings.wrong("by", "`last-integer` or `text`"));
    }

    static Optional<AnswerKey> named(String label) {
        return Arrays.stream(values()).filter(key -> key.label.equals(label)).findFirst();
    }

    private static String normalized(String integer) {
        String plain = ZEROS.matcher(integer.replace(",", "")).replaceAll("$1");
        return plain.equals("-0") ? "0" : plain;
    }
}
