package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShortcutTest {
    @Test
    void noTwoShortcutsShareTheirKeys() {
        assertThat(Arrays.stream(Shortcut.values()).map(Shortcut::keys)).doesNotHaveDuplicates();
    }
}
