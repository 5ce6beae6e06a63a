package org.loopwright.model.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Reads memory as fast as one core can, in the way of the kernels of this package: whole cache lines, asked for ahead.
/// What is read goes nowhere.
public final class MemoryRead {
    private static final int LINE = 64;
    private static final int LINES = 8;
    private static final int AHEAD = 4096;

    private final MachineCode code;

    private MemoryRead(MachineCode code) {
        this.code = code;
    }

    /// The code, or nothing where it can't run.
    public static Optional<MemoryRead> of() {
        return Processor.current().multipliesHalves()
                ? MachineCode.of(MemoryRead::write).map(MemoryRead::new)
                : Optional.empty();
    }

    /// Reads a segment outside Java's heap, in whole steps of 512 bytes.
    public void read(MemorySegment memory) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment arguments = arena.allocate(2L * Long.BYTES, Long.BYTES);
            arguments.setAtIndex(ValueLayout.JAVA_LONG, 0, memory.address());
            arguments.setAtIndex(ValueLayout.JAVA_LONG, 1, memory.byteSize() / ((long) LINE * LINES));
            code.call(arguments.address());
        }
    }

    private static void write(Assembler a) {
        a.load(Register.RCX, Register.RAX, 0);
        a.load(Register.RBX, Register.RAX, 8);
        Assembler.Label turn = a.label();
        for (int i = 0; i < LINES; i++) {
            a.loadVector(16 + i, Register.RCX, i * LINE);
        }
        for (int i = 0; i < LINES; i++) {
            a.prefetch(Register.RCX, AHEAD + i * LINE, true);
        }
        a.add(Register.RCX, LINES * LINE);
        a.loop(Register.RBX, turn);
        a.endVectors();
    }
}
