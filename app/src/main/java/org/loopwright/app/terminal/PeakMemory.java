package org.loopwright.app.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// This process's resident memory.
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private PeakMemory() {}

    /// In MiB; NaN where the operating system does not say.
    static double mebibytes() {
        return read("VmHWM:");
    }

    /// What is resident now, in MiB; NaN where the operating system does not say.
    static double residentMebibytes() {
        return read("VmRSS:");
    }

    private static double read(String name) {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                }
            }
        } catch (IOException _) {
            // Not Linux.
        }
        return Double.NaN;
    }
}
