package org.loopwright.testing;

import java.util.List;
import org.loopwright.model.LanguageModel;
import org.loopwright.serve.ServedModels;

/// Offers one open model.
public record OneModel(LanguageModel model) implements ServedModels {
    @Override
    public List<String> ids() {
        return List.of(model.card().id());
    }

    @Override
    public LanguageModel open(String id) {
        return model;
    }
}
