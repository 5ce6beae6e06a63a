package org.loopwright.app.trial;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.loopwright.trial.BenchAnswer;

/// One completion while it streams and after.
final class Sample {
    private final int number;
    private final StringProperty text = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable BenchAnswer> answer = new SimpleObjectProperty<>();

    /// @param number from 0
    Sample(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /// What was written so far.
    StringProperty textProperty() {
        return text;
    }

    /// What came of it, or null while it goes on.
    ObjectProperty<@Nullable BenchAnswer> answerProperty() {
        return answer;
    }
}
