package org.loopwright.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.loopwright.model.djl.KernelModule;
import org.loopwright.model.files.LoraLayout;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.train.Reading;
import org.loopwright.train.TrainedWeights;
import org.loopwright.train.TrainedWeights.Lora;
import org.loopwright.train.TrainingSettings.Precision;

/// The kernels of `training.ts` for one model shape, precision, kind of weights and set of readings. Only for
/// the device's thread.
final class TrainingKernels implements AutoCloseable {
    /// Whether the native engine has oneDNN, whose products in single precision are up to twice as fast as those of the
    /// library that it takes by itself.
    private static final boolean BLOCKED =
            Set.of("amd64", "x86_64").contains(System.getProperty("os.arch").toLowerCase(Locale.ROOT));

    private final PtNDManager manager;
    private final PtSymbolBlock block;
    private final boolean adapts;
    private final boolean frozenHalf;

    TrainingKernels(
            PtNDManager manager,
            ModelConfig config,
            TrainedWeights weights,
            Precision precision,
            Set<Reading> readings) {
        this.manager = manager;
        this.adapts = weights instanceof Lora;
        this.frozenHalf = adapts && precision == Precision.BF16;
        Set<String> on = switches(weights, precision, readings);
        on.add(config.tiedEmbeddings() ? "tied" : "untied");
        try {
            InputStream text = TrainingKernels.class.getResourceAsStream("training.ts");
            this.block = KernelModule.load(manager, Objects.requireNonNull(text), config, on, numbers(config, weights));
        } catch (IOException e) {
            throw new UncheckedIOException("the training kernels can't be read", e);
        }
    }

    private Set<String> switches(TrainedWeights weights, Precision precision, Set<Reading> readings) {
        Set<String> on = new HashSet<>();
        for (Reading reading : readings) {
            switch (reading) {
                case LOG_PROB -> {}
                case MEAN_LOG_PROB -> on.add("mean");
                case ENTROPY -> on.add("entropy");
                case WATCHED_ENTROPY -> {}
                case FORWARD_KL -> on.add("forwardkl");
                case REVERSE_KL -> on.add("reversekl");
                case VALUE -> on.add("value");
            }
        }
        if (!on.contains("value")) {
            // One fused cross-entropy where nothing else is read of the distribution.
            on.add(on.isEmpty() ? "plain" : "whole");
            on.add("distribution");
            if (readings.contains(Reading.WATCHED_ENTROPY)) {
                on.add("watched");
            }
        }
        if (precision == Precision.BF16) {
            on.add("half");
        } else if (BLOCKED) {
            on.add("blocked");
        }
        if (frozenHalf) {
            on.add("frozenhalf");
        }
        if (weights instanceof Lora lora) {
            on.add("lora");
            addTargets(on, lora);
        }
        return on;
    }

    private static void addTargets(Set<String> on, Lora lora) {
        List<String> three = List.of("q", "k", "v");
        boolean any = three.stream().anyMatch(t -> lora.targets().contains(t + "_proj"));
        for (String target : List.of("q", "k", "v", "o", "gate", "up", "down")) {
            if (lora.targets().contains(target + "_proj")) {
                on.add("lora" + target);
            } else if (any && three.contains(target)) {
                on.add("lorano" + target);
            }
        }
        if (any) {
            on.add("loraqkv");
        }
    }

    private Map<String, String> numbers(ModelConfig config, TrainedWeights weights) {
        Map<String, String> numbers = new HashMap<>();
        List<KernelModule.Piece> pieces = KernelModule.layer(config);
        for (int i = 0; i < pieces.size(); i++) {
            numbers.put(pieces.get(i).name(), String.valueOf(i));
        }
        numbers.put(
                "LAYERSIZES", pieces.stream().map(p -> String.valueOf(p.size())).collect(Collectors.joining(", ")));
        numbers.put("KEYVALUE", String.valueOf(config.keyValueWidth()));
        numbers.put("TAIL", String.valueOf(config.hiddenSize() + (long) config.vocabularySize() * config.hiddenSize()));
        numbers.put("EMBEDDING", frozenHalf ? "m[0]" : "w[0]");
        numbers.put("MATRICES", frozenHalf ? "m[i+1]" : "w[i+1]");
        numbers.put("ADAPTER", adapts ? "l[i]" : "w[i+1]");
        numbers.put("LISTS", (frozenHalf ? "m, " : "") + (adapts ? "l, " : ""));
        // The text of a change is compiled in any case.
        numbers.put("RANK", "1");
        numbers.put("LORASCALE", "1.0");
        if (weights instanceof Lora lora) {
            addRanks(numbers, new LoraLayout(config, lora.rank(), lora.targets()).layer(), lora);
        }
        return numbers;
    }

    private static void addRanks(Map<String, String> numbers, List<LoraLayout.Change> layer, Lora lora) {
        numbers.put("RANK", String.valueOf(lora.rank()));
        numbers.put("LORASCALE", String.valueOf(lora.alpha() / lora.rank()));
        numbers.put(
                "LORASIZES",
                layer.stream()
                        .map(c -> lora.rank() * c.matrix().columns() + ", "
                                + c.matrix().rows() * lora.rank())
                        .collect(Collectors.joining(", ")));
        for (int i = 0; i < layer.size(); i++) {
            String target = layer.get(i).target().replace("_proj", "").toUpperCase(Locale.ROOT);
            numbers.put("LORA" + target, String.valueOf(2 * i));
        }
    }

    /// Whether the kernels take adapters.
    boolean adapts() {
        return adapts;
    }

    /// Whether frozen matrices are kept in bf16.
    boolean frozenHalf() {
        return frozenHalf;
    }

    /// Calls a kernel in the gradient mode of the moment, as it is written: the optimizer of graphs watches the
    /// first calls and computes the later ones in another order, so a training that was resumed would differ in
    /// the last bits from one that never stopped.
    PtNDArray forward(String kernel, NDList inputs) {
        NDArray method = manager.ones(new Shape(1));
        method.setName("module_method:" + kernel);
        inputs.add(method);
        JniUtils.setGraphExecutorOptimize(false);
        try {
            return (PtNDArray) IValueUtils.forward(block, inputs, true).head();
        } finally {
            JniUtils.setGraphExecutorOptimize(true);
        }
    }

    /// Calls a kernel that carries no gradient; the caller closes the result.
    IValue run(String kernel, IValue... arguments) {
        return IValueUtils.runMethod(block, kernel, arguments);
    }

    @Override
    public void close() {
        block.close();
    }
}
