package org.loopwright.app.testing;

import java.util.List;
import java.util.UUID;
import org.loopwright.app.session.Tokens;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenValues;

/// A token is a character, and every model is sure of it.
record FakeTokens() implements Tokens {
    @Override
    public List<String> texts(UUID run, String role, Completion completion) {
        return completion.text().codePoints().mapToObj(Character::toString).toList();
    }

    @Override
    public List<List<TokenChoice>> alternatives(UUID run, String role, Completion completion) {
        return completion.alternatives();
    }

    @Override
    public TokenValues scores(String model, Prompt prompt, Completion completion) {
        return TokenValues.of(new float[completion.ids().size()]);
    }
}
