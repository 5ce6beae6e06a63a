package org.loopwright.model;

import java.util.ArrayList;
import java.util.List;

/// The likeliest tokens at each place of a completion in the form in which they are kept: their ids without
/// texts, which the model that wrote them can give again, and log-probabilities in sixteenths of a nat, down to
/// e^-15.9. A drawn token's own log-probability is kept in full beside them, in [Completion#logProb].
public final class KeptAlternatives {
    /// Parts of a nat.
    public static final float PARTS = 16;
    /// The largest number of parts; what is less likely is taken for this.
    public static final int LARGEST = 255;

    private KeptAlternatives() {}

    /// The completion with its alternatives in that form. Those of servers that tell no ids stay as they are.
    public static Completion of(Completion completion) {
        List<List<TokenChoice>> places = new ArrayList<>();
        for (List<TokenChoice> place : completion.alternatives()) {
            if (place.stream().anyMatch(choice -> choice.id() == TokenIds.UNKNOWN)) {
                return completion;
            }
            places.add(place.stream()
                    .map(choice -> new TokenChoice(choice.id(), "", logProb(parts(choice.logProb()))))
                    .toList());
        }
        return completion.withAlternatives(places);
    }

    /// Whether these are in that form.
    ///
    /// @param ids of the tokens that were drawn
    public static boolean isKept(List<List<TokenChoice>> places, TokenIds ids) {
        return places.size() == ids.size()
                && places.stream()
                        .flatMap(List::stream)
                        .allMatch(choice -> choice.id() >= 0
                                && choice.text().isEmpty()
                                && choice.logProb() == logProb(parts(choice.logProb())));
    }

    /// A log-probability in parts of a nat, in [0, [#LARGEST]].
    public static int parts(float logProb) {
        return Math.clamp(Math.round(-logProb * PARTS), 0, LARGEST);
    }

    /// The log-probability of so many parts.
    public static float logProb(int parts) {
        return parts == 0 ? 0 : -parts / PARTS;
    }
}
