package org.loopwright.app.testing;

import java.util.List;
import java.util.UUID;
import org.loopwright.app.session.Questions;
import org.loopwright.run.OpenQuestion;

/// Runs that are played ask nobody.
record FakeQuestions() implements Questions {
    @Override
    public List<OpenQuestion> of(UUID run) {
        return List.of();
    }

    @Override
    public void answer(UUID run, OpenQuestion question, String text) {
        throw new IllegalStateException("nothing is asked");
    }
}
