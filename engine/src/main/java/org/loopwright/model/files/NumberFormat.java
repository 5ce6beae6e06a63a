package org.loopwright.model.files;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// How one number of a tensor is stored. Safetensors is little-endian on every machine.
public enum NumberFormat {
    /// IEEE single precision, 4 bytes.
    F32(4) {
        @Override
        float get(MemorySegment data, long index) {
            return data.get(FLOAT, index * 4);
        }

        @Override
        void set(MemorySegment data, long index, float value) {
            data.set(FLOAT, index * 4, value);
        }
    },
    /// IEEE half precision, 2 bytes.
    F16(2) {
        @Override
        float get(MemorySegment data, long index) {
            return Float.float16ToFloat(data.get(SHORT, index * 2));
        }

        @Override
        void set(MemorySegment data, long index, float value) {
            data.set(SHORT, index * 2, Float.floatToFloat16(value));
        }
    },
    /// The upper half of a single, 2 bytes: 8 bits of exponent, 7 of mantissa.
    BF16(2) {
        @Override
        float get(MemorySegment data, long index) {
            return Float.intBitsToFloat(data.get(SHORT, index * 2) << 16);
        }

        @Override
        void set(MemorySegment data, long index, float value) {
            data.set(SHORT, index * 2, (short) (roundedBits(value) >>> 16));
        }
    };

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    NumberFormat(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes of one number.
    public int bytes() {
        return bytes;
    }

    /// `value` after storing it in this format and reading it back.
    public float round(float value) {
        return switch (this) {
            case F32 -> value;
            case F16 -> Float.float16ToFloat(Float.floatToFloat16(value));
            case BF16 -> Float.intBitsToFloat(roundedBits(value) & 0xffff0000);
        };
    }

    abstract float get(MemorySegment data, long index);

    abstract void set(MemorySegment data, long index, float value);

    /// Bits whose upper half is `value` rounded to the nearest, ties to even. NaN stays NaN.
    private static int roundedBits(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return bits | 0x00400000;
        }
        return bits + 0x7fff + ((bits >>> 16) & 1);
    }
}
