package org.loopwright.tool.world;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `number-guessing`: find a number from 1 to 100 in seven guesses; each is answered with higher or lower.
/// Halving the range always wins.
public final class NumberGuessing implements World {
    private static final int MOST = 100;
    private static final int GUESSES = 7;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    @Override
    public String name() {
        return "number-guessing";
    }

    @Override
    public Turn play(long seed, List<String> actions) {
        int secret = 1 + new Random(seed).nextInt(MOST);
        if (actions.isEmpty()) {
            return new Turn(
                    "I think of a number from 1 to " + MOST + ". You have " + GUESSES + " guesses. Say a number.",
                    End.OPEN);
        }
        String said = answer(secret, actions.getLast());
        if (said.isEmpty()) {
            return new Turn("Right, it is " + secret + ".", End.WON);
        }
        int left = GUESSES - actions.size();
        return left <= 0
                ? new Turn(said + " You have no guesses left; it was " + secret + ".", End.LOST)
                : new Turn(said + " Guesses left: " + left + ".", End.OPEN);
    }

    private static String answer(int secret, String action) {
        Matcher matcher = NUMBER.matcher(action);
        String last = null;
        while (matcher.find()) {
            last = matcher.group();
        }
        if (last == null) {
            return "I see no number in that.";
        }
        int guess = Integer.parseInt(last);
        if (guess == secret) {
            return "";
        }
        return guess < secret ? "Higher than " + guess + "." : "Lower than " + guess + ".";
    }
}
