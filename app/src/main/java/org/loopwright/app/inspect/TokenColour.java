package org.loopwright.app.inspect;

/// What tokens are coloured by. Closed set.
enum TokenColour {
    NONE,
    /// How likely the token was under the raw distribution.
    PROBABILITY,
    /// How spread the distribution was, in nats.
    ENTROPY,
    /// How much likelier another model finds the token, as a difference of natural logarithms.
    DIFFERENCE;

    /// The end of its message keys.
    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
