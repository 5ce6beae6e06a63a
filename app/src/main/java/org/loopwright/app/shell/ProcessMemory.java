package org.loopwright.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory this program holds, models outside the heap included where the system tells.
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private ProcessMemory() {}

    /// In bytes.
    static long bytes() {
        if (Files.isReadable(STATUS)) {
            try {
                for (String line : Files.readAllLines(STATUS)) {
                    if (line.startsWith(RESIDENT)) {
                        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                    }
                }
            } catch (IOException _) { // no such system: the heap is what can be told
                return heap();
            }
        }
        return heap();
    }

    private static long heap() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
