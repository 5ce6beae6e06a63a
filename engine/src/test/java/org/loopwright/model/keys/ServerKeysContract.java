package org.loopwright.model.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every place for keys does.
abstract class ServerKeysContract {
    private final URI server = URI.create("https://" + UUID.randomUUID() + ".invalid/v1");
    private final URI other = URI.create("https://" + UUID.randomUUID() + ".invalid/v1");
    private final ServerKeys keys;

    ServerKeysContract(ServerKeys keys) {
        this.keys = keys;
    }

    /// Leaves the tests out where there is no such place.
    @BeforeEach
    void requireThatItIsThere() {
        try {
            keys.forget(other);
        } catch (KeyringException e) {
            assertThat(e).hasMessageContaining("environment variable").hasMessageContaining("key-env");
            Assumptions.abort("left out, because " + e.getMessage());
        }
    }

    @AfterEach
    void forget() {
        try {
            keys.forget(server);
        } catch (KeyringException _) {
            // the test was left out
        }
    }

    @Test
    void givesAKeyToItsServerAndToNoOther() {
        keys.keep(server, "sk-1");

        assertThat(keys.key(server)).contains("sk-1");
        assertThat(keys.key(other)).isEmpty();
        assertThat(keys.key(URI.create(server + "/x"))).isEmpty();
    }

    @Test
    void theLastKeyCounts() {
        keys.keep(server, "sk-1");
        keys.keep(server, "sk-2");

        assertThat(keys.key(server)).contains("sk-2");
    }

    @Test
    void forgetsOnce() {
        keys.keep(server, "sk-1");

        assertThat(keys.forget(server)).isTrue();
        assertThat(keys.forget(server)).isFalse();
        assertThat(keys.key(server)).isEmpty();
    }
}
