package org.loopwright.round.task;

import java.util.Random;

/// `addition`: two numbers of equally many digits, lowest digit first, so that carries go the way that the
/// answer is written: `12+93` (21 + 39) is `060`. The answer has one digit more. The size is the number of
/// digits of each.
public final class Addition implements ProceduralTask {
    @Override
    public String name() {
        return "addition";
    }

    @Override
    public String summary() {
        return "Sums of two numbers of equally many digits, lowest digit first.";
    }

    @Override
    public Range sizes() {
        return new Range(1, 40);
    }

    @Override
    public Problem draw(int size, Random random) {
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        StringBuilder sum = new StringBuilder();
        int carry = 0;
        for (int i = 0; i < size; i++) {
            int a = random.nextInt(10);
            int b = random.nextInt(10);
            first.append(a);
            second.append(b);
            sum.append((a + b + carry) % 10);
            carry = (a + b + carry) / 10;
        }
        sum.append(carry);
        return new Problem(first + "+" + second, sum.toString(), sum.toString());
    }
}
