package org.loopwright.experiment;

import java.time.Duration;
import java.util.Locale;

/// What a run will cost, by what was measured before.
///
/// @param items of the run
/// @param promptTokens of all its prompts
/// @param completionTokens that it will write
/// @param seconds of wall time, on this machine as busy as it was then
/// @param bytes of its journal; texts packed, 24 bytes a completion token at most
/// @param from what it rests on, in words
public record RunEstimate(
        int items, double promptTokens, double completionTokens, double seconds, double bytes, String from) {

    /// The sum of two.
    public RunEstimate plus(RunEstimate other) {
        return new RunEstimate(
                items + other.items,
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                seconds + other.seconds,
                bytes + other.bytes,
                from.equals(other.from) ? from : from + "; " + other.from);
    }

    /// `about 2 h 5 min, 1.2 GB`.
    public String text() {
        return "about " + time() + ", " + size();
    }

    /// `2 h 5 min`.
    public String time() {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }

    /// `1.2 GB`.
    public String size() {
        double shown = bytes;
        for (String unit : new String[] {"B", "kB", "MB"}) {
            if (shown < 1000) {
                return String.format(Locale.ROOT, unit.equals("B") ? "%.0f %s" : "%.1f %s", shown, unit);
            }
            shown /= 1000;
        }
        return String.format(Locale.ROOT, "%.1f GB", shown);
    }
}
