package org.loopwright.store.h2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes values one behind the other; [ByteSource] reads them in the same order. Whole numbers take 7 bits
/// a byte, low bits first. Not thread-safe.
final class ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// A number that is rarely negative.
    ByteSink number(long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }

    /// A number that may be negative.
    ByteSink signed(long number) {
        return number((number << 1) ^ (number >> 63));
    }

    ByteSink real(double number) {
        long bits = Double.doubleToLongBits(number);
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            bytes.write((int) (bits >>> shift));
        }
        return this;
    }

    ByteSink optionalReal(@Nullable Double number) {
        number(number == null ? 0 : 1);
        return number == null ? this : real(number);
    }

    /// A text, whatever its characters: UTF-8, or UTF-16 where half of a surrogate pair stands alone.
    ByteSink text(String text) {
        boolean whole = isWhole(text);
        byte[] encoded = whole ? text.getBytes(StandardCharsets.UTF_8) : utf16(text);
        number(((long) encoded.length << 1) | (whole ? 0 : 1));
        return raw(encoded);
    }

    ByteSink optionalText(@Nullable String text) {
        number(text == null ? 0 : 1);
        return text == null ? this : text(text);
    }

    /// Bytes with their number before them.
    ByteSink sized(byte[] value) {
        return number(value.length).raw(value);
    }

    /// Bytes as they are.
    ByteSink raw(byte[] value) {
        bytes.write(value, 0, value.length);
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    // Java's own encoder replaces what is no whole character.
    private static byte[] utf16(String text) {
        byte[] encoded = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            encoded[2 * i] = (byte) text.charAt(i);
            encoded[2 * i + 1] = (byte) (text.charAt(i) >> 8);
        }
        return encoded;
    }
}
