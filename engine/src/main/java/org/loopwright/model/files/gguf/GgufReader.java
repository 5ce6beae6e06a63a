package org.loopwright.model.files.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.FileProblem;

/// Reads a GGUF header value by value, and never asks for more memory than the file has bytes for.
final class GgufReader {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    /// Bytes of a value of each type; a text has its length at least, an array its type and length.
    private static final int[] BYTES = {1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8};

    private final Path file;
    private final MemorySegment whole;
    private long position;

    GgufReader(Path file, MemorySegment whole) {
        this.file = file;
        this.whole = whole;
    }

    long position() {
        return position;
    }

    /// Steps over `bytes` and returns where they begin.
    private long take(long bytes) {
        if (bytes < 0 || bytes > whole.byteSize() - position) {
            throw FileProblem.of(
                    file,
                    "the header goes on for " + bytes + " bytes at byte " + position + ", the file has "
                            + whole.byteSize(),
                    GgufFile.REMEDY);
        }
        long begin = position;
        position += bytes;
        return begin;
    }

    int integer() {
        return whole.get(INT, take(4));
    }

    long longInteger() {
        return whole.get(LONG, take(8));
    }

    /// A count of things, each of which takes at least `bytes`.
    long count(String what, int bytes) {
        long count = longInteger();
        if (count < 0 || count > (whole.byteSize() - position) / bytes) {
            throw FileProblem.of(
                    file,
                    "it claims " + Long.toUnsignedString(count) + " " + what + " in " + (whole.byteSize() - position)
                            + " bytes",
                    GgufFile.REMEDY);
        }
        return count;
    }

    String text() {
        long length = count("bytes of text", 1);
        ByteBuffer bytes = whole.asSlice(take(length), length).asByteBuffer();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw FileProblem.of(file, "a text before byte " + position + " is not UTF-8", GgufFile.REMEDY, e);
        }
    }

    /// The value of a key: `Long`, `Double`, `Boolean`, `String`, or a [GgufArray] of one of them.
    Object value(String key) {
        int type = integer();
        return type == ARRAY ? list(key) : single(key, type);
    }

    private GgufArray list(String key) {
        int type = checked(key, integer());
        if (type == ARRAY) {
            throw unknown(key, type);
        }
        long count = count("values of " + key, BYTES[type] == 12 ? 8 : BYTES[type]);
        if (count > Integer.MAX_VALUE) {
            throw unknown(key, type);
        }
        if (type != STRING) {
            return new GgufArray(type, (int) count, whole.asSlice(take(count * BYTES[type]), count * BYTES[type]));
        }
        long[] begins = new long[(int) count];
        for (int i = 0; i < count; i++) {
            begins[i] = position;
            // Read for its checks alone; the text is read again when it is asked for.
            String ignored = text();
        }
        return new GgufArray(whole, begins);
    }

    private int checked(String key, int type) {
        if (type < 0 || type >= BYTES.length) {
            throw unknown(key, type);
        }
        return type;
    }

    private ModelException unknown(String key, int type) {
        return FileProblem.of(file, "metadata " + key + " is of type number " + type, GgufFile.REMEDY);
    }

    private Object single(String key, int type) {
        return switch (checked(key, type)) {
            case STRING -> text();
            case 7 -> whole.get(ValueLayout.JAVA_BYTE, take(1)) != 0;
            case 6, 12 -> one(type).number(0);
            default -> one(type).integer(0);
        };
    }

    private GgufArray one(int type) {
        return new GgufArray(type, 1, whole.asSlice(take(BYTES[type]), BYTES[type]));
    }
}
