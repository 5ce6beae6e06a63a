package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.loopwright.app.text.Figures;
import org.loopwright.round.RoundEstimate;

/// What round loops will take, as lines.
///
/// @param runs the estimate of each run
record EstimateText(List<RoundEstimate> runs) {
    private static final double GIGABYTE = 1e9;

    void print(PrintWriter out) {
        RoundEstimate first = runs.getFirst();
        out.println(
                "Estimate" + (runs.size() == 1 ? "" : " for " + runs.size() + " runs, shared steps counted each time")
                        + ": at most "
                        + time(runs.stream().mapToDouble(RoundEstimate::seconds).sum()) + basis(first));
        if (runs.size() == 1) {
            first.parts()
                    .forEach(part -> out.println(String.format(
                            Locale.ROOT,
                            "  %-14s %3dx  %,13.0f tokens %s  %s",
                            part.node(),
                            part.times(),
                            part.tokens(),
                            part.kind().equals("train") || part.kind().equals("distil") ? "trained" : "written",
                            time(part.seconds()))));
        }
        looks(out);
        out.println(String.format(
                Locale.ROOT,
                "  kept: %d checkpoints, %s; traces and rows, about %s",
                runs.stream().mapToInt(RoundEstimate::checkpoints).sum(),
                gigabytes(
                        runs.stream().mapToLong(RoundEstimate::checkpointBytes).sum()),
                gigabytes(runs.stream().mapToLong(RoundEstimate::dataBytes).sum())));
        out.println(String.format(
                Locale.ROOT,
                "  while it trains: %s of memory for weights, gradients and moments; %s of saved state, removed at its end",
                gigabytes(runs.stream()
                        .mapToLong(RoundEstimate::memoryBytes)
                        .max()
                        .orElse(0)),
                gigabytes(
                        runs.stream().mapToLong(RoundEstimate::stateBytes).max().orElse(0))));
        out.flush();
    }

    private void looks(PrintWriter out) {
        List<RoundEstimate.Looks> all =
                runs.stream().flatMap(run -> run.looks().stream()).toList();
        if (!all.isEmpty()) {
            out.println(String.format(
                    Locale.ROOT,
                    "  of it, samples during trainings: %d times, %,.0f tokens written, %s; the model is written to the disk"
                            + " each time, %s, and removed",
                    all.stream().mapToInt(RoundEstimate.Looks::times).sum(),
                    all.stream().mapToDouble(RoundEstimate.Looks::tokens).sum(),
                    time(all.stream().mapToDouble(RoundEstimate.Looks::seconds).sum()),
                    gigabytes(all.stream()
                            .mapToLong(RoundEstimate.Looks::bytes)
                            .max()
                            .orElse(0))));
        }
    }

    private static String basis(RoundEstimate estimate) {
        return switch (estimate.basis()) {
            case EARLIER_STEPS -> ", by the speed of earlier steps";
            case PROBE -> ", by a short measurement";
            case NONE -> "";
        };
    }

    private static String time(double seconds) {
        return Double.isNaN(seconds) ? "unknown time" : Figures.duration(Duration.ofMillis(Math.round(1000 * seconds)));
    }

    private static String gigabytes(long bytes) {
        return bytes < GIGABYTE / 100
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / GIGABYTE);
    }
}
