package org.loopwright.round.task;

import java.util.Random;

/// `sums`: chains without products, `3+4+9`, solved step by step as [Chain] is. What a model practises before
/// it sees products.
public final class Sums extends Chain {
    @Override
    public String name() {
        return "sums";
    }

    @Override
    public String summary() {
        return "Sums of digits, from left to right, modulo 7.";
    }

    @Override
    boolean sums(Random random) {
        return true;
    }
}
