package org.loopwright.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopwright.app.design.JinjaHighlight.Span;
import org.loopwright.app.design.JinjaHighlight.Tone;

class JinjaHighlightTest {
    private static final Set<String> SLOTS = Set.of("question", "draft", "params");

    /// The coloured words of a template, braces left out: `word:tone`.
    private static List<String> words(String template) {
        return JinjaHighlight.of(template, SLOTS).stream()
                .filter(span -> span.tone() != Tone.BRACE)
                .map(span -> template.substring(span.start(), span.end()) + ":" + span.tone())
                .toList();
    }

    @Test
    void onlyWhatStandsInBracesIsColoured() {
        assertThat(words("question: {{ question }} or draft")).containsExactly("question:SLOT");
        assertThat(JinjaHighlight.of("no braces, { one }", SLOTS)).isEmpty();
    }

    @Test
    void aNameThatIsNoSlotIsUnknown() {
        assertThat(words("{{ questoin }}")).containsExactly("questoin:UNKNOWN");
    }

    @Test
    void wordsFiltersAndLiteralsHaveColoursOfTheirOwn() {
        assertThat(words("{% if draft is defined %}{{ draft | trim }}{% else %}{{ \"none\" ~ 3 }}{% endif %}"))
                .containsExactly(
                        "if:WORD",
                        "draft:SLOT",
                        "is:WORD",
                        "defined:WORD",
                        "draft:SLOT",
                        "| trim:FILTER",
                        "else:WORD",
                        "\"none\":LITERAL",
                        "3:LITERAL",
                        "endif:WORD");
    }

    @Test
    void whatTheTemplateMakesItselfIsKnownAndMembersAreNoNames() {
        assertThat(words("{% for line in draft.lines %}{{ line.text }}{% endfor %}"))
                .containsExactly("for:WORD", "line:SLOT", "in:WORD", "draft:SLOT", "line:SLOT", "endfor:WORD");
    }

    @Test
    void aBraceThatIsOpenStillColoursWhatIsTyped() {
        assertThat(words("Answer {{ que")).containsExactly("que:UNKNOWN");
        assertThat(words("{# note")).containsExactly("{# note:COMMENT");
    }

    @Test
    void spansAreInOrderWithinTheTextAndNeverOverlap() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String letters = "{}%#|\"' ab.1\nif";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(30); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            int at = 0;
            for (Span span : JinjaHighlight.of(text.toString(), SLOTS)) {
                assertThat(span.start()).as("seed %d, %s", seed, text).isGreaterThanOrEqualTo(at);
                assertThat(span.end()).as("seed %d, %s", seed, text).isGreaterThan(span.start());
                at = span.end();
            }
            assertThat(at).isLessThanOrEqualTo(text.length());
        }
    }
}
