package org.loopwright.app.local;

import java.util.List;
import java.util.UUID;
import org.loopwright.app.session.Questions;
import org.loopwright.project.Project;
import org.loopwright.run.OpenQuestion;

/// Questions of the runs of a project of this machine.
///
/// @param by who answers
record LocalQuestions(Project project, String by) implements Questions {
    @Override
    public List<OpenQuestion> of(UUID run) {
        return project.questions(run);
    }

    @Override
    public void answer(UUID run, OpenQuestion question, String text) {
        project.answer(run, question, by, text);
    }
}
