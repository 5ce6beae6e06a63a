package org.loopwright.model;

/// Hears tokens as they are decoded, on the device's thread: return at once.
@FunctionalInterface
public interface TokenListener {
    /// Ignores every token.
    TokenListener NONE = (request, text) -> {};

    /// Called with the request's index in the list that was passed to [LanguageModel#complete] and the
    /// new token's text.
    void token(int request, String text);
}
