package org.loopwright.app.design;

import java.nio.file.Path;
import org.loopwright.app.local.LocalProjects;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.testing.RefiningModels;
import org.loopwright.app.work.Background;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.edit.LoopChange;

/// Edits a project's loop step after step until it is killed, and says after each which one that was.
final class EditForever {
    private EditForever() {}

    public static void main(String[] arguments) {
        ProjectSession session = new LocalProjects(new RefiningModels()).open(Path.of(arguments[0]));
        DesignViewModel model = new DesignViewModel(
                new Background(Runnable::run, Runnable::run, failure -> {
                    throw new IllegalStateException(failure.message());
                }),
                NodeKinds.installed());
        model.use(session, Runnable::run);
        LoopEntry loop = session.loops().stream()
                .filter(entry -> entry.fileName().equals(arguments[1]))
                .findFirst()
                .orElseThrow();
        model.know(session.loops());
        model.show(loop);
        for (long step = Long.parseLong(arguments[2]); ; step++) {
            model.change(new LoopChange.SetParam("step", step));
            System.out.println(step);
            System.out.flush();
        }
    }
}
