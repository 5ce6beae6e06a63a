package org.loopwright.tool.sandbox;

import java.util.Arrays;
import java.util.Optional;

/// How a program in the sandbox ended. Closed set.
public enum Verdict {
    /// It ran to its end, and so did its tests.
    PASSED("passed"),
    /// It or a test raised an error; the detail names the assertion.
    FAILED("failed"),
    /// It used up its time.
    TIMED_OUT("timed out"),
    /// It asked for more memory than it may have.
    OUT_OF_MEMORY("out of memory"),
    /// It started more processes or threads than it may.
    TOO_MANY_PROCESSES("too many processes"),
    /// It asked for the network.
    NETWORK_REFUSED("network refused"),
    /// It asked for a file outside its own folder, or wrote more than it may.
    FILE_REFUSED("file refused"),
    /// The interpreter died, or the program left before its tests had run.
    CRASHED("crashed");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /// The name in journals and on screen.
    public String label() {
        return label;
    }

    /// The verdict with this label, or empty.
    public static Optional<Verdict> of(String label) {
        return Arrays.stream(values()).filter(v -> v.label.equals(label)).findFirst();
    }
}
