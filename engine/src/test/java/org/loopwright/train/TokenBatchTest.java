package org.loopwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopwright.model.TokenIds;

class TokenBatchTest {
    @Test
    void sharesTheWeight() {
        TokenRow one = new TokenRow().add(TokenIds.of(1, 2), 0).add(TokenIds.of(3), 3);
        TokenRow two = new TokenRow().add(TokenIds.of(4), 9).add(TokenIds.of(5), 1);
        TokenBatch batch = TokenBatch.of(List.of(one, two), 2);
        assertThat(batch.rows()).isEqualTo(2);
        assertThat(batch.size()).isEqualTo(5);
        assertThat(batch.ids(0)).isEqualTo(TokenIds.of(1, 2, 3));
        assertThat(batch.weight(0, 2)).isEqualTo(1.5);
        assertThat(batch.weight(1, 0)).isZero();
        assertThat(batch.weight(1, 1)).isEqualTo(0.5);
    }

    @Test
    void refusesABatchThatTeachesNothing() {
        TokenRow row = new TokenRow().add(TokenIds.of(1, 2), 0);
        assertThatThrownBy(() -> TokenBatch.of(List.of(row), 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
