package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.KeptAlternatives;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;

/// The alternatives of a segment's completions behind its [TokenColumns]: all ids, then all probabilities, a byte
/// each. The drawn token, which is among them most often, is a zero instead of its id. A segment without
/// alternatives has no such columns.
final class AlternativeColumns {
    private AlternativeColumns() {}

    /// Collects alternatives, row by row.
    static final class Writing {
        private final ByteSink ids = new ByteSink();
        private final ByteSink parts = new ByteSink();
        private boolean any;

        /// @param drawn the row's own tokens
        void add(TokenIds drawn, List<List<TokenChoice>> places) {
            any = true;
            for (int i = 0; i < places.size(); i++) {
                List<TokenChoice> place = places.get(i);
                ids.number(place.size());
                for (TokenChoice choice : place) {
                    ids.number(choice.id() == drawn.get(i) ? 0 : choice.id() + 1L);
                    parts.raw(new byte[] {(byte) KeptAlternatives.parts(choice.logProb())});
                }
            }
        }

        void end(ByteSink all, Packing.Packer packer) {
            if (any) {
                all.sized(packer.packPlain(ids.toBytes())).sized(packer.packPlain(parts.toBytes()));
            }
        }
    }

    /// Gives them back, in the same order.
    static final class Reading {
        private final ByteSource all;
        private final Packing.Packer packer;
        private @Nullable ByteSource ids;
        private ByteSource parts = new ByteSource(new byte[0]);

        /// @param all stands behind the other columns
        Reading(ByteSource all, Packing.Packer packer) {
            this.all = all;
            this.packer = packer;
        }

        List<List<TokenChoice>> next(TokenIds drawn) {
            ByteSource from = ids;
            if (from == null) {
                from = new ByteSource(packer.unpack(all.sized()));
                parts = new ByteSource(packer.unpack(all.sized()));
                ids = from;
            }
            List<List<TokenChoice>> places = new ArrayList<>();
            for (int i = 0; i < drawn.size(); i++) {
                List<TokenChoice> place = new ArrayList<>();
                for (int left = from.integer(); left > 0; left--) {
                    int id = from.integer();
                    place.add(new TokenChoice(
                            id == 0 ? drawn.get(i) : id - 1, "", KeptAlternatives.logProb(parts.raw(1)[0] & 0xff)));
                }
                places.add(place);
            }
            return places;
        }
    }
}
