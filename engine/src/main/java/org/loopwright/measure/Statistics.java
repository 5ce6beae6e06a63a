package org.loopwright.measure;

/// What all statistics share.
public final class Statistics {
    /// Seeds every bootstrap and random permutation, so that equal data give equal figures.
    public static final long SEED = 20_260_101;

    private Statistics() {}
}
