package org.loopwright.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.loopwright.journal.CompletionTokens;
import org.loopwright.journal.JournalException;
import org.loopwright.model.KeptAlternatives;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;

class TokenColumnsTest {
    @Test
    void everyBitComesBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int trial = 0; trial < 50; trial++) {
            List<CompletionTokens> rows = rows(random);
            try (Packing.Packer packer = Packing.PLAIN.packer()) {
                List<CompletionTokens> read = TokenColumns.read(TokenColumns.write(rows, packer), packer);
                assertThat(read).as("seed %d", seed).hasSize(rows.size());
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(bits(read.get(i))).as("seed %d", seed).isEqualTo(bits(rows.get(i)));
                }
            }
        }
    }

    @Test
    void tokensOfOneProbabilityTakeAlmostNoRoom() {
        float[] same = new float[1_000];
        Arrays.fill(same, -0.25f);
        CompletionTokens row = new CompletionTokens(
                TokenIds.EMPTY, TokenIds.of(new int[1_000]), TokenValues.of(same), null, TokenValues.of(same));
        try (Packing.Packer packer = Packing.PLAIN.packer()) {
            assertThat(TokenColumns.write(List.of(row), packer)).hasSizeLessThan(200);
        }
    }

    @Test
    void bytesThatAreCutOffAreDamage() {
        try (Packing.Packer packer = Packing.PLAIN.packer()) {
            byte[] bytes = TokenColumns.write(rows(new Random(1)), packer);
            for (int length = 0; length < bytes.length; length += 7) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> TokenColumns.read(cut, packer)).isInstanceOf(JournalException.class);
            }
        }
    }

    private static List<CompletionTokens> rows(Random random) {
        List<CompletionTokens> rows = new ArrayList<>();
        TokenIds prompt = TokenIds.EMPTY;
        for (int i = 0; i <= random.nextInt(4); i++) {
            prompt = random.nextBoolean() ? prompt : ids(random);
            TokenIds own = ids(random);
            rows.add(new CompletionTokens(
                    prompt, own, values(random), values(random), values(random), alternatives(own, random)));
        }
        return rows;
    }

    /// None for half of the rows; else up to six a place, the drawn token among them now and then.
    private static List<List<TokenChoice>> alternatives(TokenIds own, Random random) {
        if (random.nextBoolean()) {
            return List.of();
        }
        List<List<TokenChoice>> places = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            List<TokenChoice> place = new ArrayList<>();
            for (int k = random.nextInt(7); k > 0; k--) {
                int id = k == 2 && own.get(i) >= 0 ? own.get(i) : random.nextInt(150_000);
                place.add(new TokenChoice(id, "", KeptAlternatives.logProb(random.nextInt(256))));
            }
            places.add(place);
        }
        return places;
    }

    private static TokenIds ids(Random random) {
        return TokenIds.of(random.ints(random.nextInt(60))
                .map(i -> i >> random.nextInt(32))
                .toArray());
    }

    private static @Nullable TokenValues values(Random random) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        float[] values = new float[random.nextInt(60)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(3) == 0 ? Float.intBitsToFloat(random.nextInt()) : -random.nextFloat();
        }
        return TokenValues.of(values);
    }

    /// A float that is no number has many forms, which `equals` takes for one.
    private static List<Object> bits(CompletionTokens row) {
        List<Object> bits = new ArrayList<>(List.of(row.promptIds(), row.ids(), row.alternatives()));
        for (TokenValues column : new @Nullable TokenValues[] {row.logProb(), row.samplerLogProb(), row.entropy()}) {
            List<Integer> own = new ArrayList<>();
            if (column != null) {
                for (float value : column.toArray()) {
                    own.add(Float.floatToRawIntBits(value));
                }
            }
            bits.add(column == null ? "none" : own);
        }
        return bits;
    }
}
