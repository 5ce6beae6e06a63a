package org.loopwright.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.loopwright.loop.LoopException;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.files.ParameterLayout.Parameter;

/// How a checkpoint differs from the model that it was trained from.
///
/// @param moved norm of the weights' change over the norm of the parent's weights
/// @param tensors the same for each tensor, those that moved most first
/// @param settings what their cards say differently: name -> parent's and own
public record CheckpointComparison(double moved, List<Tensor> tensors, Map<String, Two> settings) {
    private static final Set<String> NOT_COMPARED =
            Set.of("parent", "parent-name", "data", "rows", "job", "run", "seconds", "step");

    public CheckpointComparison {
        tensors = List.copyOf(tensors);
        settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /// How far a tensor moved.
    public record Tensor(String name, double moved) {}

    /// What the parent's card says, and the checkpoint's own; empty where one says nothing.
    public record Two(String parent, String own) {}

    /// Compares two models of one shape. Reads all weights of both.
    ///
    /// @throws LoopException when their shapes differ
    public static CheckpointComparison of(ModelFiles parent, ModelFiles own) {
        ParameterLayout layout = ParameterLayout.of(own.config());
        if (!layout.parameters().equals(ParameterLayout.of(parent.config()).parameters())) {
            throw new LoopException(
                    own.id() + " and " + parent.id() + " have different shapes: their weights can't be compared");
        }
        float[] before = parent.readWeights();
        float[] after = own.readWeights();
        List<Tensor> tensors = new ArrayList<>();
        for (Parameter parameter : layout.parameters()) {
            int from = parameter.offset();
            tensors.add(new Tensor(parameter.name(), moved(before, after, from, from + parameter.size())));
        }
        tensors.sort(Comparator.comparingDouble(Tensor::moved).reversed());
        return new CheckpointComparison(
                moved(before, after, 0, before.length),
                tensors,
                settings(parent.record().settings(), own.record().settings()));
    }

    private static double moved(float[] before, float[] after, int from, int to) {
        double change = 0;
        double norm = 0;
        for (int i = from; i < to; i++) {
            double difference = (double) after[i] - before[i];
            change += difference * difference;
            norm += (double) before[i] * before[i];
        }
        return norm == 0 ? (change == 0 ? 0 : Double.POSITIVE_INFINITY) : Math.sqrt(change / norm);
    }

    private static Map<String, Two> settings(Map<String, String> parent, Map<String, String> own) {
        Map<String, Two> different = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>(parent.keySet());
        names.addAll(own.keySet());
        names.removeAll(NOT_COMPARED);
        for (String name : names) {
            String before = parent.getOrDefault(name, "");
            String after = own.getOrDefault(name, "");
            if (!Objects.equals(before, after)) {
                different.put(name, new Two(before, after));
            }
        }
        return different;
    }
}
