package org.loopwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopwright.model.TokenIds;

class TokenBatchTest {
    @Test
    void shiftsTargetsAndSharesTheWeight() {
        TokenRow one = new TokenRow().add(TokenIds.of(1, 2), 0).add(TokenIds.of(3), 3);
        TokenRow two = new TokenRow().add(TokenIds.of(4), 0).add(TokenIds.of(5), 1);
        TokenBatch batch = TokenBatch.of(List.of(one, two), 2);
        assertThat(batch.rows()).isEqualTo(2);
        assertThat(batch.inputs()).containsExactly(1, 2, 4, 0);
        assertThat(batch.targets()).containsExactly(2, 3, 5, 0);
        assertThat(batch.weights()).containsExactly(0, 1.5f, 0.5f, 0);
    }

    @Test
    void refusesABatchThatTeachesNothing() {
        TokenRow row = new TokenRow().add(TokenIds.of(1, 2), 0);
        assertThatThrownBy(() -> TokenBatch.of(List.of(row), 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
