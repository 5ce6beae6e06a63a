package org.loopwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '|',
            value = {
                "no block at all|no block at all",
                "<think>let me see</think>4|4",
                "<think>\\n2 and 2\\n</think>\\n\\nIt is 4.|It is 4.",
                "begun by the template</think> 4|4",
                "one <think>a</think>two <think>b</think> three|one two three",
                "4 <think>never closed|4 ",
                "<think>never closed|",
                "<think></think>|",
            })
    void leavesOutTheBlocksAndNothingElse(String text, String answer) {
        String rest = Thinking.without(text.replace("\\n", "\n"));

        assertThat(rest).isEqualTo(answer == null ? "" : answer);
        assertThat(Thinking.in(rest)).isFalse();
    }
}
