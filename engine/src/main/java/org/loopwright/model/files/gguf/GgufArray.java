package org.loopwright.model.files.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A list of numbers or of texts in a GGUF header, read where it lies in the file and valid until that is
/// closed: vocabularies are long, and those of a damaged file may be longer still.
final class GgufArray {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int type;
    private final int size;
    private final MemorySegment bytes;
    /// Where each text's length lies; null for numbers.
    private final long @Nullable [] begins;

    /// Numbers of GGUF's type number `type`.
    GgufArray(int type, int size, MemorySegment bytes) {
        this.type = type;
        this.size = size;
        this.bytes = bytes;
        this.begins = null;
    }

    /// Texts whose lengths lie at `begins` in `whole`, and were checked.
    GgufArray(MemorySegment whole, long[] begins) {
        this.type = -1;
        this.size = begins.length;
        this.bytes = whole;
        this.begins = begins;
    }

    int size() {
        return size;
    }

    boolean holdsTexts() {
        return begins != null;
    }

    String text(int index) {
        if (begins == null) {
            throw new IllegalStateException("the list holds numbers");
        }
        long begin = begins[index];
        byte[] text = bytes.asSlice(begin + 8, bytes.get(LONG, begin)).toArray(ValueLayout.JAVA_BYTE);
        return new String(text, StandardCharsets.UTF_8);
    }

    double number(int index) {
        return switch (type) {
            case 6 -> Float.intBitsToFloat(bytes.get(INT, 4L * index));
            case 12 -> Double.longBitsToDouble(bytes.get(LONG, 8L * index));
            default -> (double) integer(index);
        };
    }

    long integer(int index) {
        return switch (type) {
            case 0, 7 -> bytes.get(ValueLayout.JAVA_BYTE, index) & 255;
            case 1 -> bytes.get(ValueLayout.JAVA_BYTE, index);
            case 2 -> Short.toUnsignedInt(bytes.get(SHORT, 2L * index));
            case 3 -> bytes.get(SHORT, 2L * index);
            case 4 -> Integer.toUnsignedLong(bytes.get(INT, 4L * index));
            case 5 -> bytes.get(INT, 4L * index);
            case 10, 11 -> bytes.get(LONG, 8L * index);
            default -> (long) number(index);
        };
    }
}
