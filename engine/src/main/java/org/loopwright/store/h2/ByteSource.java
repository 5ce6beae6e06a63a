package org.loopwright.store.h2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.JournalException;

/// Reads what [ByteSink] wrote, in the same order. Everything throws a [JournalException] with code
/// `DAMAGED` when the bytes end too early. Not thread-safe.
final class ByteSource {
    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw damaged("a number has more than 10 bytes");
    }

    int integer() {
        long number = number();
        if (number != (int) number) {
            throw damaged("number " + number + " is larger than 2^31");
        }
        return (int) number;
    }

    long signed() {
        long number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    double real() {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            bits |= (next() & 0xffL) << shift;
        }
        return Double.longBitsToDouble(bits);
    }

    @Nullable
    Double optionalReal() {
        return number() == 0 ? null : real();
    }

    String text() {
        int length = integer();
        int size = length >>> 1;
        int start = skip(size);
        if ((length & 1) == 0) {
            return new String(bytes, start, size, StandardCharsets.UTF_8);
        }
        char[] characters = new char[size / 2];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (char) ((bytes[start + 2 * i] & 0xff) | ((bytes[start + 2 * i + 1] & 0xff) << 8));
        }
        return new String(characters);
    }

    @Nullable
    String optionalText() {
        return number() == 0 ? null : text();
    }

    byte[] sized() {
        return raw(integer());
    }

    /// What [#sized] gives, in its place.
    ByteBuffer view() {
        int size = integer();
        return ByteBuffer.wrap(bytes, skip(size), size).slice();
    }

    byte[] raw(int size) {
        int start = skip(size);
        return Arrays.copyOfRange(bytes, start, start + size);
    }

    /// Everything that was not read yet.
    byte[] rest() {
        return raw(bytes.length - at);
    }

    /// Whether everything was read.
    boolean isEmpty() {
        return at == bytes.length;
    }

    private byte next() {
        return bytes[skip(1)];
    }

    private int skip(int size) {
        if (size < 0 || size > bytes.length - at) {
            throw damaged(size + " bytes are missing at " + at + " of " + bytes.length);
        }
        int start = at;
        at += size;
        return start;
    }

    static JournalException damaged(String what) {
        return new JournalException(
                JournalException.Code.DAMAGED, "packed entries are cut off or changed: " + what, null);
    }
}
