package org.loopwright.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopwright.model.Completion;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

class TokenRowTest {
    private final Completion completion = new Completion(
            "one two three",
            TokenIds.of(1),
            TokenIds.of(10, 11, 12),
            TokenValues.of((float) Math.log(0.99), (float) Math.log(0.3), (float) Math.log(0.3)),
            null,
            TokenValues.of(0.02f, 1.0f, 3.0f),
            Completion.Finish.STOP,
            0,
            0,
            List.of(List.of(), List.of(new TokenChoice(99, " ten", (float) Math.log(0.6))), List.of()),
            null);
    private final TokenRow row = new TokenRow(
            completion,
            List.of("one", " two", " three"),
            TokenValues.of((float) Math.log(0.99), (float) Math.log(0.9), (float) Math.log(0.01)));

    @Test
    void neighboursOfOneClassAreOneStretchAndWhatIsLikelyHasNone() {
        assertThat(row.marks(TokenColour.PROBABILITY)).containsExactly(new MarkedText.Mark(3, 13, "heat-3"));
        assertThat(row.marks(TokenColour.NONE)).isEmpty();
    }

    @Test
    void entropyAndTheDifferenceToAnotherModelHaveTheirOwnScales() {
        assertThat(row.marks(TokenColour.ENTROPY))
                .containsExactly(new MarkedText.Mark(3, 7, "doubt-3"), new MarkedText.Mark(7, 13, "doubt-5"));
        assertThat(row.marks(TokenColour.DIFFERENCE))
                .containsExactly(new MarkedText.Mark(3, 7, "more-2"), new MarkedText.Mark(7, 13, "less-3"));
    }

    @Test
    void aTokenIsDescribedWithItsNumbersAndWhatCouldHaveStoodThere() {
        assertThat(row.at(4)).isEqualTo(1);
        assertThat(row.at(99)).isEqualTo(-1);
        assertThat(row.describe(1)).contains("Token 1", "0.3000", "1.000 nats", "0.6000  “ ten”", "+1.099");
    }
}
