package org.loopwright.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopwright.model.Completion;

class GradersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer|The answer is 18.|18|true",
                "integer|She makes $1,234 a day|1234|true",
                "integer|03216|3216|true",
                "integer|3216|03216|true",
                "integer|x=-3|-3|true",
                "integer|so 5-3|-3|false",
                "integer|so 5-3|3|true",
                "integer|minus \u221212|-12|true",
                "integer|-$70,000|-70000|true",
                "integer|it is +7|7|true",
                "integer|12.0|12|true",
                "integer|12.5|12|false",
                "integer|12.5|5|false",
                "integer|1,2,3|3|true",
                "integer|18|1,8|true",
                "integer|99999999999999999999|99999999999999999999|true",
                "integer|99999999999999999999|99999999999999999998|false",
                "trailing-integer|c0+3p1a03216|03216|true",
                "trailing-integer|1+2=3A0003|3|true",
                "trailing-integer|12 and -5|5|true",
                "exact| yes \t|yes|true",
                "exact|Yes|yes|false",
                "number|so 0.50|1/2|true",
                "number|\\boxed{\\frac{1}{2}}|0.5|true",
                "number|the \\dfrac{3}{4} of it|.75|true",
                "number|\\boxed{12 \\text{ cm}}|12|true",
                "number|\\boxed{\\frac12}|1/2|true",
                "number|50%|50|true",
                "number|50%|0.5|false",
                "number|#### $1,234.50|1234.5|true",
                "number|1/3|0.333|false",
                "number|\\boxed{x + 1}|x+1|true",
                "number|90^\\circ|90|true",
                "multiple|The answer is (B), not A|B|true",
                "multiple|I would say C.|(c)|true",
                "multiple|It's A's turn, D|D|true",
            })
    void gradesAnswers(String grader, String text, String gold, boolean right) {
        Grade grade = Graders.named(grader).grade(text, gold, Completion.Finish.STOP);
        assertThat(grade.status()).isEqualTo(Grade.Status.PARSED);
        assertThat(grade.correct()).as(grade.reason()).isEqualTo(right);
    }

    @Test
    void saysWhenThereIsNoAnswer() {
        Grader integer = Graders.named("integer");
        assertThat(integer.grade("none", "1", Completion.Finish.STOP).status()).isEqualTo(Grade.Status.UNPARSED);
        assertThat(integer.grade("none", "1", null).status()).isEqualTo(Grade.Status.UNPARSED);
        assertThat(integer.grade("none", "1", Completion.Finish.LENGTH).status())
                .isEqualTo(Grade.Status.TRUNCATED);
        assertThat(Graders.named("exact").grade(" \n", "", null).status()).isEqualTo(Grade.Status.UNPARSED);
        assertThat(Graders.named("number").grade("\\boxed{1", "1", null).status())
                .as("a box that was cut off still shows its number")
                .isEqualTo(Grade.Status.PARSED);
    }

    @Test
    void namesTheVersionsThatGraded() {
        Grade grade = Graders.named("trailing-integer").grade("a03216", "3216", null);
        assertThat(grade.extracted()).isEqualTo("03216");
        assertThat(grade.extractor()).isEqualTo("trailing-digits/1");
        assertThat(grade.equivalence()).isEqualTo("integer/1");
    }

    @Test
    void listsWhatThereIsWhenANameIsUnknown() {
        assertThatThrownBy(() -> Graders.named("intger"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no grader `intger`; there are integer, trailing-integer, number, exact,"
                        + " multiple");
    }
}
