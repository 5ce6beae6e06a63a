package org.loopwright.train.arithmetic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Draws problems of a split: `oneDigit` of them times one digit (a fifth of these with a first number
/// of two digits), `twoByTwo` of two digits each, the rest three digits times two.
///
/// @param oneDigit share in [0, 1]
/// @param twoByTwo share in [0, 1 - oneDigit]
record ProblemMix(double oneDigit, double twoByTwo) {
    /// The mix of the shipped data files.
    static final ProblemMix USUAL = new ProblemMix(0.5, 0.3);

    Multiplication draw(Split split, Random random) {
        while (true) {
            Multiplication problem = draw(random);
            if (problem.split() == split) {
                return problem;
            }
        }
    }

    private Multiplication draw(Random random) {
        double kind = random.nextDouble();
        if (kind < oneDigit) {
            int first = random.nextInt(5) == 0 ? 10 + random.nextInt(90) : 100 + random.nextInt(900);
            return new Multiplication(first, 2 + random.nextInt(8));
        }
        boolean small = kind < oneDigit + twoByTwo;
        int first = small ? 10 + random.nextInt(90) : 100 + random.nextInt(900);
        return new Multiplication(first, 10 + random.nextInt(90));
    }

    /// Distinct problems. Small classes run out of held-out problems, which leaves more room for the
    /// others.
    List<Multiplication> distinct(Split split, int count, long seed) {
        Random random = new Random(seed);
        Set<Multiplication> problems = new LinkedHashSet<>();
        while (problems.size() < count) {
            problems.add(draw(split, random));
        }
        return new ArrayList<>(problems);
    }
}
