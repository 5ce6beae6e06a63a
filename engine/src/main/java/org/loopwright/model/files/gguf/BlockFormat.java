package org.loopwright.model.files.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/// How GGUF packs numbers: blocks of a fixed count of numbers in a fixed count of bytes, little-endian.
/// `d` and `m` are half-precision scales and offsets of a block, or of a part of it.
enum BlockFormat {
    F32(0, 1, 4) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            target[offset] = data.get(FLOAT, at);
        }
    },
    F16(1, 1, 2) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            target[offset] = half(data, at);
        }
    },
    BF16(30, 1, 2) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            target[offset] = Float.intBitsToFloat(data.get(SHORT, at) << 16);
        }
    },
    /// `d`, then 32 numbers of 4 bits: `d (q - 8)`.
    Q4_0(2, 32, 18) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            float d = half(data, at);
            for (int i = 0; i < 16; i++) {
                int pair = octet(data, at + 2 + i);
                target[offset + i] = d * ((pair & 15) - 8);
                target[offset + 16 + i] = d * ((pair >> 4) - 8);
            }
        }
    },
    /// `d`, `m`, then 32 numbers of 4 bits: `d q + m`.
    Q4_1(3, 32, 20) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            float d = half(data, at);
            float m = half(data, at + 2);
            for (int i = 0; i < 16; i++) {
                int pair = octet(data, at + 4 + i);
                target[offset + i] = d * (pair & 15) + m;
                target[offset + 16 + i] = d * (pair >> 4) + m;
            }
        }
    },
    /// `d`, 32 fifth bits, 32 numbers of 4 bits: `d (q - 16)`.
    Q5_0(6, 32, 22) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            float d = half(data, at);
            int fifth = data.get(INT, at + 2);
            for (int i = 0; i < 16; i++) {
                int pair = octet(data, at + 6 + i);
                target[offset + i] = d * (fiveBits(pair & 15, fifth, i) - 16);
                target[offset + 16 + i] = d * (fiveBits(pair >> 4, fifth, i + 16) - 16);
            }
        }
    },
    /// `d`, `m`, 32 fifth bits, 32 numbers of 4 bits: `d q + m`.
    Q5_1(7, 32, 24) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            float d = half(data, at);
            float m = half(data, at + 2);
            int fifth = data.get(INT, at + 4);
            for (int i = 0; i < 16; i++) {
                int pair = octet(data, at + 8 + i);
                target[offset + i] = d * fiveBits(pair & 15, fifth, i) + m;
                target[offset + 16 + i] = d * fiveBits(pair >> 4, fifth, i + 16) + m;
            }
        }
    },
    /// `d`, then 32 signed bytes: `d q`.
    Q8_0(8, 32, 34) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            float d = half(data, at);
            for (int i = 0; i < 32; i++) {
                target[offset + i] = d * data.get(ValueLayout.JAVA_BYTE, at + 2 + i);
            }
        }
    },
    /// `d`, `m`, eight pairs of 6-bit scales, then 256 numbers of 4 bits in four runs of 64: the low
    /// halves of a run's bytes are its first 32 numbers, the high halves the next.
    Q4_K(12, 256, 144) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            for (int group = 0; group < 8; group++) {
                float d = half(data, at) * scale(data, at + 4, group);
                float m = half(data, at + 2) * minimum(data, at + 4, group);
                long run = at + 16 + 32L * (group / 2);
                int shift = 4 * (group % 2);
                for (int i = 0; i < 32; i++) {
                    target[offset + 32 * group + i] = d * ((octet(data, run + i) >> shift) & 15) - m;
                }
            }
        }
    },
    /// As `Q4_K`, with a fifth bit for each number in 32 bytes before them, one bit plane for a group.
    Q5_K(13, 256, 176) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            for (int group = 0; group < 8; group++) {
                float d = half(data, at) * scale(data, at + 4, group);
                float m = half(data, at + 2) * minimum(data, at + 4, group);
                long run = at + 48 + 32L * (group / 2);
                int shift = 4 * (group % 2);
                for (int i = 0; i < 32; i++) {
                    int high = (octet(data, at + 16 + i) >> group) & 1;
                    int q = ((octet(data, run + i) >> shift) & 15) + 16 * high;
                    target[offset + 32 * group + i] = d * q - m;
                }
            }
        }
    },
    /// 128 bytes of low halves, 64 of upper bit pairs, 16 signed scales for 16 numbers each, `d`:
    /// `d scale (q - 32)`.
    Q6_K(14, 256, 210) {
        @Override
        void widen(MemorySegment data, long at, float[] target, int offset) {
            float d = half(data, at + 208);
            for (int i = 0; i < 256; i++) {
                int part = i / 128;
                int row = (i % 128) / 32;
                int column = i % 32;
                int low = octet(data, at + 64L * part + 32L * (row % 2) + column) >> (4 * (row / 2));
                int high = octet(data, at + 128 + 32L * part + column) >> (2 * row);
                int q = (low & 15) | (high & 3) << 4;
                int scale = data.get(ValueLayout.JAVA_BYTE, at + 192 + i / 16);
                target[offset + i] = d * scale * (q - 32);
            }
        }
    };

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int code;
    private final int numbers;
    private final int bytes;

    BlockFormat(int code, int numbers, int bytes) {
        this.code = code;
        this.numbers = numbers;
        this.bytes = bytes;
    }

    /// The format with GGUF's number for it.
    static Optional<BlockFormat> ofCode(int code) {
        for (BlockFormat format : values()) {
            if (format.code == code) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /// Numbers of a block.
    int numbers() {
        return numbers;
    }

    /// Bytes of a block.
    int bytes() {
        return bytes;
    }

    /// Widens the block that begins at byte `at` into `target` from `offset` on.
    abstract void widen(MemorySegment data, long at, float[] target, int offset);

    private static float half(MemorySegment data, long at) {
        return Float.float16ToFloat(data.get(SHORT, at));
    }

    private static int octet(MemorySegment data, long at) {
        return data.get(ValueLayout.JAVA_BYTE, at) & 255;
    }

    private static int fiveBits(int four, int fifth, int index) {
        return four | ((fifth >>> index) & 1) << 4;
    }

    /// The `group`-th 6-bit scale of the twelve bytes at `at`: the first four lie in bytes 0 to 3, the others
    /// in the low halves of bytes 8 to 11 with their upper bits above the first four.
    private static int scale(MemorySegment data, long at, int group) {
        return group < 4
                ? octet(data, at + group) & 63
                : (octet(data, at + 4 + group) & 15) | (octet(data, at + group - 4) >> 6) << 4;
    }

    /// The `group`-th 6-bit minimum, packed like the scales, from byte 4 on and in the high halves.
    private static int minimum(MemorySegment data, long at, int group) {
        return group < 4
                ? octet(data, at + 4 + group) & 63
                : octet(data, at + 4 + group) >> 4 | (octet(data, at + group) >> 6) << 4;
    }
}
