package org.loopwright.round.task;

import java.util.Random;

/// `marked-chain`: chains as [Chain] has them, every operation behind a letter that tells its place, and the last one
/// behind a capital: `3f+5G*2` is `f3+5=1G1*2=2`. The letters go up by one from a random first letter, so that a longer chain holds no
/// letter that a shorter one did not (index hints, Zhou et al. 2024,
/// [arXiv:2402.09371](https://arxiv.org/abs/2402.09371), section 3), and up to 16 blanks stand behind a question, so that distances tell
/// little. The size is the number of operations.
public final class MarkedChain implements ProceduralTask {
    private static final int MODULUS = 7;
    private static final int LETTERS = 26;
    private static final int MOST_BLANKS = 16;

    @Override
    public String name() {
        return "marked-chain";
    }

    @Override
    public String summary() {
        return "Sums and products of digits modulo 7, every operation behind a letter that tells its place.";
    }

    @Override
    public Range sizes() {
        return new Range(1, LETTERS);
    }

    @Override
    public Problem draw(int size, Random random) {
        char letter = (char) ('a' + random.nextInt(LETTERS - size + 1));
        int value = random.nextInt(MODULUS);
        StringBuilder question = new StringBuilder().append(value);
        StringBuilder solution = new StringBuilder();
        for (int i = 0; i < size; i++) {
            boolean sum = random.nextBoolean();
            int operand = random.nextInt(MODULUS);
            int next = (sum ? value + operand : value * operand) % MODULUS;
            char mark = i == size - 1 ? Character.toUpperCase(letter) : letter;
            String operation = (sum ? "+" : "*") + operand;
            question.append(mark).append(operation);
            solution.append(mark)
                    .append(value)
                    .append(operation)
                    .append('=')
                    .append(next);
            value = next;
            letter++;
        }
        question.append(" ".repeat(random.nextInt(MOST_BLANKS + 1)));
        return new Problem(question.toString(), solution.toString(), Integer.toString(value));
    }
}
