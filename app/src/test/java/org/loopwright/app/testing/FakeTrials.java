package org.loopwright.app.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.loopwright.app.session.Trials;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.PromptSettings;
import org.loopwright.model.ModelCard;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptToken;
import org.loopwright.model.Sampling;
import org.loopwright.project.TrialRequest;
import org.loopwright.store.RunSummary;
import org.loopwright.trial.BenchAnswer;
import org.loopwright.trial.BenchListener;
import org.loopwright.trial.BenchPrompt;
import org.loopwright.trial.BenchRequest;
import org.loopwright.trial.Breakpoints;
import org.loopwright.trial.Trial;
import org.loopwright.trial.TrialListener;

/// A made-up prompt of a made-up item. Nothing of it runs: there is no model.
record FakeTrials(List<String> items, ModelCard model) implements Trials {
    private static final String SENTENCE = "What is 12 * 34 ?";

    @Override
    public List<String> items(String dataset) {
        return items;
    }

    @Override
    public List<RunSummary> runsOf(String dataset, String item) {
        return List.of();
    }

    @Override
    public BenchPrompt prompt(BenchRequest request) {
        List<PromptToken> tokens = new ArrayList<>();
        for (String word : SENTENCE.split(" ")) {
            tokens.add(new PromptToken(word.hashCode() & 0xfff, word + " ", PromptToken.Origin.MESSAGE, 0, 0));
        }
        Prompt prompt = new Prompt(List.of(Prompt.Message.of("user", SENTENCE)));
        return new BenchPrompt(
                request.node(),
                List.of(new BenchPrompt.ShownSlot("question", BenchPrompt.Origin.GIVEN, SENTENCE, true)),
                List.of(),
                new BenchPrompt.Asked(
                        "student",
                        model,
                        prompt,
                        Sampling.greedy(48),
                        1,
                        tokens,
                        2048,
                        "",
                        PromptSettings.TooLong.ERROR,
                        Set.of()),
                "",
                Optional.empty());
    }

    @Override
    public List<BenchAnswer> complete(BenchRequest request, int samples, BenchListener listener) {
        throw new IllegalStateException("a made-up project has no model");
    }

    @Override
    public Trial start(TrialRequest request, Breakpoints breakpoints, TrialListener listener) {
        throw new IllegalStateException("a made-up project has no model");
    }

    @Override
    public Trial open(UUID run, String item, Breakpoints breakpoints, TrialListener listener) {
        throw new IllegalStateException("a made-up project has no model");
    }

    @Override
    public void check(LoopSpec loop, String condition) {}
}
