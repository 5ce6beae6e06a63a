package org.loopwright.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is taken out of a pack, and what only looks like it.
class AnonymityTest {
    private final Anonymity anonymity = Anonymity.of(
            List.of("/srv/paper", "C:\\work\\paper", "/root"), "root", List.of("turing", "jane-mac.local"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "see /srv/paper/data/x|see /project/data/x",
                "see /srv/papers|see /srv/papers",
                "{\"p\":\"C:\\\\work\\\\paper\\\\x\"}|{\"p\":\"/project\\\\x\"}",
                "/root/.cache and the square root of 4|/project/.cache and the square root of 4",
                "/home/ada/x, /Users/bob/y|/home/anonymous/x, /Users/anonymous/y",
                "root@jane-mac.local|anonymous@host",
                "the turing test on ssh://turing/x|the turing test on ssh://host/x",
                "/var/root/x|/var/anonymous/x",
                "nothing here|nothing here"
            })
    void foldersUsersAndHostsAreReplacedAndWordsAreNot(String text, String plain) {
        assertThat(anonymity.text(text)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "author: Jane Doe|author: \"anonymous\"",
                "  \"author\": \"Jane\",|  \"author\": \"anonymous\",",
                "# Authors: Jane and Tom|# Authors: \"anonymous\"",
                "authors: [Jane, Tom]|authors: \"anonymous\"",
                "e-mail: jane@x.org|e-mail: \"anonymous\"",
                "the author: a critic|the author: a critic"
            })
    void authorsOfFilesAreTakenOut(String text, String plain) {
        assertThat(anonymity.file(text)).isEqualTo(plain);
    }

    @Test
    void aListOfAuthorsIsTakenOutWhole() {
        assertThat(anonymity.file("authors:\n  - Jane\n  - Tom\nname: x\n"))
                .doesNotContain("Jane", "Tom")
                .contains("name: x");
    }

    @Test
    void peopleWhoAnsweredStayDifferent() {
        assertThat(anonymity.payload("{\"by\":\"Jane\",\"text\":\"Jane\"}"))
                .isEqualTo("{\"by\":\"person-1\",\"text\":\"Jane\"}");
        assertThat(anonymity.payload("{\"by\":\"Tom\"}")).isEqualTo("{\"by\":\"person-2\"}");
        assertThat(anonymity.payload("{\"by\":\"Jane\"}")).isEqualTo("{\"by\":\"person-1\"}");
    }

    @Test
    void authorsInTheTextOfALoopAreTakenOut() {
        assertThat(anonymity.payload("{\"header\":{\"loopText\":{\"a\":\"# author: Jane\\nname: x\\n\"}}}"))
                .isEqualTo("{\"header\":{\"loopText\":{\"a\":\"# author: \\\"anonymous\\\"\\nname: x\\n\"}}}");
    }
}
