package org.loopwright.model.machine;

import java.io.ByteArrayOutputStream;

/// Writes x86-64 instructions, those that the kernels of this package use, in the encodings of Intel's manual (volume
/// 2,
/// 2.7 for the EVEX prefix). Vector registers are the 32 of 512 bits, named by number; memory operands are a register
/// and
/// a constant distance in bytes.
final class Assembler {
    private static final int REGISTER_DIRECT = 3;
    private static final int FLOATS = 4;
    private static final int WHOLE = 64;

    /// The opcode maps that an EVEX prefix names.
    private static final int MAP_0F = 1;
    private static final int MAP_0F38 = 2;

    /// The mandatory prefixes by their numbers.
    private static final int NONE = 0;
    private static final int P66 = 1;
    private static final int PF3 = 2;

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

    /// A place in the code to jump back to.
    record Label(int at) {}

    /// What has been written.
    byte[] bytes() {
        return code.toByteArray();
    }

    Label label() {
        return new Label(code.size());
    }

    private void write(int... bytes) {
        for (int each : bytes) {
            code.write(each);
        }
    }

    private void writeInt(int value) {
        write(value, value >> 8, value >> 16, value >> 24);
    }

    // General registers

    void push(Register register) {
        write(0x50 + lowOnly(register));
    }

    void pop(Register register) {
        write(0x58 + lowOnly(register));
    }

    private static int lowOnly(Register register) {
        if (register.extended()) {
            throw new IllegalArgumentException(register + " needs a prefix");
        }
        return register.low();
    }

    /// `to = from`.
    void move(Register to, Register from) {
        write(wide(from, to), 0x89, modRm(REGISTER_DIRECT, from.low(), to.low()));
    }

    /// `to = value`, zero-extended.
    void move(Register to, int value) {
        if (to.extended()) {
            write(0x41);
        }
        write(0xb8 + to.low());
        writeInt(value);
    }

    /// `to = memory[base + distance]`, 64 bits.
    void load(Register to, Register base, int distance) {
        write(wide(to, base), 0x8b);
        memory(to.low(), base, distance, 1);
    }

    /// `memory[base + distance] = from`, 32 bits.
    void store32(Register from, Register base, int distance) {
        if (from.extended() || base.extended()) {
            throw new IllegalArgumentException("only the eight old registers");
        }
        write(0x89);
        memory(from.low(), base, distance, 1);
    }

    /// `to += value`.
    void add(Register to, int value) {
        write(wide(Register.RAX, to), 0x81, modRm(REGISTER_DIRECT, 0, to.low()));
        writeInt(value);
    }

    /// `to += from`.
    void add(Register to, Register from) {
        write(wide(from, to), 0x01, modRm(REGISTER_DIRECT, from.low(), to.low()));
    }

    /// `counter -= 1`, and back to `label` unless it is 0 then.
    void loop(Register counter, Label label) {
        write(wide(Register.RAX, counter), 0x83, modRm(REGISTER_DIRECT, 5, counter.low()), 1);
        int length = 6;
        write(0x0f, 0x85);
        writeInt(label.at() - (code.size() - 2 + length));
    }

    void cpuid() {
        write(0x0f, 0xa2);
    }

    /// Asks for a cache line: into the second level's cache, or into the first's too.
    void prefetch(Register base, int distance, boolean first) {
        if (base.extended()) {
            write(0x41);
        }
        write(0x0f, 0x18);
        memory(first ? 1 : 2, base, distance, 1);
    }

    void endVectors() {
        write(0xc5, 0xf8, 0x77);
    }

    void ret() {
        write(0xc3);
    }

    private static int wide(Register reg, Register rm) {
        return 0x48 | (reg.extended() ? 4 : 0) | (rm.extended() ? 1 : 0);
    }

    // Vectors

    /// `to = memory`, 64 bytes.
    void loadVector(int to, Register base, int distance) {
        evexMemory(MAP_0F, NONE, 0x10, to, 0, base, distance, WHOLE);
    }

    /// `memory = from`, 64 bytes.
    void storeVector(int from, Register base, int distance) {
        evexMemory(MAP_0F, NONE, 0x11, from, 0, base, distance, WHOLE);
    }

