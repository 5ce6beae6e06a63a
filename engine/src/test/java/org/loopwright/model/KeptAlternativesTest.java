package org.loopwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeptAlternativesTest {
    @Test
    void textsGoAndProbabilitiesStayWithinAThirtySecondOfANat() {
        Completion kept = KeptAlternatives.of(completion(List.of(
                new TokenChoice(7, "a", -0.01f), new TokenChoice(9, "b", -4.7f), new TokenChoice(1, "c", -99))));
        List<TokenChoice> place = kept.alternatives().getFirst();
        assertThat(place).extracting(TokenChoice::id).containsExactly(7, 9, 1);
        assertThat(place).extracting(TokenChoice::text).containsOnly("");
        assertThat(place.get(0).logProb()).isZero();
        assertThat(place.get(1).logProb()).isCloseTo(-4.7f, within(1 / 32f));
        assertThat(place.get(2).logProb()).as("no likelier than that").isEqualTo(-255 / 16f);
        assertThat(KeptAlternatives.isKept(kept.alternatives(), kept.ids())).isTrue();
        assertThat(KeptAlternatives.of(kept)).as("kept twice is kept once").isEqualTo(kept);
    }

    @Test
    void alternativesOfAServerThatTellsNoIdsStayAsTheyAre() {
        Completion told = completion(List.of(new TokenChoice(TokenIds.UNKNOWN, "yes", -0.3f)));
        assertThat(KeptAlternatives.of(told)).isEqualTo(told);
        assertThat(KeptAlternatives.isKept(told.alternatives(), told.ids())).isFalse();
    }

    private static Completion completion(List<TokenChoice> place) {
        return new Completion(
                        "a",
                        TokenIds.of(1),
                        TokenIds.of(7),
                        TokenValues.of(-0.01f),
                        null,
                        null,
                        Completion.Finish.STOP,
                        0,
                        1)
                .withAlternatives(List.of(place));
    }
}
