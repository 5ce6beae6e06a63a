package org.loopwright.app.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Numbers as people read them.
public final class Figures {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM, HH:mm", Texts.LOCALE);

    private Figures() {}

    /// A rate in [0, 1] as `62.5 %`.
    public static String percent(double rate) {
        return Double.isNaN(rate) ? "–" : String.format(Texts.LOCALE, "%.1f %%", rate * 100);
    }

    /// A difference of rates as `+4.2 points`.
    public static String points(double difference) {
        return Texts.of("figures.points", signed(difference));
    }

    /// A difference of rates as `+4.2`, in points.
    public static String signed(double difference) {
        String text = String.format(Texts.LOCALE, "%+.1f", difference * 100);
        return text.replace('-', '−');
    }

    /// A rate or a difference as `4.2`, in percent or points.
    public static String plain(double rate) {
        return String.format(Texts.LOCALE, "%.1f", rate * 100).replace('-', '−');
    }

    /// What a probability is: `= 0.031`, `< 0.001`.
    public static String probability(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Texts.LOCALE, "= %.3f", p);
    }

    /// A count with thousands marked: `12,480`.
    public static String count(long count) {
        return String.format(Texts.LOCALE, "%,d", count);
    }

    /// A count in little room: `950`, `12.5 k`, `3.1 M`.
    public static String abbreviated(long count) {
        if (count < 10_000) {
            return count(count);
        }
        return count < 1_000_000
                ? String.format(Texts.LOCALE, "%.1f k", count / 1e3)
                : String.format(Texts.LOCALE, "%.1f M", count / 1e6);
    }

    /// A size of a model: `135 M`, `260 k`.
    public static String weights(long parameters) {
        if (parameters >= 1_000_000_000) {
            return String.format(Texts.LOCALE, "%.1f B", parameters / 1e9);
        }
        if (parameters >= 1_000_000) {
            return String.format(Texts.LOCALE, "%.0f M", parameters / 1e6);
        }
        return parameters >= 1_000 ? Math.round(parameters / 1e3) + " k" : Long.toString(parameters);
    }

    /// A duration: `8.4 s`, `3 min 05 s`, `2 h 10 min`.
    public static String duration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 10) {
            return String.format(Texts.LOCALE, "%.1f s", time.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Texts.LOCALE, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Texts.LOCALE, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
    }

    /// Nanoseconds as a duration.
    public static String nanos(long nanos) {
        return duration(Duration.ofNanos(nanos));
    }

    /// A moment in the machine's zone.
    public static String when(Instant instant) {
        return WHEN.format(instant.atZone(ZoneId.systemDefault()));
    }
}
