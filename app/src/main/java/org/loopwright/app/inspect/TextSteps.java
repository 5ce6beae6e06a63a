package org.loopwright.app.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The steps of a reasoning text: its lines where it has several, else its sentences.
final class TextSteps {
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?;])\\s+");

    private TextSteps() {}

    static List<String> of(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.size() > 1
                ? lines
                : Arrays.stream(SENTENCE.split(text.strip()))
                        .filter(s -> !s.isBlank())
                        .toList();
    }
}
