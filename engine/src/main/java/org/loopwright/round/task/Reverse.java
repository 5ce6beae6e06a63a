package org.loopwright.round.task;

import java.util.Random;

/// `reverse`: letters in reverse order, `abcd` is `dcba`. The size is the number of letters.
public final class Reverse implements ProceduralTask {
    @Override
    public String name() {
        return "reverse";
    }

    @Override
    public String summary() {
        return "Letters in reverse order.";
    }

    @Override
    public Range sizes() {
        return new Range(1, 60);
    }

    @Override
    public Problem draw(int size, Random random) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < size; i++) {
            letters.append((char) ('a' + random.nextInt(10)));
        }
        String answer = new StringBuilder(letters).reverse().toString();
        return new Problem(letters.toString(), answer, answer);
    }
}
