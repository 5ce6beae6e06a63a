package org.loopwright.app.train;

import org.loopwright.app.text.Texts;

/// Sizes on the disk as people read them.
final class Bytes {
    private Bytes() {}

    /// `850 kB`, `12.4 MB`, `1.32 GB`.
    static String of(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Texts.LOCALE, "%d kB", Math.round(bytes / 1e3));
        }
        return bytes < 1_000_000_000
                ? String.format(Texts.LOCALE, "%.1f MB", bytes / 1e6)
                : String.format(Texts.LOCALE, "%.2f GB", bytes / 1e9);
    }
}
