package org.loopwright.train;

/// The learning rate over a run: a linear warm-up to the highest rate, then a course down.
///
/// @param rate the highest rate, in (0, 1]
/// @param warmUp steps of the linear rise, at least 0
/// @param course what follows
public record RateSchedule(double rate, int warmUp, Course course) {
    /// The rate after the warm-up, as a share of the highest. Closed set.
    public sealed interface Course {}

    /// Stays.
    public record Constant() implements Course {}

    /// Falls in a straight line to `rest` at the last step.
    ///
    /// @param rest share that is left, in [0, 1]
    public record Linear(double rest) implements Course {}

    /// Falls along half a cosine from the end of the warm-up to `rest` at the last step (Loshchilov and
    /// Hutter 2017, [arXiv:1608.03983](https://arxiv.org/abs/1608.03983)).
    ///
    /// @param rest share that is left, in [0, 1]
    public record Cosine(double rest) implements Course {}

    /// Warm-up, stable, decay (Hu et al. 2024, [arXiv:2404.06395](https://arxiv.org/abs/2404.06395)):
    /// stays for a share of all steps, then falls along half a cosine, and no lower than `rest`.
    ///
    /// @param stableUntil share of all steps after which the fall begins, in [0, 1)
    /// @param rest share that is left, in [0, 1]
    public record WarmUpStableDecay(double stableUntil, double rest) implements Course {}

    /// For training that may go on later (Ibrahim et al. 2024,
    /// [arXiv:2403.08763](https://arxiv.org/abs/2403.08763)): a cosine down to `constant`, which stays, and a
    /// last exponential fall to `rest`. A run that will be continued leaves the last fall out with
    /// `annealFrom` 1.
    ///
    /// @param coolUntil share of all steps where the cosine ends, in (0, 1]
    /// @param constant share of the rate that stays, in (0, 1]
    /// @param annealFrom share of all steps where the last fall begins, in [coolUntil, 1]
    /// @param rest share that is left at the end, in (0, constant]
    public record Infinite(double coolUntil, double constant, double annealFrom, double rest) implements Course {}

    /// One rate for all steps.
    public static RateSchedule constant(double rate) {
        return new RateSchedule(rate, 0, new Constant());
    }

    /// The rate of a step.
    ///
    /// @param step from 0
    /// @param steps of the whole run
    public double at(int step, int steps) {
        double rise = warmUp == 0 ? 1 : Math.min(1, (step + 1.0) / warmUp);
        return rate * rise * share(step, steps);
    }

    private double share(int step, int steps) {
        double done = (double) step / steps;
        double fallen = Math.clamp((double) (step - warmUp) / Math.max(1, steps - warmUp), 0, 1);
        return switch (course) {
            case Constant() -> 1;
            case Linear(double rest) -> 1 - (1 - rest) * fallen;
            case Cosine(double rest) -> rest + (1 - rest) * halfCosine(fallen);
            case WarmUpStableDecay(double until, double rest) ->
                done <= until ? 1 : Math.max(rest, halfCosine((done - until) / (1 - until)));
            case Infinite infinite -> infinite(infinite, done);
        };
    }

    private static double infinite(Infinite course, double done) {
        if (done < course.coolUntil()) {
            return course.constant() + (1 - course.constant()) * halfCosine(done / course.coolUntil());
        }
        if (done < course.annealFrom() || course.annealFrom() >= 1) {
            return course.constant();
        }
        double fallen = (done - course.annealFrom()) / (1 - course.annealFrom());
        return course.constant() * Math.pow(course.rest() / course.constant(), fallen);
    }

    private static double halfCosine(double done) {
        return 0.5 * (1 + Math.cos(Math.PI * done));
    }
}
