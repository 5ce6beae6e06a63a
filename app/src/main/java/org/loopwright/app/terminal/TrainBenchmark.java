package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.terminal.TrainSpeed.Shape;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.train.TrainingSettings.Precision;
import org.loopwright.train.djl.DjlMovingModels;

/// `bench train --peers`: training against PyTorch eager and PEFT on this machine, in one run.
final class TrainBenchmark {
    static final String NAME = "train";
    private static final int THREADS = 1;

    private final String python;
    private final Path script;
    private final int rounds;
    private final PrintWriter out;

    /// @param script `engine/src/bench/train_peer.py`
    /// @param rounds turns of each side
    TrainBenchmark(String python, Path script, int rounds, PrintWriter out) {
        this.python = python;
        this.script = script;
        this.rounds = rounds;
        this.out = out;
    }

    /// @param base a model for the comparison with PEFT; null leaves it out
    Map<String, Object> measure(@Nullable Path base) throws InterruptedException {
        Map<String, Object> all = new LinkedHashMap<>();
        try (DjlModels models = DjlModels.onCpu(THREADS)) {
            if (base != null) {
                // First: the peak of memory is the process's.
                TrainLora.Result lora = new TrainLora(base, models, THREADS).measure(python, script);
                out.println(TrainLora.line(lora));
                out.flush();
                all.put("lora", lora);
            }
            all.put("speed", speed(models));
        }
        return all;
    }

    private List<TrainSpeed.Result> speed(DjlModels models) throws InterruptedException {
        TrainSpeed speed = new TrainSpeed(new DjlMovingModels(models.device()), rounds);
        List<TrainSpeed.Result> results = new ArrayList<>();
        for (Shape shape : List.of(Shape.TINY, Shape.SMOL)) {
            for (Precision precision : Precision.values()) {
                try (TrainPeer peer =
                        new TrainPeer(python, script, "speed", TrainSpeed.job(shape, precision, THREADS))) {
                    TrainSpeed.Result result = speed.measure(shape, precision, peer);
                    results.add(result);
                    out.println(String.format(
                            Locale.ROOT,
                            "%-18s %9.0f tokens/s, PyTorch eager %9.0f, ratio %.3f (bar %.2f)  %-4s  rounds %s, %d thread",
                            result.name(),
                            result.ours(),
                            result.peer(),
                            result.ratio(),
                            result.bar(),
                            result.ratio() >= result.bar() ? "met" : "MISS",
                            result.ratios().stream()
                                    .map(r -> String.format(Locale.ROOT, "%.2f", r))
                                    .toList(),
                            result.threads()));
                    out.flush();
                }
            }
        }
        return results;
    }
}
