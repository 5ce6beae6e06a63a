package org.loopwright.app.models;

import java.util.Locale;

/// Bytes for people.
final class Sizes {
    private Sizes() {}

    /// In kilobytes, megabytes or gigabytes of a thousand each, as disks are sold.
    static String of(long bytes) {
        if (bytes >= 1_000_000_000) {
            return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
        }
        return bytes >= 1_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
}
