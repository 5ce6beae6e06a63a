package org.loopwright.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopwright.round.Row.Outcome;

class CreditedTest {
    private static final Row.Subject SUBJECT = new Row.Subject("a", "hash", "a", Map.of(), "7");

    private static Credited.Rules rules(double progress, double discount, List<String> rewarded) {
        return new Credited.Rules(false, progress, discount, rewarded, Map.of(), false);
    }

    private static Row.Reply reply(String node, Outcome outcome) {
        return new Row.Reply(node, List.of(new Row.Message("user", "q", false)), node, outcome);
    }

    private static Row attempt(Row.Reply... replies) {
        return new Row(SUBJECT, 0, List.of(replies), List.of(), null, 1, Map.of("right", true));
    }

    private static Row twoTurns(Outcome first, Outcome second) {
        return attempt(reply("draft", first), reply("revise", second));
    }

    @Test
    void everyTurnEarnsItsOwnOutcomeAndProgressEarnsABonus() {
        List<Row> rows = new Credited(rules(2, 0, List.of()))
                .rows(List.of(
                        twoTurns(Outcome.WRONG, Outcome.RIGHT),
                        twoTurns(Outcome.RIGHT, Outcome.RIGHT),
                        twoTurns(Outcome.RIGHT, Outcome.WRONG)));

        assertThat(rows).extracting(Row::weight).containsExactly(0.0, 3.0, 1.0, 1.0, 1.0, -2.0);
        assertThat(rows).extracting(row -> row.messages().getLast().text()).startsWith("draft", "revise");
    }

    @Test
    void aVerdictEarnsByAgreeingAndIsNoAnswerToProgressFrom() {
        List<Row> rows = new Credited(rules(1, 0, List.of()))
                .rows(List.of(
                        attempt(
                                reply("draft", Outcome.WRONG),
                                reply("check", Outcome.AGREES),
                                reply("revise", Outcome.RIGHT)),
                        attempt(
                                reply("draft", Outcome.WRONG),
                                reply("check", Outcome.DISAGREES),
                                reply("revise", Outcome.WRONG))));

        assertThat(rows).extracting(Row::weight).containsExactly(0.0, 1.0, 2.0, 0.0, 0.0, 0.0);
    }

    @Test
    void onlyRewardedAndHeldNodesAreLearned() {
        Credited.Rules rules = new Credited.Rules(false, 0, 0, List.of("revise"), Map.of("draft", 10.0), false);
        List<Row> rows = new Credited(rules)
                .rows(List.of(twoTurns(Outcome.RIGHT, Outcome.RIGHT), twoTurns(Outcome.WRONG, Outcome.WRONG)));

        assertThat(rows).extracting(Row::weight).containsExactly(0.0, 1.0, 0.0, 0.0);
        assertThat(rows).extracting(row -> row.number(Credited.HOLD)).containsExactly(10.0, 1.0, 10.0, 1.0);
    }

    @Test
    void aTurnGetsAShareOfTheNext() {
        List<Row> rows = new Credited(rules(0, 0.5, List.of()))
                .rows(List.of(twoTurns(Outcome.WRONG, Outcome.RIGHT), twoTurns(Outcome.RIGHT, Outcome.RIGHT)));

        assertThat(rows).extracting(Row::weight).containsExactly(0.5, 1.0, 1.5, 1.0);
    }

    @Test
    void rowsAreComparedAtOnePlaceAndWithHistoryOnlyAfterEqualOutcomes() {
        List<Row> attempts = List.of(
                twoTurns(Outcome.WRONG, Outcome.RIGHT),
                twoTurns(Outcome.WRONG, Outcome.WRONG),
                twoTurns(Outcome.RIGHT, Outcome.RIGHT));
        Credited.Rules history = new Credited.Rules(false, 0, 0, List.of(), Map.of(), true);

        assertThat(new Credited(rules(0, 0, List.of())).rows(attempts))
                .extracting(row -> row.text(Credited.GROUP))
                .containsExactly(
                        "hash/draft/1/",
                        "hash/revise/1/",
                        "hash/draft/1/",
                        "hash/revise/1/",
                        "hash/draft/1/",
                        "hash/revise/1/");
        // The revision of the one right draft has nothing to be compared with.
        assertThat(new Credited(history).rows(attempts))
                .extracting(row -> row.text(Credited.GROUP))
                .containsExactly(
                        "hash/draft/1/", "hash/revise/1/0", "hash/draft/1/", "hash/revise/1/0", "hash/draft/1/");
    }

    @Test
    void equalEarningsAreFoundWithinWhatIsCompared() {
        Credited credited = new Credited(rules(0, 0, List.of()));
        List<Row> mixed =
                credited.rows(List.of(twoTurns(Outcome.WRONG, Outcome.RIGHT), twoTurns(Outcome.WRONG, Outcome.WRONG)));
        List<Row> equal =
                credited.rows(List.of(twoTurns(Outcome.WRONG, Outcome.RIGHT), twoTurns(Outcome.WRONG, Outcome.RIGHT)));

        assertThat(Credited.isEqual(mixed)).isFalse();
        assertThat(Credited.isEqual(equal)).isTrue();
    }
}
