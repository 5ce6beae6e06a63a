package org.loopwright.model.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The product of a vector in bytes with a matrix in 4 or 8 bits, where both have scales for groups of [#GROUP]
/// columns:
/// `y[n] = r[n] sum_g s[n][g] t[g] sum_{k in g} (w[n][k] - zero) x[k]`, with integers `w` from 0 on and `x` signed.
///
/// [#WIDTH] outputs are a panel. For each group it holds registers of 16 outputs with four columns each (in 4 bits,
/// with
/// eight: the first four in the low halves of the bytes), and, in 4 bits, a register of the scales `s`, in bfloat16,
/// those
/// of the second 16 outputs in the high halves. After its groups, an 8-bit panel holds two registers of the scales `r`;
/// in 4 bits these are 1, in 8 bits `s` is.
///
/// For one thread. The memory at the addresses is the caller's to keep.
public final class GroupProduct {
    /// Outputs of a panel; a matrix has a multiple of them.
    public static final int WIDTH = 32;
    /// Columns of a group.
    public static final int GROUP = 32;
    /// How much the sum of a group's integers is off with 4 bits, times the sum of its `x`.
    public static final int ZERO_OF_FOUR = 8;
    /// The same with 8 bits.
    public static final int ZERO_OF_EIGHT = 128;

    private static final int LINE = 64;
    private static final int FOURS = GROUP / 4;
    private static final int AHEAD = 4096;

    private static final int LOW_NIBBLES = 5;
    private static final int HIGH_WORDS = 4;
    private static final int SUM = 16;
    private static final int TOTAL = 30;

    private static final Map<Shape, Optional<MachineCode>> WRITTEN = new ConcurrentHashMap<>();

    private final MemorySegment arguments;
    private final MachineCode code;

    /// What code is written for.
    private record Shape(int columns, boolean four) {}

    private GroupProduct(Arena arena, MachineCode code) {
        this.arguments = arena.allocate(6L * Long.BYTES, Long.BYTES);
        this.code = code;
        arguments.setAtIndex(ValueLayout.JAVA_INT, 10, 0x0f0f0f0f);
        arguments.setAtIndex(ValueLayout.JAVA_INT, 11, 0xffff0000);
    }

    /// Writes the code for matrices of so many columns, or gives nothing where it can't run.
    ///
    /// @param columns a multiple of [#GROUP]
    /// @param four whether weights have 4 bits, or 8
    /// @param arena keeps the memory that calls use
    public static Optional<GroupProduct> of(int columns, boolean four, Arena arena) {
        if (columns % GROUP != 0) {
            throw new IllegalArgumentException(columns + " columns are no multiple of " + GROUP);
        }
        if (!Processor.current().multipliesBytes()) {
            return Optional.empty();
        }
        return WRITTEN.computeIfAbsent(new Shape(columns, four), s -> MachineCode.of(a -> write(a, s)))
                .map(code -> new GroupProduct(arena, code));
    }

    /// Bytes of a group in a panel.
    public static int groupBytes(boolean four) {
        return four ? WIDTH * GROUP / 2 + LINE : WIDTH * GROUP;
    }

    /// Bytes of a panel.
    public static int panelBytes(int columns, boolean four) {
        return columns / GROUP * groupBytes(four) + (four ? 0 : 2 * LINE);
    }

    /// Multiplies.
    ///
    /// @param x address of the vector's bytes
    /// @param groups address of a pair for each group: minus `zero` times the sum of its bytes, an integer of 32
    ///     bits, and the scale `t` in single precision
    /// @param matrix address of the panels, a multiple of 64
    /// @param outputs a multiple of [#WIDTH]
    /// @param y address of the results in single precision
    public void times(long x, long groups, long matrix, int outputs, long y) {
        arguments.setAtIndex(ValueLayout.JAVA_LONG, 0, x);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, 1, matrix);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, 2, y);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, 3, outputs / WIDTH);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, 4, groups);
        code.call(arguments.address());
    }

    private static void write(Assembler a, Shape shape) {
        int groupBytes = groupBytes(shape.four());
        a.load(Register.R8, Register.RAX, 8);
        a.load(Register.R9, Register.RAX, 16);
        a.load(Register.R10, Register.RAX, 24);
        a.broadcast(LOW_NIBBLES, Register.RAX, 40);
        a.broadcast(HIGH_WORDS, Register.RAX, 44);
        a.move(Register.RCX, Register.R8);
        a.move(Register.R11, Register.R8);
        a.add(Register.R11, AHEAD);
        Assembler.Label panel = a.label();
        a.load(Register.RDX, Register.RAX, 0);
        a.load(Register.RSI, Register.RAX, 32);
        a.move(Register.RBX, shape.columns() / GROUP);
        a.zero(TOTAL);
        a.zero(TOTAL + 1);
        Assembler.Label group = a.label();
        a.broadcast(SUM, Register.RSI, 0);
        a.broadcast(SUM + 1, Register.RSI, 0);
        if (shape.four()) {
            nibbles(a);
        } else {
            bytes(a);
        }
        a.toFloats(SUM, SUM);
        a.toFloats(SUM + 1, SUM + 1);
        a.broadcast(2, Register.RSI, 4);
        if (shape.four()) {
            a.loadVector(24, Register.RCX, groupBytes - LINE);
            a.shiftLeft(25, 24, 16);
            a.and(26, 24, HIGH_WORDS);
            a.multiplyFloats(25, 25, 2);
            a.multiplyFloats(26, 26, 2);
            a.fusedMultiplyAdd(TOTAL, SUM, 25);
            a.fusedMultiplyAdd(TOTAL + 1, SUM + 1, 26);
        } else {
            a.fusedMultiplyAdd(TOTAL, SUM, 2);
            a.fusedMultiplyAdd(TOTAL + 1, SUM + 1, 2);
        }
        for (int i = 0; i < groupBytes; i += LINE) {
            a.prefetch(Register.R11, i, true);
        }
        a.add(Register.R11, groupBytes);
        a.add(Register.RCX, groupBytes);
        a.add(Register.RDX, GROUP);
        a.add(Register.RSI, 2 * Float.BYTES);
        a.loop(Register.RBX, group);
        if (!shape.four()) {
            a.loadVector(24, Register.RCX, 0);
            a.loadVector(25, Register.RCX, LINE);
            a.multiplyFloats(TOTAL, TOTAL, 24);
            a.multiplyFloats(TOTAL + 1, TOTAL + 1, 25);
            a.add(Register.RCX, 2 * LINE);
            a.add(Register.R11, 2 * LINE);
        }
        a.storeVector(TOTAL, Register.R9, 0);
        a.storeVector(TOTAL + 1, Register.R9, LINE);
        a.add(Register.R9, WIDTH * Float.BYTES);
        a.loop(Register.R10, panel);
        a.endVectors();
    }

    /// Eight columns at a time: a register's low and high nibbles for each half of the panel.
    private static void nibbles(Assembler a) {
        for (int i = 0; i < FOURS / 2; i++) {
            a.broadcast(0, Register.RDX, 8 * i);
            a.broadcast(1, Register.RDX, 8 * i + 4);
            for (int half = 0; half < 2; half++) {
                int word = 18 + 3 * half;
                a.loadVector(word, Register.RCX, (2 * i + half) * LINE);
                a.and(word + 1, word, LOW_NIBBLES);
                a.shiftRight(word + 2, word, 4);
                a.and(word + 2, word + 2, LOW_NIBBLES);
                a.dotBytes(SUM + half, word + 1, 0);
                a.dotBytes(SUM + half, word + 2, 1);
            }
        }
    }

    private static void bytes(Assembler a) {
        for (int i = 0; i < FOURS; i++) {
            a.broadcast(i % 2, Register.RDX, 4 * i);
            for (int half = 0; half < 2; half++) {
                int word = 18 + 2 * (i % 2) + half;
                a.loadVector(word, Register.RCX, (2 * i + half) * LINE);
                a.dotBytes(SUM + half, word, i % 2);
            }
        }
    }
}
