package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.CompletionTokens;
import org.loopwright.journal.JournalException;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

/// The token rows of a segment's completions as columns: all ids, then all numbers, these as four planes, the
/// k-th of the k-th bytes of all. The signs and exponents of neighbours are alike and pack well; the low
/// bytes are noise. Every bit comes back, because a resumed run is compared with its journal.
final class TokenColumns {
    private static final int SAME_PROMPT = 1;
    private static final int LOG_PROB = 2;
    private static final int SAMPLER_LOG_PROB = 4;
    private static final int ENTROPY = 8;
    private static final int ALTERNATIVES = 16;

    private TokenColumns() {}

    static byte[] write(List<CompletionTokens> rows, Packing.Packer packer) {
        ByteSink ids = new ByteSink().number(rows.size());
        List<float[]> numbers = new ArrayList<>();
        AlternativeColumns.Writing alternatives = new AlternativeColumns.Writing();
        TokenIds prompt = TokenIds.EMPTY;
        for (CompletionTokens row : rows) {
            boolean same = row.promptIds().equals(prompt);
            ids.number((same ? SAME_PROMPT : 0)
                    | flag(row.logProb(), LOG_PROB)
                    | flag(row.samplerLogProb(), SAMPLER_LOG_PROB)
                    | flag(row.entropy(), ENTROPY)
                    | (row.alternatives().isEmpty() ? 0 : ALTERNATIVES));
            if (!row.alternatives().isEmpty()) {
                alternatives.add(row.ids(), row.alternatives());
            }
            if (!same) {
                write(ids, row.promptIds());
            }
            write(ids, row.ids());
            prompt = row.promptIds();
            for (TokenValues column : columns(row)) {
                ids.number(column.size());
                numbers.add(column.toArray());
            }
        }
        ByteSink all = new ByteSink().sized(packer.packPlain(ids.toBytes()));
        for (byte[] plane : planes(numbers)) {
            all.sized(packer.packPlain(plane));
        }
        alternatives.end(all, packer);
        return all.toBytes();
    }

    static List<CompletionTokens> read(byte[] bytes, Packing.Packer packer) {
        ByteSource all = new ByteSource(bytes);
        ByteSource ids = new ByteSource(packer.unpack(all.sized()));
        byte[][] planes = new byte[Float.BYTES][];
        for (int k = 0; k < planes.length; k++) {
            planes[k] = packer.unpack(all.sized());
        }
        Numbers numbers = new Numbers(planes);
        int count = ids.integer();
        List<CompletionTokens> rows = new ArrayList<>();
        TokenIds prompt = TokenIds.EMPTY;
        AlternativeColumns.Reading alternatives = new AlternativeColumns.Reading(all, packer);
        for (int i = 0; i < count; i++) {
            int flags = ids.integer();
            if ((flags & SAME_PROMPT) == 0) {
                prompt = readIds(ids);
            }
            TokenIds own = readIds(ids);
            rows.add(new CompletionTokens(
                    prompt,
                    own,
                    (flags & LOG_PROB) == 0 ? null : numbers.next(ids.integer()),
                    (flags & SAMPLER_LOG_PROB) == 0 ? null : numbers.next(ids.integer()),
                    (flags & ENTROPY) == 0 ? null : numbers.next(ids.integer()),
                    (flags & ALTERNATIVES) == 0 ? List.of() : alternatives.next(own)));
        }
        return rows;
    }

    private static List<TokenValues> columns(CompletionTokens row) {
        List<TokenValues> columns = new ArrayList<>();
        for (TokenValues column : new @Nullable TokenValues[] {row.logProb(), row.samplerLogProb(), row.entropy()}) {
            if (column != null) {
                columns.add(column);
            }
        }
        return columns;
    }

    private static int flag(@Nullable TokenValues column, int flag) {
        return column == null ? 0 : flag;
    }

    private static void write(ByteSink sink, TokenIds ids) {
        sink.number(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            sink.number(ids.get(i) & 0xffffffffL);
        }
    }

    private static TokenIds readIds(ByteSource source) {
        int[] ids = new int[source.integer()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (int) source.number();
        }
        return TokenIds.of(ids);
    }

    private static byte[][] planes(List<float[]> columns) {
        int size = columns.stream().mapToInt(column -> column.length).sum();
        byte[][] planes = new byte[Float.BYTES][size];
        int at = 0;
        for (float[] column : columns) {
            for (float number : column) {
                // The sign goes last, so that the highest byte is the whole exponent.
                int bits = Integer.rotateLeft(Float.floatToRawIntBits(number), 1);
                for (int k = 0; k < Float.BYTES; k++) {
                    planes[k][at] = (byte) (bits >>> (8 * k));
                }
                at++;
            }
        }
        return planes;
    }

    /// The numbers of four planes, in order.
    private static final class Numbers {
        private final byte[][] planes;
        private int at;

        Numbers(byte[][] planes) {
            this.planes = planes;
        }

        TokenValues next(int count) {
            if (count > planes[0].length - at) {
                throw new JournalException(
                        JournalException.Code.DAMAGED, count + " token numbers are missing at " + at, null);
            }
            float[] numbers = new float[count];
            for (int i = 0; i < count; i++, at++) {
                int bits = 0;
                for (int k = 0; k < Float.BYTES; k++) {
                    bits |= (planes[k][at] & 0xff) << (8 * k);
                }
                numbers[i] = Float.intBitsToFloat(Integer.rotateRight(bits, 1));
            }
            return TokenValues.of(numbers);
        }
    }
}
