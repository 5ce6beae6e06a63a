package org.loopwright.measure;

/// How much worse a model corrects its own errors than the same errors when a user makes them.
///
/// K. Tsui: Self-Correction Bench: Uncovering and Addressing the Self-Correction Blind Spot in Large
/// Language Models (2025): `1 - accuracy(own error) / accuracy(user's error)` on identical injected errors.
///
/// @param share the blind spot; undefined where the denominator's interval reaches 0
/// @param difference accuracy on the user's errors less on its own, always defined
public record BlindSpot(Estimate share, Estimate difference) {
    /// @param own answers after an error in the model's own turn
    /// @param users answers after the same error in the user's turn
    /// @throws MeasureException when the arms differ in items
    public static BlindSpot of(Arm own, Arm users) {
        PairedDifference difference = PairedDifference.ofArms(own, users);
        Design design = difference.design();
        double[] kept = sums(design.values(own, a -> a.right(Integer.MAX_VALUE)));
        double[] base = sums(design.values(users, a -> a.right(Integer.MAX_VALUE)));
        double[] lost = new double[kept.length];
        for (int i = 0; i < lost.length; i++) {
            lost[i] = base[i] - kept[i];
        }
        return new BlindSpot(new PairedRatio(lost, base).estimate(), difference.estimate());
    }

    static double[] sums(UnitValues values) {
        return values.units().stream()
                .mapToDouble(unit -> java.util.Arrays.stream(unit).sum())
                .toArray();
    }
}
