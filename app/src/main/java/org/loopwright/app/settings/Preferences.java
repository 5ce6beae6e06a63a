package org.loopwright.app.settings;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where preferences are kept. Open set: the user's account, or memory in tests. Thread-safe.
public interface Preferences {
    /// The stored text of a key, or empty.
    Optional<String> stored(String key);

    /// Stores a key's text.
    void store(String key, String text);

    /// The value of a preference, or its fallback.
    default <T> T get(Preference<T> preference) {
        return stored(preference.key()).map(preference::parse).orElse(preference.fallback());
    }

    /// Remembers a value.
    ///
    /// @throws IllegalArgumentException when it is not allowed
    default <T> void set(Preference<T> preference, T value) {
        if (!preference.valid().test(value)) {
            throw new IllegalArgumentException("preference " + preference.key() + " can't be " + value);
        }
        store(preference.key(), preference.write().apply(value));
    }

    /// Preferences that are forgotten at the end.
    static Preferences inMemory() {
        Map<String, String> map = new ConcurrentHashMap<>();
        return new Preferences() {
            @Override
            public Optional<String> stored(String key) {
                return Optional.ofNullable(map.get(key));
            }

            @Override
            public void store(String key, String text) {
                map.put(key, text);
            }
        };
    }
}
