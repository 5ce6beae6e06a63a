package org.loopwright.testing;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.loopwright.model.keys.ServerKeys;

/// A keyring in memory.
public final class FakeKeyring implements ServerKeys {
    private final Map<URI, String> keys = new ConcurrentHashMap<>();

    @Override
    public Optional<String> key(URI endpoint) {
        return Optional.ofNullable(keys.get(endpoint));
    }

    @Override
    public void keep(URI endpoint, String key) {
        keys.put(endpoint, key);
    }

    @Override
    public boolean forget(URI endpoint) {
        return keys.remove(endpoint) != null;
    }
}
