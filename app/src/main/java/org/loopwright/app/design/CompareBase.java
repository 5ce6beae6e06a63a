package org.loopwright.app.design;

import java.util.UUID;

/// What the loop under work is compared with. Closed set.
sealed interface CompareBase {
    /// What people call it.
    String label();

    /// Its file as it was saved last.
    record SavedFile(String label) implements CompareBase {}

    /// The loop that came with the recipe that the project was made from.
    ///
    /// @param fileName of the loop in the recipe
    record Recipe(String label, String fileName) implements CompareBase {}

    /// Another loop of the project.
    record OtherLoop(String label, String fileName) implements CompareBase {}

    /// The loop that a run kept when it started, with the parameters that it was given.
    record OfRun(String label, UUID run) implements CompareBase {}
}
