package org.loopwright.model.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jdk.incubator.vector.FloatVector;

/// What this machine's processor can do beyond Java's vectors.
public final class Processor {
    /// A system property that, when it is `off`, has everybody do without machine code.
    private static final String SWITCH = "loopwright.machinecode";

    private static final Processor THIS = new Processor(read());

    private final boolean halves;
    private final boolean bytes;

    /// The answer to the instruction `cpuid`.
    private record Answer(int eax, int ebx, int ecx) {}

    private Processor(boolean[] found) {
        this.halves = found[0];
        this.bytes = found[1];
    }

    /// This machine's.
    public static Processor current() {
        return THIS;
    }

    /// Whether it multiplies pairs of bfloat16 numbers in registers of 512 bits (AVX512_BF16), and the system lets
    /// programs write code.
    public boolean multipliesHalves() {
        return halves;
    }

    /// Whether it multiplies fours of bytes in registers of 512 bits (AVX512_VNNI), and the system lets programs write
    /// code.
    public boolean multipliesBytes() {
        return bytes;
    }

    private static boolean[] read() {
        String kind = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        // Java prefers registers of 512 bits where both the processor and the system have them.
        boolean wide = Set.of("amd64", "x86_64").contains(kind) && FloatVector.SPECIES_PREFERRED.vectorBitSize() == 512;
        if (!wide || "off".equals(System.getProperty(SWITCH))) {
            return new boolean[2];
        }
        boolean bytes = ask(7, 0).map(answer -> (answer.ecx() >> 11 & 1) == 1).orElse(false);
        boolean halves = ask(7, 1).map(answer -> (answer.eax() >> 5 & 1) == 1).orElse(false);
        return new boolean[] {halves, bytes};
    }

    private static Optional<Answer> ask(int leaf, int subleaf) {
        return MachineCode.of(a -> {
                    a.move(Register.RSI, Register.RAX);
                    a.move(Register.RAX, leaf);
                    a.move(Register.RCX, subleaf);
                    a.cpuid();
                    a.store32(Register.RAX, Register.RSI, 0);
                    a.store32(Register.RBX, Register.RSI, 4);
                    a.store32(Register.RCX, Register.RSI, 8);
                })
                .map(code -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment out = arena.allocate(16, 8);
                        code.call(out.address());
                        return new Answer(
                                out.get(ValueLayout.JAVA_INT, 0),
                                out.get(ValueLayout.JAVA_INT, 4),
                                out.get(ValueLayout.JAVA_INT, 8));
                    }
                });
    }
}
