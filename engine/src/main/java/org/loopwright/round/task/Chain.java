package org.loopwright.round.task;

import java.util.Random;

/// `chain`: sums and products of digits, from left to right, modulo 10: `3+4*2+5` is 3+4=7, 7*2=4, 4+5=9.
/// The solution says every step and ends with the answer. The size is the number of operations.
public class Chain implements ProceduralTask {
    @Override
    public String name() {
        return "chain";
    }

    @Override
    public String summary() {
        return "Sums and products of digits, from left to right, modulo 10.";
    }

    @Override
    public Range sizes() {
        return new Range(1, 20);
    }

    @Override
    public Problem draw(int size, Random random) {
        int value = random.nextInt(10);
        StringBuilder question = new StringBuilder().append(value);
        StringBuilder solution = new StringBuilder();
        for (int i = 0; i < size; i++) {
            boolean sum = sums(random);
            int operand = random.nextInt(10);
            int next = (sum ? value + operand : value * operand) % 10;
            char sign = sum ? '+' : '*';
            question.append(sign).append(operand);
            solution.append(i == 0 ? "" : " ")
                    .append(value)
                    .append(sign)
                    .append(operand)
                    .append('=')
                    .append(next);
            value = next;
        }
        return new Problem(question.toString(), solution.toString(), Integer.toString(value));
    }

    /// Whether the next operation is a sum.
    boolean sums(Random random) {
        return random.nextBoolean();
    }
}
