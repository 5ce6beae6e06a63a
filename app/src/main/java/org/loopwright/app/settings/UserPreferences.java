package org.loopwright.app.settings;

import java.util.Optional;

/// Preferences in the place that the operating system has for the user's.
public final class UserPreferences implements Preferences {
    private final java.util.prefs.Preferences node =
            java.util.prefs.Preferences.userRoot().node("org/loopwright");

    @Override
    public Optional<String> stored(String key) {
        return Optional.ofNullable(node.get(key, null));
    }

    @Override
    public void store(String key, String text) {
        node.put(key, text);
    }
}
