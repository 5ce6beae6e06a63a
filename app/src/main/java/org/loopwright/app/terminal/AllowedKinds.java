package org.loopwright.app.terminal;

import org.loopwright.app.UserFolders;
import org.loopwright.project.kinds.KindConsent;
import org.loopwright.project.kinds.ProjectKinds;
import org.loopwright.project.kinds.RememberedConsent;

/// Which kinds of nodes a command may load: those that the person agreed to before, in the window, or all with
/// `--allow-kinds`.
final class AllowedKinds {
    /// Set before a command begins, by the option of the root command.
    private static volatile boolean all;

    private AllowedKinds() {}

    static void allow(boolean everything) {
        all = everything;
    }

    static KindConsent consent() {
        return all ? KindConsent.ALL : new RememberedConsent(UserFolders.agreedKinds());
    }

    /// Says on the error stream which jars of a project were not loaded, and why.
    static void report(ProjectKinds kinds) {
        kinds.problems().forEach(problem -> System.err.println("loopwright: " + problem));
    }
}
