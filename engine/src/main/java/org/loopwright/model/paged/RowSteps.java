package org.loopwright.model.paged;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// What happens to rows between matrix products, in memory by absolute address: single precision in, single precision
/// or bfloat16 pairs (see [Lanes#pairs]) out. Counts are multiples of twice the lanes.
final class RowSteps {
    private static final int L = Lanes.LENGTH;
    /// GELU's tanh form is x times the logistic function of `GELU_LINEAR * x + GELU_CUBIC * x^3`.
    private static final float GELU_LINEAR = (float) (2 * Math.sqrt(2 / Math.PI));
    private static final float GELU_CUBIC = (float) (2 * Math.sqrt(2 / Math.PI) * 0.044715);

    private RowSteps() {}

    private static long at(long address, int index) {
        return address + (long) index * Float.BYTES;
    }

    private static void store(FloatVector x, long address) {
        x.intoMemorySegment(Lanes.MEMORY, address, Lanes.ORDER);
    }

    private static float factor(long x, int size, double epsilon) {
        FloatVector even = FloatVector.zero(Lanes.FLOATS);
        FloatVector odd = even;
        for (int i = 0; i < size; i += 2 * L) {
            FloatVector a = Lanes.floats(at(x, i));
            FloatVector b = Lanes.floats(at(x, i + L));
            even = a.fma(a, even);
            odd = b.fma(b, odd);
        }
        double mean = even.add(odd).reduceLanes(VectorOperators.ADD) / size;
        return (float) (1 / Math.sqrt(mean + epsilon));
    }

    /// The root-mean-square norm of a row, times `weight`.
    static void norm(long x, float[] weight, double epsilon, long out) {
        float factor = factor(x, weight.length, epsilon);
        for (int i = 0; i < weight.length; i += L) {
            store(Lanes.floats(at(x, i)).mul(factor).mul(FloatVector.fromArray(Lanes.FLOATS, weight, i)), at(out, i));
        }
    }

    /// The same, rounded to bfloat16.
    static void normToHalves(long x, float[] weight, double epsilon, long out) {
        float factor = factor(x, weight.length, epsilon);
        for (int i = 0; i < weight.length; i += 2 * L) {
            FloatVector low = Lanes.floats(at(x, i)).mul(factor).mul(FloatVector.fromArray(Lanes.FLOATS, weight, i));
            FloatVector high =
                    Lanes.floats(at(x, i + L)).mul(factor).mul(FloatVector.fromArray(Lanes.FLOATS, weight, i + L));
            Lanes.pairs(low, high).intoMemorySegment(Lanes.MEMORY, out + 2L * i, Lanes.ORDER);
        }
    }

    /// Rounds to bfloat16.
    static void toHalves(long x, int count, long out) {
        for (int i = 0; i < count; i += 2 * L) {
            Lanes.pairs(Lanes.floats(at(x, i)), Lanes.floats(at(x, i + L)))
                    .intoMemorySegment(Lanes.MEMORY, out + 2L * i, Lanes.ORDER);
        }
    }

    /// `x += y`.
    static void add(long x, long y, int count) {
        for (int i = 0; i < count; i += L) {
            store(Lanes.floats(at(x, i)).add(Lanes.floats(at(y, i))), at(x, i));
        }
    }

    /// `x += y`.
    static void add(long x, float[] y) {
        for (int i = 0; i < y.length; i += L) {
            store(Lanes.floats(at(x, i)).add(FloatVector.fromArray(Lanes.FLOATS, y, i)), at(x, i));
        }
    }

    /// `gates = f(gates) * ups`, where f is SiLU, or GELU in its tanh form. One register a turn: of a longer turn the
    /// compiler leaves some calls as they are, which is five times slower.
    static void gate(long gates, long ups, int count, boolean gelu) {
        for (int i = 0; i < count; i += L) {
            store(gated(Lanes.floats(at(gates, i)), gelu).mul(Lanes.floats(at(ups, i))), at(gates, i));
        }
    }

    /// SiLU is x times the logistic function of x; GELU's tanh form is that of a cubic in x.
    static FloatVector gated(FloatVector x, boolean gelu) {
        FloatVector inner = gelu ? x.mul(x).mul(GELU_CUBIC).add(GELU_LINEAR).mul(x) : x;
        return x.div(Lanes.exp(inner.neg().min(80f)).add(1f));
    }
}