    /// `to = 0`.
    void zero(int to) {
        evex(MAP_0F, P66, 0xef, to, to, to);
    }

    /// Each of the 16 lanes of `to` = the 32 bits in memory.
    void broadcast(int to, Register base, int distance) {
        evexMemory(MAP_0F38, P66, 0x58, to, 0, base, distance, FLOATS);
    }

    /// In each lane, `sum += a[0] b[0] + a[1] b[1]` of bfloat16 pairs.
    void dotHalves(int sum, int a, int b) {
        evex(MAP_0F38, PF3, 0x52, sum, a, b);
    }

    /// In each lane, `sum += sum_i a[i] b[i]` of four bytes, those of `a` unsigned, of `b` signed.
    void dotBytes(int sum, int a, int b) {
        evex(MAP_0F38, P66, 0x50, sum, a, b);
    }

    /// `to = a + b` in single precision.
    void addFloats(int to, int a, int b) {
        evex(MAP_0F, NONE, 0x58, to, a, b);
    }

    /// `to = a * b` in single precision.
    void multiplyFloats(int to, int a, int b) {
        evex(MAP_0F, NONE, 0x59, to, a, b);
    }

    /// `sum += a * b` in single precision.
    void fusedMultiplyAdd(int sum, int a, int b) {
        evex(MAP_0F38, P66, 0xb8, sum, a, b);
    }

    /// 32-bit integers as single precision.
    void toFloats(int to, int from) {
        evex(MAP_0F, NONE, 0x5b, to, 0, from);
    }

    /// `to = a & b`.
    void and(int to, int a, int b) {
        evex(MAP_0F, P66, 0xdb, to, a, b);
    }

    /// `to = from >>> bits` in each 32-bit lane.
    void shiftRight(int to, int from, int bits) {
        evex(MAP_0F, P66, 0x72, 2, to, from);
        write(bits);
    }

    /// `to = from << bits` in each 32-bit lane.
    void shiftLeft(int to, int from, int bits) {
        evex(MAP_0F, P66, 0x72, 6, to, from);
        write(bits);
    }

    private void evex(int map, int prefix, int opcode, int reg, int second, int rm) {
        int inverted = (bit(reg, 3) == 0 ? 0x80 : 0)
                | (bit(rm, 4) == 0 ? 0x40 : 0)
                | (bit(rm, 3) == 0 ? 0x20 : 0)
                | (bit(reg, 4) == 0 ? 0x10 : 0);
        write(0x62, inverted | map);
        rest(prefix, second);
        write(opcode, modRm(REGISTER_DIRECT, reg & 7, rm & 7));
    }

    private void evexMemory(
            int map, int prefix, int opcode, int reg, int second, Register base, int distance, int unit) {
        int inverted =
                (bit(reg, 3) == 0 ? 0x80 : 0) | 0x40 | (base.extended() ? 0 : 0x20) | (bit(reg, 4) == 0 ? 0x10 : 0);
        write(0x62, inverted | map);
        rest(prefix, second);
        write(opcode);
        memory(reg & 7, base, distance, unit);
    }

    /// The last two bytes of the prefix: 512 bits, no mask, and the second operand.
    private void rest(int prefix, int second) {
        write(((~second & 0xf) << 3) | 4 | prefix, 0x40 | (bit(second, 4) == 0 ? 8 : 0));
    }

    /// A memory operand; one byte holds distances of up to 127 `unit`s.
    private void memory(int reg, Register base, int distance, int unit) {
        if (base == Register.RSP) {
            throw new IllegalArgumentException("the stack pointer is no base here");
        }
        if (distance % unit == 0 && distance / unit == (byte) (distance / unit)) {
            write(modRm(1, reg, base.low()), distance / unit);
        } else {
            write(modRm(2, reg, base.low()));
            writeInt(distance);
        }
    }

    private static int bit(int value, int at) {
        return value >> at & 1;
    }

    private static int modRm(int mode, int reg, int rm) {
        return mode << 6 | reg << 3 | rm;
    }
}
