package org.loopwright.measure.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.measure.Arm;
import org.loopwright.measure.BlindSpot;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.NoiseFloor;
import org.loopwright.measure.PlaceboGain;
import org.loopwright.measure.ResamplingNull;
import org.loopwright.measure.Unit;

/// What a difference has to exceed besides zero: what drawing again moves, what any critique gains, what two
/// runs of the very same differ by.
///
/// @param nulls of the arms with more than one turn, where there are drafts enough
/// @param placebos of each arm with more than one turn, against the base, where both began with the same drafts
/// @param blindSpots of arms that a mistake was put into, against a base with the same mistakes
/// @param floors of the arms that were run more than once
/// @param missing what could not be computed and what would be needed, a sentence each
public record Yardsticks(
        List<Null> nulls, List<Placebo> placebos, List<Blind> blindSpots, List<Floor> floors, List<String> missing) {
    private static final String PLACEBO = "placebo-critique";
    private static final String INJECTION = "inject-error";

    /// The resampling null of an arm.
    ///
    /// @param pool name of the arm that the drafts are from
    public record Null(String arm, String pool, ResamplingNull value) {}

    /// An arm's gain less the base's.
    ///
    /// @param isPlacebo whether the base's loop has a placebo critique; else the base is only another loop
    public record Placebo(String arm, String base, boolean isPlacebo, PlaceboGain value) {}

    /// An arm with a mistake in its own turn against the base, with the same mistake in the user's turn.
    public record Blind(String own, String users, BlindSpot value) {}

    /// The noise floor of an arm.
    public record Floor(String arm, NoiseFloor value) {}

    public Yardsticks {
        nulls = List.copyOf(nulls);
        placebos = List.copyOf(placebos);
        blindSpots = List.copyOf(blindSpots);
        floors = List.copyOf(floors);
        missing = List.copyOf(missing);
    }

    /// The yardsticks of arms, the first of which is the base.
    public static Yardsticks of(List<ComparedArm> arms) {
        return of(arms, arms.getFirst());
    }

    /// The yardsticks of one run.
    ///
    /// @param drafts independent drafts of the same items by the same model, [ResamplingNull#DRAFTS] of each at
    ///     least; null where there are not so many
    /// @param wanted what would be needed for them; empty where there are enough
    public static Yardsticks of(Arm run, @Nullable Arm drafts, String wanted) {
        List<Null> nulls = drafts == null || run.lastTurn() == 0
                ? List.of()
                : List.of(new Null(run.name(), drafts.name(), ResamplingNull.of(run, drafts)));
        return new Yardsticks(nulls, List.of(), List.of(), List.of(), wanted.isEmpty() ? List.of() : List.of(wanted));
    }

    static Yardsticks of(List<ComparedArm> arms, ComparedArm base) {
        Making making = new Making(arms, base);
        arms.forEach(making::add);
        return making.made();
    }

    /// The null of an arm; empty where there is none.
    public Optional<Null> nullOf(String arm) {
        return nulls.stream().filter(one -> one.arm().equals(arm)).findFirst();
    }

    /// Tries each yardstick on each arm; what does not apply says why.
    private static final class Making {
        private final List<ComparedArm> arms;
        private final ComparedArm base;
        private final List<Null> nulls = new ArrayList<>();
        private final List<Placebo> placebos = new ArrayList<>();
        private final List<Blind> blindSpots = new ArrayList<>();
        private final List<Floor> floors = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();

        Making(List<ComparedArm> arms, ComparedArm base) {
            this.arms = arms;
            this.base = base;
        }

        void add(ComparedArm compared) {
            Arm arm = compared.arm();
            if (arm.lastTurn() > 0) {
                attempt(() -> addNull(arm));
                if (!compared.equals(base) && base.arm().lastTurn() > 0) {
                    attempt(() -> addPlacebo(arm));
                }
            }
            if (!compared.equals(base)
                    && compared.kinds().contains(INJECTION)
                    && base.kinds().contains(INJECTION)) {
                attempt(() -> blindSpots.add(new Blind(arm.name(), base.arm().name(), BlindSpot.of(arm, base.arm()))));
            }
            attempt(() -> NoiseFloor.of(arm).ifPresent(floor -> floors.add(new Floor(arm.name(), floor))));
        }

        private void addNull(Arm arm) {
            Arm pool = pool(arm);
            if (pool == null) {
                missing.add(
                        "The resampling null of " + arm.name() + " needs " + ResamplingNull.DRAFTS
                                + " independent drafts of each item: add runs of it, or of a one-answer loop, with other seeds.");
            } else if (arm.design().unit() == Unit.SEED) {
                missing.add("The resampling null of " + arm.name()
                        + " is not defined over training seeds: compare the runs of one model.");
            } else {
                nulls.add(new Null(arm.name(), pool.name(), ResamplingNull.of(arm, pool)));
            }
        }

        /// The arm's own first answers where it was run often enough, else those of a one-answer arm.
        private @Nullable Arm pool(Arm arm) {
            if (isPool(arm)) {
                return arm;
            }
            return arms.stream()
                    .map(ComparedArm::arm)
                    .filter(other -> other.lastTurn() == 0 && isPool(other))
                    .findFirst()
                    .orElse(null);
        }

        private static boolean isPool(Arm arm) {
            return arm.seeds().size() == 1 && arm.design().fewestSamples() >= ResamplingNull.DRAFTS;
        }

        private void addPlacebo(Arm arm) {
            placebos.add(new Placebo(
                    arm.name(), base.arm().name(), base.kinds().contains(PLACEBO), PlaceboGain.of(arm, base.arm())));
        }

        private void attempt(Runnable yardstick) {
            try {
                yardstick.run();
            } catch (MeasureException e) {
                missing.add(e.getMessage() + ".");
            }
        }

        Yardsticks made() {
            return new Yardsticks(nulls, placebos, blindSpots, floors, missing);
        }
    }
}
