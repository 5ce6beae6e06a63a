package org.loopwright.app.sweep;

import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.loopwright.experiment.Factor;
import org.loopwright.project.ProjectException;

/// What is typed of one factor.
final class FactorRow {
    private final StringProperty target = new SimpleStringProperty("");
    private final StringProperty values = new SimpleStringProperty("");

    FactorRow(String target, String values) {
        this.target.set(target);
        this.values.set(values);
    }

    StringProperty targetProperty() {
        return target;
    }

    StringProperty valuesProperty() {
        return values;
    }

    /// The factor; empty while something is left to type.
    ///
    /// @throws ProjectException when it is none
    Optional<Factor> factor() {
        return target.get().isBlank() || values.get().isBlank()
                ? Optional.empty()
                : Optional.of(Factor.of(target.get().strip(), values.get()));
    }
}
