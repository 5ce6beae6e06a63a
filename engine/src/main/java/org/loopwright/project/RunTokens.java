package org.loopwright.project;

import java.util.List;
import java.util.UUID;
import org.loopwright.model.Beginning;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenChoice;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenListener;
import org.loopwright.model.TokenTexts;
import org.loopwright.model.TokenValues;

/// The tokens of a project's stored completions, by the models that wrote them and by others.
public final class RunTokens {
    private final Project project;
    private final RunPlanner planner;
    private final ModelLibrary models;

    RunTokens(Project project, RunPlanner planner, ModelLibrary models) {
        this.project = project;
        this.planner = planner;
        this.models = models;
    }

    /// The text of each token of a completion; empty when the model of its role spells them otherwise.
    ///
    /// @param role that wrote it
    /// @throws ProjectException when the run is unknown or its model is gone
    public List<String> texts(UUID run, String role, Completion completion) {
        LanguageModel model = planner.model(project.summary(run).header(), role);
        return TokenTexts.of(model::detokenize, completion.ids(), completion.text());
    }

    /// The alternatives of a completion with the texts that they would have written; as they are where they have texts.
    ///
    /// @param role that wrote it
    /// @throws ProjectException when the run is unknown or its model is gone
    public List<List<TokenChoice>> alternatives(UUID run, String role, Completion completion) {
        if (completion.alternatives().isEmpty()) {
            return List.of();
        }
        LanguageModel model = planner.model(project.summary(run).header(), role);
        return completion.alternatives().stream()
                .map(place -> place.stream()
                        .map(choice -> choice.text().isEmpty() && choice.id() >= 0
                                ? new TokenChoice(
                                        choice.id(), model.detokenize(TokenIds.of(choice.id())), choice.logProb())
                                : choice)
                        .toList())
                .toList();
    }

    /// The natural logarithm of the probability of each token of a completion under another model of
    /// the project, after the same messages. The model decodes the completion's own tokens and draws
    /// one more.
    ///
    /// @param model id of the other model
    /// @throws ProjectException when there is no such model, or it spells the tokens otherwise
    public TokenValues scores(String model, Prompt prompt, Completion completion) throws InterruptedException {
        LanguageModel other = models.open(model);
        if (!other.detokenize(completion.ids()).equals(completion.text())) {
            throw new ProjectException("model " + model
                    + " reads these tokens as another text: only models with one tokenizer can be compared by token");
        }
        CompletionRequest request = new CompletionRequest(
                        prompt, Sampling.greedy(completion.ids().size() + 1).withTemperature(1), 0)
                .withBeginning(new Beginning(completion.text(), completion.ids()));
        other.requireFeatures(request);
        TokenValues scores =
                other.complete(List.of(request), TokenListener.NONE).getFirst().logProb();
        if (scores == null) {
            throw new ProjectException("model " + model + " gives no probabilities");
        }
        return scores;
    }
}
