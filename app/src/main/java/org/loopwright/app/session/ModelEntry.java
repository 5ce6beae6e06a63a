package org.loopwright.app.session;

import org.loopwright.model.ModelCard;

/// A model that can take a role.
///
/// @param id the name that people use
public record ModelEntry(String id, ModelCard card) {
    @Override
    public String toString() {
        return id;
    }
}
