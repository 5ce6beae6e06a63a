package org.loopwright.app.session;

import java.util.List;
import java.util.UUID;
import org.loopwright.run.OpenQuestion;

/// The questions that runs ask people. Every method may be slow.
public interface Questions {
    /// The open questions of a run, in the order in which they were asked.
    List<OpenQuestion> of(UUID run);

    /// Answers a question of a run that is not running now.
    void answer(UUID run, OpenQuestion question, String text);
}
