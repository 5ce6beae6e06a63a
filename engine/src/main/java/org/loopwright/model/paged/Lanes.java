package org.loopwright.model.paged;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The widths that the kernels of this package work in, and the steps that they share.
///
/// Kernels read memory by absolute address through [#MEMORY]: a segment of its own for each block would be checked
/// for its life at every load. Whoever calls a kernel keeps the memory alive.
final class Lanes {
    /// Single-precision lanes: 16 on AVX-512, 8 on AVX2, 4 on Neon.
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    /// Integer lanes, as many as of [#FLOATS].
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    /// 16-bit lanes of a whole register.
    static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    /// Floats in a register.
    static final int LENGTH = FLOATS.length();
    /// The byte order of this machine, in which everything is kept.
    static final ByteOrder ORDER = ByteOrder.nativeOrder();
    /// All of memory, by absolute address.
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Lanes() {}

    /// A register of 32-bit words from memory: pairs of bfloat16 numbers, those of the first half in the low bits.
    static IntVector ints(long address) {
        return IntVector.fromMemorySegment(INTS, MEMORY, address, ORDER);
    }

    /// The first numbers of pairs, widened.
    static FloatVector low(IntVector pairs) {
        return pairs.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    /// The second numbers of pairs, widened.
    static FloatVector high(IntVector pairs) {
        return pairs.and(0xffff0000).reinterpretAsFloats();
    }

    /// The sum of all lanes, always in the same order: [FloatVector#reduceLanes] adds in another one before it is
    /// compiled than after.
    static double sum(FloatVector x) {
        double sum = 0;
        for (float each : x.toArray()) {
            sum += each;
        }
        return sum;
    }

    /// One number in all lanes.
    static FloatVector all(float x) {
        return FloatVector.broadcast(FLOATS, x);
    }

    /// Two registers as pairs of bfloat16 numbers, for [#low] and [#high].
    static IntVector pairs(FloatVector low, FloatVector high) {
        return toBfloat16(low).or(toBfloat16(high).lanewise(VectorOperators.LSHL, 16));
    }

    /// A register of single-precision numbers from memory.
    static FloatVector floats(long address) {
        return FloatVector.fromMemorySegment(FLOATS, MEMORY, address, ORDER);
    }

    /// The nearest bfloat16 of each lane (ties to even), in the lower half of the lane.
    static IntVector toBfloat16(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        IntVector odd = bits.lanewise(VectorOperators.LSHR, 16).and(1);
        return bits.add(0x7fff).add(odd).lanewise(VectorOperators.LSHR, 16);
    }

    /// The nearest bfloat16 (ties to even). Not for NaN.
    static short toBfloat16(float x) {
        int bits = Float.floatToRawIntBits(x);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    /// e to the power of each lane, for x at most 88; below -87 it is 0. Within 2e-7 of the true value, relatively:
    /// 2^n times a polynomial of degree 6 on [-ln 2 / 2, ln 2 / 2].
    static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.max(-87.3f);
        // Adding and taking away 1.5 * 2^23 rounds to the nearest integer.
        FloatVector shifted = clamped.fma(all(1.442695f), all(12582912f));
        FloatVector n = shifted.sub(12582912f);
        FloatVector r = n.fma(all(-0.6933594f), clamped);
        r = n.fma(all(2.1219444e-4f), r);
        FloatVector p = r.fma(all(1.3888889e-3f), all(8.333333e-3f));
        p = p.fma(r, all(4.1666668e-2f));
        p = p.fma(r, all(1.6666667e-1f));
        p = p.fma(r, all(0.5f));
        p = p.fma(r, all(1f));
        p = p.fma(r, all(1f));
        IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector value = p.reinterpretAsInts().add(power).reinterpretAsFloats();
        return value.blend(0f, x.compare(VectorOperators.LT, -87f));
    }
}
