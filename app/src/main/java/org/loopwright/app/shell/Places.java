package org.loopwright.app.shell;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;

/// Where a person was in each project, so that it opens there again. A project that was never open begins on
/// its own page. Belongs to the window's thread.
final class Places {
    /// The project's own page.
    static final Place HOME = new Place(Page.HOME, List.of());

    private static final int HASH_BYTES = 12;

    private final Preferences preferences;
    private final Map<Page, List<UUID>> shown = new EnumMap<>(Page.class);
    private @Nullable Preference<Place> here;

    /// A page, and the runs that it shows.
    record Place(Page page, List<UUID> runs) {
        Place {
            runs = List.copyOf(runs);
        }

        private String text() {
            StringBuilder text = new StringBuilder(page.key());
            runs.forEach(run -> text.append(' ').append(run));
            return text.toString();
        }

        private static Place of(String text) {
            List<String> parts = List.of(text.split(" "));
            return new Place(
                    Page.valueOf(parts.getFirst().toUpperCase(Locale.ROOT)),
                    parts.stream().skip(1).map(UUID::fromString).toList());
        }
    }

    Places(Preferences preferences) {
        this.preferences = preferences;
    }

    /// A project was opened.
    ///
    /// @return where it was left
    Place enter(Path project) {
        shown.clear();
        here = preference(project);
        return preferences.get(here);
    }

    /// The project is closed.
    void leave() {
        here = null;
    }

    /// A page goes on to show these runs.
    void show(Page page, List<UUID> runs) {
        shown.put(page, List.copyOf(runs));
        at(page);
    }

    /// This page is seen.
    void at(Page page) {
        if (here != null) {
            preferences.set(here, new Place(page, shown.getOrDefault(page, List.of())));
        }
    }

    /// The key has no path in it: keys of preferences are short, and paths are not.
    private static Preference<Place> preference(Path project) {
        return new Preference<>(
                "place-" + hash(project.toAbsolutePath().normalize().toString()),
                HOME,
                Place::text,
                Place::of,
                place -> true);
    }

    private static String hash(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(all, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
