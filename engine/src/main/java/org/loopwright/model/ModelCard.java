package org.loopwright.model;

import java.util.List;
import java.util.Objects;

/// What is known of a model without opening its weights.
///
/// @param id the name that people use, `student` or `SmolLM2-135M-Instruct`
/// @param hash SHA-256 over tensors, config, tokenizer and template, hexadecimal
/// @param parameters number of weights, at least 0
/// @param trainedOn the label sources that the checkpoint carries, `label(arithmetic,train)`; empty
///     when it saw no labels
/// @param labels marks such as `format-taught` that every run with this model shows
/// @param exact true when a completion never depends on the batch that it was decoded in
/// @param device where it runs, `cpu` or `cuda:0`
/// @param numerics number formats and kernels in words, `fp32, rows padded to 8, keys to 64, 2 threads`
public record ModelCard(
        String id,
        String hash,
        long parameters,
        List<LabelUse> trainedOn,
        List<String> labels,
        boolean exact,
        String device,
        String numerics) {
    public ModelCard {
        Objects.requireNonNull(id);
        Objects.requireNonNull(hash);
        trainedOn = List.copyOf(trainedOn);
        labels = List.copyOf(labels);
        if (parameters < 0) {
            throw new IllegalArgumentException("parameters " + parameters + " is below 0");
        }
    }

    /// Gold labels of a dataset's split that were used in training.
    public record LabelUse(String dataset, String split) {}
}
