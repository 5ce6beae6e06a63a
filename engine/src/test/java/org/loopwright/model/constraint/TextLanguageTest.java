package org.loopwright.model.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.model.ModelException;
import org.loopwright.model.Sampling;

class TextLanguageTest {
    private static boolean holds(TextLanguage language, String text) {
        int state = language.step(TextLanguage.START, text.getBytes(StandardCharsets.UTF_8));
        return state != TextLanguage.DEAD && language.accepts(state);
    }

    private static TextLanguage regex(String pattern) {
        return TextLanguage.of(new Sampling.Constraint.Regex(pattern));
    }

    private static TextLanguage json(String schema) {
        return TextLanguage.of(new Sampling.Constraint.JsonSchema(schema));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a*b|c",
                "(?:ab)+?c{1,2}",
                "[^a-b\\d]{2,3}",
                "a.c",
                "^\\w\\s?\\.$",
                "(?<name>a|\"b\")\\\\",
                "[a\\-c]*~&@#<>",
                "ä+|\\u0062\\x63",
            })
    void matchesWhatJavaMatches(String pattern) {
        TextLanguage language = regex(pattern);
        Pattern java = Pattern.compile(pattern);
        Random random = new Random(5);
        String letters = "abc1 .\\\"ä-\n~&@#<>";
        for (int i = 0; i < 4000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n > 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(holds(language, text.toString()))
                    .as("%s on `%s`", pattern, text)
                    .isEqualTo(java.matcher(text).matches());
        }
    }

    @Test
    void aTextThatNothingCanFollowIsDeadAtOnce() {
        TextLanguage language = regex("(yes|no)");
        assertThat(language.step(TextLanguage.START, "ye".getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(TextLanguage.DEAD);
        assertThat(language.step(TextLanguage.START, "yo".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(TextLanguage.DEAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(a)\\1", "a(?=b)", "a\\b", "x$y", "a++", "[a[b]]", "(a", "[a", "a\\", "(?<n", "a{1,99999}", "a)"
            })
    void refusesWhatIsNotRegular(String pattern) {
        assertThatThrownBy(() -> regex(pattern))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(pattern);
    }

    @Test
    void refusesAPatternThatNothingMatches() {
        assertThatThrownBy(() -> regex("[^\\w\\W]"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"integer\"}; -12; 012",
                "{\"type\":\"number\"}; 1.5e-3; .5",
                "{\"type\":\"string\",\"maxLength\":2}; \"a\\n\"; \"abc\"",
                "{\"type\":\"string\",\"pattern\":\"[ab]+\"}; \"abba\"; \"c\"",
                "{\"enum\":[\"a\",1,null]}; null; 2",
                "{\"const\":{\"a\":[1]}}; {\"a\":[1]}; {\"a\":[2]}",
                "{\"type\":[\"null\",\"boolean\"]}; true; 0",
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"minItems\":1,\"maxItems\":2}; [1, 2]; []",
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"maxItems\":2}; []; [1,2,3]",
                "{\"type\":\"array\"}; [1, \"a\", {\"b\":[]}]; [1,]",
                "{\"type\":\"object\"}; {\"a\": 1, \"b\": [true]}; {a:1}",
                "{}; {\"a\":{\"b\":1}}; {\"a\"}",
                "{\"anyOf\":[{\"type\":\"integer\"},{\"const\":\"x\"}]}; \"x\"; \"y\"",
                "{\"$ref\":\"#/$defs/t\",\"$defs\":{\"t\":{\"type\":\"boolean\"}}}; false; 1",
            })
    void tellsJsonOfASchemaFromOther(String schema, String good, String bad) {
        assertThat(holds(json(schema), good)).as("%s: %s", schema, good).isTrue();
        assertThat(holds(json(schema), bad)).as("%s: %s", schema, bad).isFalse();
    }

    @Test
    void optionalPropertiesMayBeMissingInAnyCombination() {
        TextLanguage language = json("""
                {"type": "object", "required": ["b"], "properties":
                 {"a": {"const": 1}, "b": {"const": 2}, "c": {"const": 3}, "d": {"const": 4}}}""");
        for (String good : new String[] {
            "{\"b\":2}", "{\"a\":1,\"b\":2}", "{\"b\":2,\"d\":4}", "{\"a\":1, \"b\": 2, \"c\":3,\"d\":4}"
        }) {
            assertThat(holds(language, good)).as(good).isTrue();
        }
        for (String bad : new String[] {"{}", "{\"a\":1}", "{\"b\":2,}", "{,\"b\":2}", "{\"b\":2\"c\":3}"}) {
            assertThat(holds(language, bad)).as(bad).isFalse();
        }
    }

    @Test
    void allPropertiesMayBeOptional() {
        TextLanguage language =
                json("{\"type\": \"object\", \"properties\": {\"a\": {\"const\": 1}, \"b\": {\"const\": 2}}}");
        assertThat(holds(language, "{}")).isTrue();
        assertThat(holds(language, "{\"b\":2}")).isTrue();
        assertThat(holds(language, "{\"b\":2,\"a\":1}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"integer\",\"minimum\":3}",
                "{\"type\":\"string\",\"maxLength\":99999}",
                "{\"type\":\"thing\"}",
                "{\"$ref\":\"#/nowhere\"}",
                "{\"$ref\":\"#\"}",
                "{\"type\"",
                "3",
            })
    void refusesASchemaThatItCannotPromise(String schema) {
        assertThatThrownBy(() -> json(schema))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("JSON schema");
    }
}
