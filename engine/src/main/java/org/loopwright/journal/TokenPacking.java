package org.loopwright.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// The packed form of token rows: ids as variable-length integers (7 bits a byte, low bits first, the
/// high bit says that more follow), numbers as little-endian floats.
public final class TokenPacking {
    private TokenPacking() {}

    /// Packs ids; small ones, which are the frequent ones, take one or two bytes.
    public static byte[] pack(TokenIds ids) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(ids.size() * 2);
        for (int i = 0; i < ids.size(); i++) {
            int rest = ids.get(i);
            while ((rest & ~0x7f) != 0) {
                out.write((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
        }
        return out.toByteArray();
    }

    /// Packs numbers, 4 bytes each, NaN and infinities included.
    public static byte[] pack(TokenValues values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values.toArray());
        return buffer.array();
    }

    /// The ids that were packed.
    ///
    /// @throws JournalException with code `DAMAGED` when `bytes` end within an id
    public static TokenIds unpackIds(byte[] bytes) {
        int[] ids = new int[bytes.length];
        int count = 0;
        int shift = 0;
        for (byte b : bytes) {
            ids[count] |= (b & 0x7f) << shift;
            shift += 7;
            if (b >= 0) {
                count++;
                shift = 0;
            }
        }
        if (shift != 0) {
            throw new JournalException(
                    JournalException.Code.DAMAGED, "packed token ids of " + bytes.length + " bytes are cut off", null);
        }
        return TokenIds.of(Arrays.copyOf(ids, count));
    }

    /// The numbers that were packed.
    ///
    /// @throws JournalException with code `DAMAGED` when `bytes` are no multiple of 4
    public static TokenValues unpackValues(byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            throw new JournalException(
                    JournalException.Code.DAMAGED,
                    "packed token values of " + bytes.length + " bytes are no multiple of 4",
                    null);
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return TokenValues.of(values);
    }
}
