package org.loopwright.train.arithmetic;

import java.util.Random;

/// Spoils a right answer the ways that drafts go wrong: all digits random (15 %), one place off by up
/// to nine (25 %), one to four digits changed (60 %). Rarely the result is right after all.
final class DraftCorruption {
    private DraftCorruption() {}

    static String of(Multiplication problem, Random random) {
        double way = random.nextDouble();
        if (way < 0.15) {
            return Multiplication.fixedWidth(random.nextInt(100_000));
        }
        return way < 0.4 ? shiftedPlace(problem, random) : changedDigits(problem.answer(), random);
    }

    private static String shiftedPlace(Multiplication problem, Random random) {
        int step = (int) Math.pow(10, random.nextInt(4));
        int sign = random.nextBoolean() ? 1 : -1;
        int product = problem.first() * problem.second() + sign * step * (1 + random.nextInt(9));
        return Multiplication.fixedWidth(Math.min(99_999, Math.abs(product)));
    }

    private static String changedDigits(String answer, Random random) {
        char[] digits = answer.toCharArray();
        int changes = random.nextBoolean() ? 1 : 2 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int place = random.nextInt(digits.length);
            boolean neighbour = random.nextBoolean();
            int shift = neighbour ? (random.nextBoolean() ? 1 : 9) : 1 + random.nextInt(9);
            digits[place] = (char) ('0' + (digits[place] - '0' + shift) % 10);
        }
        return new String(digits);
    }
}
