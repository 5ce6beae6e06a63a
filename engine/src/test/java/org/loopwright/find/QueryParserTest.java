package org.loopwright.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopwright.measure.Outcome;

class QueryParserTest {
    @Test
    void orBindsWeakestAndNotStrongest() {
        Query a = word("a");
        Query b = word("b");
        Query c = word("c");
        assertThat(QueryParser.parse("a or b not c")).isEqualTo(new Query.Or(a, new Query.And(b, new Query.Not(c))));
        assertThat(QueryParser.parse("(a or b) and c")).isEqualTo(new Query.And(new Query.Or(a, b), c));
        assertThat(QueryParser.parse("  ")).isEqualTo(new Query.All());
    }

    @Test
    void quotesMakeAKeywordAWord() {
        assertThat(QueryParser.parse("\"fixed\"")).isEqualTo(word("fixed"));
        assertThat(QueryParser.parse("fixed@2"))
                .isEqualTo(new Query.Change(QueryParser.NOT_RIGHT, Set.of(Outcome.RIGHT), 2));
    }

    @Test
    void saysWhereAndWhatWouldBeRight() {
        assertWrong("length>long", 8, "1.5 would be");
        assertWrong("fixed and", 10, "missing before the end");
        assertWrong("(a or b", 1, "put a )");
        assertWrong("say \"what", 5, "put a \"");
        assertWrong("size>3", 1, "turns, length, tokens");
        assertWrong("colour:red", 1, "status, outcome");
        assertWrong("status:done", 8, "parsed, unparsed");
        assertWrong("right->good", 8, "right, wrong, unparsed");
        assertWrong("right->wrong@0", 14, "1 or more");
        assertWrong("a )", 3, "no meaning here");
        assertWrong("a !", 3, "holds no word");
        assertWrong("node:", 6, "is missing");
    }

    @Test
    void proposesWhatCouldStandThere() {
        QueryCompletion.Names names =
                new QueryCompletion.Names(List.of("draft", "verify"), List.of("next"), List.of("odd one"));
        assertThat(QueryCompletion.at("not node:v", 10, names))
                .isEqualTo(new QueryCompletion(9, 10, List.of("verify")));
        assertThat(QueryCompletion.at("tag:", 4, names).candidates()).containsExactly("\"odd one\"");
        assertThat(QueryCompletion.at("right", 5, names).candidates()).containsExactly("right->wrong");
        assertThat(QueryCompletion.at("status:t", 8, names).candidates()).containsExactly("truncated");
        assertThat(QueryCompletion.at("", 0, names).candidates()).contains("fixed", "exit:", "entropy>", "not");
    }

    private static Query word(String word) {
        return new Query.Phrase(List.of(word));
    }

    private static void assertWrong(String text, int column, String remedy) {
        assertThatThrownBy(() -> QueryParser.parse(text))
                .as(text)
                .isInstanceOfSatisfying(
                        FindException.class, e -> assertThat(e.column()).isEqualTo(column))
                .hasMessageContaining("column " + column)
                .hasMessageContaining(remedy);
    }

    @Test
    void saysWhetherAQueryUsesGoldAnswers() {
        for (String query : List.of("fixed", "right->right@1", "outcome:wrong", "a not (b or broken)")) {
            assertThat(QueryParser.parse(query).restsOnGold()).as(query).isTrue();
        }
        for (String query :
                List.of("", "words", "status:unparsed", "length>3 or tag:odd", "not answer:7", "node:draft")) {
            assertThat(QueryParser.parse(query).restsOnGold()).as(query).isFalse();
        }
    }
}
