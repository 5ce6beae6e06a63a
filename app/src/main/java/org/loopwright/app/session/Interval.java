package org.loopwright.app.session;

/// An interval of a rate or a difference of rates.
public record Interval(double low, double high) {}
