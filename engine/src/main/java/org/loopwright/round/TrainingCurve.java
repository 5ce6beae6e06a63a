package org.loopwright.round;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.journal.Observed;
import org.loopwright.train.TrainListener;

/// The curve of one training: what its steps measured, thinned to some hundred points. Kept in a file while the
/// training goes on, so that one that was killed shows the whole curve at its end. Belongs to the trainer's thread.
final class TrainingCurve {
    private static final int POINTS = 240;
    private static final String SEPARATOR = "\t";

    private final Path file;
    private final Map<Integer, Map<String, Double>> points = new LinkedHashMap<>();

    /// @param file beside the checkpoint's folder; read when an earlier sitting left it
    TrainingCurve(Path file) {
        this.file = file;
        read();
    }

    /// Notes a step. Those that a resumed training does again replace what they said before.
    void add(TrainListener.Progress progress) {
        points.keySet().removeIf(step -> step > progress.step());
        int every = Math.max(1, progress.steps() / POINTS);
        boolean shown = progress.step() % every == 0
                || progress.step() == 1
                || progress.step() == progress.steps()
                || !progress.evaluation().isEmpty();
        if (shown) {
            Map<String, Double> numbers = numbers(progress);
            points.put(progress.step(), numbers);
            write(progress.step(), numbers);
        }
    }

    /// What a step measured, by names that are the same everywhere.
    static Map<String, Double> numbers(TrainListener.Progress progress) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("loss", progress.loss());
        numbers.putAll(progress.parts());
        progress.evaluation().forEach((name, value) -> numbers.put(name.replace(' ', '_'), value));
        return numbers;
    }

    /// Step by step; empty when nothing was noted.
    Map<String, List<Double>> curve() {
        Map<String, List<Double>> curve = new LinkedHashMap<>();
        if (points.isEmpty()) {
            return curve;
        }
        Set<String> names = new LinkedHashSet<>();
        points.values().forEach(numbers -> names.addAll(numbers.keySet()));
        curve.put(
                Observed.STEP,
                points.keySet().stream().map(Integer::doubleValue).toList());
        names.forEach(name -> curve.put(
                name,
                points.values().stream()
                        .map(numbers -> numbers.getOrDefault(name, Double.NaN))
                        .toList()));
        return curve;
    }

    /// Forgets the file: the curve is in the journal now.
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // A leftover of some kilobytes, which the next training of this step reads and replaces.
        }
    }

    private void write(int step, Map<String, Double> numbers) {
        StringBuilder line = new StringBuilder(Integer.toString(step));
        numbers.forEach((name, value) ->
                line.append(SEPARATOR).append(name).append(SEPARATOR).append(value));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    line.append('\n'),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException _) {
            // Only the look of a training that is killed hangs on it; a full disk stops the training itself.
        }
    }

    private void read() {
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                read(List.of(line.split(SEPARATOR)));
            }
        } catch (IOException | NumberFormatException _) {
            // A line that a kill cut short ends the curve.
        }
    }

    private void read(List<String> parts) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (int i = 1; i + 1 < parts.size(); i += 2) {
            numbers.put(parts.get(i), Double.parseDouble(parts.get(i + 1)));
        }
        int step = Integer.parseInt(parts.getFirst());
        points.keySet().removeIf(later -> later > step);
        points.put(step, numbers);
    }
}
