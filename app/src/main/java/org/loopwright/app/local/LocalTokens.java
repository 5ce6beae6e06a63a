package org.loopwright.app.local;

import java.util.List;
import java.util.UUID;
import org.loopwright.app.session.Tokens;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenValues;
import org.loopwright.project.Project;

/// Tokens by the models of a project of this machine.
record LocalTokens(Project project) implements Tokens {
    @Override
    public List<String> texts(UUID run, String role, Completion completion) {
        return project.tokens().texts(run, role, completion);
    }

    @Override
    public List<List<TokenChoice>> alternatives(UUID run, String role, Completion completion) {
        return project.tokens().alternatives(run, role, completion);
    }

    @Override
    public TokenValues scores(String model, Prompt prompt, Completion completion) throws InterruptedException {
        return project.tokens().scores(model, prompt, completion);
    }
}
