package org.loopwright.app.run;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ModelEntry;

/// A model role of the chosen loop, and the model that takes it.
public final class RoleChoice {
    private final String role;
    private final ObjectProperty<@Nullable ModelEntry> model = new SimpleObjectProperty<>();

    RoleChoice(String role, @Nullable ModelEntry first) {
        this.role = role;
        model.set(first);
    }

    /// The role's name.
    public String role() {
        return role;
    }

    /// The chosen model, or null.
    public ObjectProperty<@Nullable ModelEntry> modelProperty() {
        return model;
    }
}
