package org.loopwright.app.design;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;

/// Writes the loop under work into the project: when asked, its file; after every step, a copy beside it,
/// so that a kill loses nothing.
final class LoopKeeper {
    private final Background background;
    private @Nullable ProjectSession session;
    private Consumer<Runnable> afterSave = Runnable::run;

    LoopKeeper(Background background) {
        this.background = background;
    }

    /// Works on the loops of a project.
    ///
    /// @param saved called on the window's thread when a loop was written, with what waits for it
    void use(@Nullable ProjectSession project, Consumer<Runnable> saved) {
        session = project;
        afterSave = saved;
    }

    /// Looks for what was kept of a loop and never saved.
    void restore(LoopDocument document, Consumer<String> found) {
        ProjectSession project = session;
        if (project != null) {
            background.run(
                    Texts.of("work.unsaved", document.fileName()),
                    () -> project.unsaved(document.fileName()),
                    (Optional<String> kept) -> kept.ifPresent(found));
        }
    }

    /// Keeps the loop's text beside its file.
    void keep(LoopDocument document) {
        ProjectSession project = session;
        if (project != null) {
            String kept = document.text();
            background.run(
                    Texts.of("work.keep", document.fileName()),
                    () -> {
                        keep(project, document, kept);
                        return kept;
                    },
                    done -> {});
        }
    }

    /// Steps may be kept out of order: only the latest text is worth it.
    private static void keep(ProjectSession project, LoopDocument document, String kept) {
        synchronized (document) {
            if (kept.equals(document.text())) {
                project.keepUnsaved(document.fileName(), kept);
            }
        }
    }

    /// Writes another loop's file.
    ///
    /// @param then called on the window's thread when it is there
    void write(String fileName, String text, Runnable then) {
        ProjectSession project = session;
        if (project != null) {
            background.run(
                    Texts.of("work.save", fileName),
                    () -> {
                        project.saveLoop(fileName, text);
                        return text;
                    },
                    done -> {
                        then.run();
                        afterSave.accept(() -> {});
                    });
        }
    }

    /// Writes the loop's file.
    ///
    /// @param done called on the window's thread with the text that was written
    /// @param then what waits until the project knows it
    void save(LoopDocument document, Consumer<String> done, Runnable then) {
        ProjectSession project = session;
        if (project == null) {
            return;
        }
        String written = document.text();
        background.run(
                Texts.of("work.save", document.fileName()),
                () -> {
                    synchronized (document) {
                        project.saveLoop(document.fileName(), written);
                    }
                    return written;
                },
                text -> {
                    done.accept(text);
                    afterSave.accept(then);
                });
    }
}
