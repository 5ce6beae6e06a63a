package org.loopwright.app.session;

import org.jspecify.annotations.Nullable;
import org.loopwright.model.ModelCard;

/// A model that can take a role.
///
/// @param id the name that people use
/// @param card what is known of it, or null when its files are wrong
/// @param problem what is wrong with its files; empty when nothing is
public record ModelEntry(String id, @Nullable ModelCard card, String problem) {
    /// A model whose files are whole.
    public ModelEntry(String id, ModelCard card) {
        this(id, card, "");
    }

    @Override
    public String toString() {
        return id;
    }
}
