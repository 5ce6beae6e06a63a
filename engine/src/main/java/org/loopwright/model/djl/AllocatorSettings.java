package org.loopwright.model.djl;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Keeps glibc from giving memory back to the system after every tensor: page faults otherwise cost a
/// third of the time of a training step. Where there is no `mallopt` (Windows, macOS, musl) nothing
/// happens.
final class AllocatorSettings {
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_THRESHOLD = -3;

    private AllocatorSettings() {}

    /// Must run before the native engine allocates.
    static void apply() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> symbol = linker.defaultLookup().find("mallopt");
        if (symbol.isEmpty()) {
            return;
        }
        MethodHandle mallopt = linker.downcallHandle(
                symbol.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        set(mallopt, M_MMAP_THRESHOLD, 1 << 30);
        set(mallopt, M_TRIM_THRESHOLD, Integer.MAX_VALUE);
        set(mallopt, M_TOP_PAD, 64 << 20);
    }

    private static void set(MethodHandle mallopt, int option, int value) {
        try {
            // A refusal (result 0) leaves the default, which is only slower.
            int ignored = (int) mallopt.invokeExact(option, value);
        } catch (Throwable e) {
            throw new IllegalStateException("mallopt(" + option + ", " + value + ") can't be called", e);
        }
    }
}
