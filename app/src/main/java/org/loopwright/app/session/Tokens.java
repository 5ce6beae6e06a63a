package org.loopwright.app.session;

import java.util.List;
import java.util.UUID;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenValues;

/// What models say of stored completions, token by token. Every method may be slow.
public interface Tokens {
    /// The text of each token; empty when it can't be told.
    List<String> texts(UUID run, String role, Completion completion);

    /// The likeliest tokens at each place, with their texts; empty when none were kept.
    List<List<TokenChoice>> alternatives(UUID run, String role, Completion completion);

    /// The natural logarithm of each token's probability under another model of the project.
    ///
    /// @param model its id
    TokenValues scores(String model, Prompt prompt, Completion completion) throws InterruptedException;
}
