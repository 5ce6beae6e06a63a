package org.loopwright.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.model.ModelCard.LabelUse;

/// Where a checkpoint comes from: the file `loopwright.json` beside the weights.
///
/// @param trainedOn gold labels that training saw
/// @param labels marks that every run with this model shows, such as `format-taught`
/// @param licence of the weights, as an SPDX name
/// @param settings how it was trained: recipe, seed, steps, tokens; in the order they are shown
/// @param evaluation what it reached, name to number
public record TrainingRecord(
        List<LabelUse> trainedOn,
        List<String> labels,
        String licence,
        Map<String, String> settings,
        Map<String, Double> evaluation) {
    /// A model of unknown origin.
    public static final TrainingRecord NONE = new TrainingRecord(List.of(), List.of(), "unknown", Map.of(), Map.of());

    public TrainingRecord {
        trainedOn = List.copyOf(trainedOn);
        labels = List.copyOf(labels);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        evaluation = Collections.unmodifiableMap(new LinkedHashMap<>(evaluation));
    }

    /// This record with one more label, unless it has it.
    public TrainingRecord withLabel(String label) {
        if (labels.contains(label)) {
            return this;
        }
        List<String> all = new ArrayList<>(labels);
        all.add(label);
        return new TrainingRecord(trainedOn, all, licence, settings, evaluation);
    }

    /// Reads the record, or gives [#NONE] when there is no such file.
    static TrainingRecord read(Path file) {
        if (!Files.exists(file)) {
            return NONE;
        }
        ObjectNode json = JsonFile.readObject(file);
        List<LabelUse> trainedOn = new ArrayList<>();
        for (JsonNode use : json.path("trainedOn")) {
            trainedOn.add(
                    new LabelUse(use.path("dataset").asText(), use.path("split").asText()));
        }
        List<String> labels = new ArrayList<>();
        json.path("labels").forEach(label -> labels.add(label.asText()));
        Map<String, String> settings = new LinkedHashMap<>();
        json.path("settings")
                .properties()
                .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
        Map<String, Double> evaluation = new LinkedHashMap<>();
        json.path("evaluation")
                .properties()
                .forEach(e -> evaluation.put(e.getKey(), e.getValue().asDouble()));
        return new TrainingRecord(trainedOn, labels, json.path("licence").asText("unknown"), settings, evaluation);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonFile.object();
        json.put("loopwright", 1);
        json.put("licence", licence);
        ArrayNode uses = json.putArray("trainedOn");
        trainedOn.forEach(use -> uses.addObject().put("dataset", use.dataset()).put("split", use.split()));
        labels.forEach(json.putArray("labels")::add);
        settings.forEach(json.putObject("settings")::put);
        evaluation.forEach(json.putObject("evaluation")::put);
        return json;
    }
}
