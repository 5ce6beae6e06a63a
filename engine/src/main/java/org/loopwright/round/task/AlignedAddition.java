package org.loopwright.round.task;

import java.util.Random;

/// `aligned-addition`: [Addition] in columns: both numbers and their sum are filled up with blanks to 12
/// and 13 places, so that a digit of the answer stands equally far behind the digits that it comes from,
/// however long the numbers are. The answer begins with the carry into the first column, 0, so that no
/// digit of it is the first: `12          +93          ` is `0060          `. The size is the number of
/// digits of each number.
public final class AlignedAddition implements ProceduralTask {
    private static final int WIDTH = 12;
    private static final String CARRY = "0";
    private final Addition addition = new Addition();

    @Override
    public String name() {
        return "aligned-addition";
    }

    @Override
    public String summary() {
        return "Sums of two numbers in columns of 12 places, lowest digit first.";
    }

    @Override
    public Range sizes() {
        return new Range(1, WIDTH);
    }

    @Override
    public Problem draw(int size, Random random) {
        Problem plain = addition.draw(size, random);
        String blanks = " ".repeat(WIDTH - size);
        return new Problem(
                plain.question().replace("+", blanks + "+") + blanks,
                CARRY + plain.solution() + blanks,
                CARRY + plain.answer());
    }
}
