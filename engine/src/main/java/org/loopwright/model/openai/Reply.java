package org.loopwright.model.openai;

import java.util.List;
import org.loopwright.model.TokenChoice;

/// One answer of a server, put together from its pieces.
///
/// @param text what it says
/// @param tokens the drawn tokens with their log-probabilities; empty when the server gives none
/// @param alternatives the likeliest tokens at each place; empty when the server gives none
/// @param finish `stop`, `length` or another word
/// @param promptTokens as the server counts; 0 when it doesn't
/// @param completionTokens as the server counts; 0 when it doesn't
/// @param cachedTokens prompt tokens whose computation was reused; 0 when it doesn't tell
record Reply(
        String text,
        List<TokenChoice> tokens,
        List<List<TokenChoice>> alternatives,
        String finish,
        int promptTokens,
        int completionTokens,
        int cachedTokens) {}
