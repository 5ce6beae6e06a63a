package org.loopwright.model.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/// Puts machine code where the processor may run it: pages that are written first, and then can be run but no longer be
/// written. Pages stay until the program ends.
final class ExecutableMemory {
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int RUN = 4;
    private static final int PRIVATE = 2;
    private static final int ANONYMOUS_LINUX = 0x20;
    private static final int ANONYMOUS_MAC = 0x1000;

    private static final int COMMIT_AND_RESERVE = 0x3000;
    private static final int WINDOWS_READ_WRITE = 4;
    private static final int WINDOWS_RUN = 0x20;

    private ExecutableMemory() {}

    static boolean windows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /// The code's address, or nothing when the system gives no such memory.
    static Optional<MemorySegment> of(byte[] code) {
        try {
            return windows() ? windows(code) : posix(code);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the system's memory calls can't be made", e);
        }
    }

    private static Optional<MemorySegment> posix(byte[] code) throws Throwable {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        MethodHandle map = call(
                "mmap",
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG);
        MethodHandle protect = call(
                "mprotect", ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        long length = code.length;
        int flags = PRIVATE | (mac ? ANONYMOUS_MAC : ANONYMOUS_LINUX);
        long address = (long) map.invokeExact(0L, length, READ | WRITE, flags, -1, 0L);
        if (address == -1) {
            return Optional.empty();
        }
        copy(code, address);
        int failed = (int) protect.invokeExact(address, length, READ | RUN);
        return failed == 0 ? Optional.of(MemorySegment.ofAddress(address)) : Optional.empty();
    }

    private static Optional<MemorySegment> windows(byte[] code) throws Throwable {
        MethodHandle allocate = call(
                "VirtualAlloc",
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT);
        MethodHandle protect = call(
                "VirtualProtect",
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS);
        long length = code.length;
        long address = (long) allocate.invokeExact(0L, length, COMMIT_AND_RESERVE, WINDOWS_READ_WRITE);
        if (address == 0) {
            return Optional.empty();
        }
        copy(code, address);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment before = arena.allocate(ValueLayout.JAVA_INT);
            int done = (int) protect.invokeExact(address, length, WINDOWS_RUN, before);
            return done != 0 ? Optional.of(MemorySegment.ofAddress(address)) : Optional.empty();
        }
    }

    private static void copy(byte[] code, long address) {
        MemorySegment.ofAddress(address).reinterpret(code.length).copyFrom(MemorySegment.ofArray(code));
    }

    private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        MemorySegment function = windows()
                ? SymbolLookup.libraryLookup("kernel32", Arena.global()).findOrThrow(name)
                : linker.defaultLookup().findOrThrow(name);
        return linker.downcallHandle(function, FunctionDescriptor.of(result, arguments));
    }
}
