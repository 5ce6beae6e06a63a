package org.loopwright.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Failure;
import org.loopwright.loop.NodeKinds;
import org.loopwright.project.kinds.KindJar;
import org.loopwright.project.kinds.ProjectKinds;

/// Kinds of nodes that the open project brings: nothing of them is loaded before the person was asked and agreed.
final class KindsGate {
    private final ProjectOpener opener;
    private final Background background;
    private final Consumer<Failure> failures;
    private final Consumer<Path> reopen;
    private volatile ProjectKinds current = ProjectKinds.installed();
    private BiConsumer<Path, List<ProjectKinds.Jar>> question = (folder, jars) -> {};

    /// @param failures shows why a jar was not loaded
    /// @param reopen opens the project again, now with what was agreed to
    KindsGate(ProjectOpener opener, Background background, Consumer<Failure> failures, Consumer<Path> reopen) {
        this.opener = opener;
        this.background = background;
        this.failures = failures;
        this.reopen = reopen;
    }

    /// Always the kinds of the project that is open.
    NodeKinds kinds() {
        return NodeKinds.following(() -> current.kinds());
    }

    /// Opens a project and takes its kinds. Slow: call it off the window's thread.
    ProjectSession open(Path folder) {
        ProjectSession opened = opener.open(folder);
        current = opened.kinds();
        return opened;
    }

    /// @param asks the person, who answers by [#agree], [#refuse] or [#goOn]
    void onQuestion(BiConsumer<Path, List<ProjectKinds.Jar>> asks) {
        question = asks;
    }

    /// Asks about what the project brings, when there is something to ask; says what was not loaded.
    void ask(Path folder) {
        ProjectKinds kinds = current;
        kinds.jars().stream()
                .filter(jar -> jar.state() == ProjectKinds.State.BROKEN || jar.state() == ProjectKinds.State.REFUSED)
                .forEach(this::tell);
        if (!kinds.questions().isEmpty()) {
            question.accept(folder, kinds.questions());
        }
    }

    /// The person agreed: the project is opened again with these.
    void agree(Path folder, List<ProjectKinds.Jar> jars) {
        remember(folder, jars, opener::agree);
    }

    /// The person refused, for good.
    void refuse(Path folder, List<ProjectKinds.Jar> jars) {
        remember(folder, jars, opener::refuse);
    }

    /// The project goes on without them.
    void goOn(List<ProjectKinds.Jar> jars) {
        jars.forEach(this::tell);
    }

    private void remember(Path folder, List<ProjectKinds.Jar> jars, Consumer<List<KindJar>> answer) {
        List<KindJar> named = jars.stream().map(ProjectKinds.Jar::jar).toList();
        background.run(
                Texts.of("work.kinds"),
                () -> {
                    answer.accept(named);
                    return folder;
                },
                reopen);
    }

    private void tell(ProjectKinds.Jar jar) {
        failures.accept(new Failure(Texts.of("work.kinds"), jar.problem()));
    }
}
