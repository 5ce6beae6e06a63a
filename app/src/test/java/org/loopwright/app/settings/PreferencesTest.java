package org.loopwright.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.loopwright.app.look.Theme;

class PreferencesTest {
    private final Preferences preferences = Preferences.inMemory();

    @Test
    void aRememberedThemeComesBack() {
        preferences.set(Preference.THEME, Theme.DARK);
        assertThat(preferences.get(Preference.THEME)).isEqualTo(Theme.DARK);
    }

    @Test
    void nonsenseInTheStoreGivesTheFallback() {
        preferences.store("theme", "PURPLE");
        preferences.store("window-width", "12");
        assertThat(preferences.get(Preference.THEME)).isEqualTo(Theme.LIGHT);
        assertThat(preferences.get(Preference.WINDOW_WIDTH)).isEqualTo(1280);
    }

    @Test
    void aValueThatIsNotAllowedIsRefused() {
        assertThatThrownBy(() -> preferences.set(Preference.WINDOW_WIDTH, 3.0)).hasMessageContaining("window-width");
    }
}
