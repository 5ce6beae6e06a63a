package org.loopwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every [LanguageModel] promises. A subclass opens one; each test gets a fresh model.
public abstract class LanguageModelContract {
    private final List<LanguageModel> opened = new ArrayList<>();

    /// A fresh model that answers any prompt of a few words with at least two tokens.
    protected abstract LanguageModel open();

    private LanguageModel model() {
        LanguageModel model = open();
        opened.add(model);
        return model;
    }

    @AfterEach
    void closeModels() {
        opened.forEach(LanguageModel::close);
    }

    /// Whether the model knows its tokens' ids; a server may keep them to itself.
    private static boolean knowsIds(LanguageModel model) {
        return model.features().contains(ModelFeature.TOKEN_IDS);
    }

    protected static Prompt user(String text) {
        return new Prompt(List.of(Prompt.Message.of("user", text)));
    }

    protected static CompletionRequest request(String text, long seed) {
        return new CompletionRequest(user(text), Sampling.greedy(12).withTemperature(1), seed);
    }

    @Test
    void answersInTheOrderOfTheRequests() throws InterruptedException {
        LanguageModel model = model();
        List<CompletionRequest> requests = List.of(request("1", 1), request("22", 2), request("333", 3));
        List<Completion> completions = model.complete(requests, TokenListener.NONE);
        assertThat(completions).hasSize(3);
        for (int i = 0; i < 3; i++) {
            if (knowsIds(model)) {
                assertThat(completions.get(i).promptIds())
                        .isEqualTo(model.tokenize(requests.get(i).prompt()));
            } else {
                assertThat(completions.get(i).promptIds().size()).isGreaterThan(i);
            }
        }
    }

    @Test
    void theTokensOfAPromptAreThoseThatItReads() {
        LanguageModel model = model();
        Prompt prompt = user("123");
        if (!knowsIds(model)) {
            assertThatThrownBy(() -> model.promptTokens(prompt)).isInstanceOf(ModelException.class);
            return;
        }
        List<PromptToken> tokens = model.promptTokens(prompt);
        assertThat(tokens.stream().mapToInt(PromptToken::id).toArray())
                .isEqualTo(model.tokenize(prompt).toArray());
        assertThat(tokens.stream()
                        .filter(token -> token.message() == 0)
                        .map(PromptToken::text)
                        .collect(Collectors.joining()))
                .contains("123");
    }

    @Test
    void readsTheTokensThatACutLeaves() throws InterruptedException {
        LanguageModel model = model();
        if (!knowsIds(model)) {
            return;
        }
        Prompt fits = user("1");
        Prompt tooLong = new Prompt(List.of(
                Prompt.Message.of("user", "1".repeat(model.contextLength())),
                Prompt.Message.of("assistant", "2"),
                Prompt.Message.of("user", "3")));
        Sampling sampling = Sampling.greedy(5);
        assertThat(PromptCut.toFit(model, new CompletionRequest(fits, sampling, 1)))
                .isEmpty();
        assertThatThrownBy(
                        () -> model.complete(List.of(new CompletionRequest(tooLong, sampling, 1)), TokenListener.NONE))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.TOO_LONG));

        PromptCut cut = PromptCut.toFit(model, new CompletionRequest(tooLong, sampling, 1))
                .orElseThrow();
        Completion completion = model.complete(
                        List.of(new CompletionRequest(Prompt.raw(cut.ids(), cut.text()), sampling, 1)),
                        TokenListener.NONE)
                .getFirst();

        assertThat(completion.promptIds()).isEqualTo(cut.ids());
        assertThat(completion.promptIds().size()).isEqualTo(model.contextLength() - 5);
        assertThat(cut.tokens().stream().mapToInt(PromptToken::id).toArray())
                .isEqualTo(model.tokenize(tooLong).toArray());
        assertThat(cut.text()).endsWith("3" + model.promptTokens(fits).getLast().text());
    }

    @Test
    void answersNoRequestsWithNoCompletions() throws InterruptedException {
        assertThat(model().complete(List.of(), TokenListener.NONE)).isEmpty();
    }

    @Test
    void equalRequestsGiveEqualCompletions() throws InterruptedException {
        LanguageModel model = model();
        Completion alone =
                model.complete(List.of(request("12", 7)), TokenListener.NONE).getFirst();
        List<CompletionRequest> crowd = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            crowd.add(request("9".repeat(i + 1), i));
        }
        crowd.add(request("12", 7));
        Completion inCrowd = model.complete(crowd, TokenListener.NONE).getLast();
        if (!model.card().exact()) {
            // The last bits may differ, and with them a near tie.
            assertThat(inCrowd.ids().get(0)).isEqualTo(alone.ids().get(0));
            return;
        }
        assertThat(inCrowd.ids()).isEqualTo(alone.ids());
        assertThat(inCrowd.logProb()).isEqualTo(alone.logProb());
        assertThat(inCrowd.entropy()).isEqualTo(alone.entropy());
    }

    @Test
    void textIsTheDetokenizedIdsAndEveryTokenHasItsValues() throws InterruptedException {
        LanguageModel model = model();
        Completion completion =
                model.complete(List.of(request("12", 3)), TokenListener.NONE).getFirst();
        if (knowsIds(model)) {
            assertThat(completion.text()).isEqualTo(model.detokenize(completion.ids()));
        } else {
            assertThat(completion.ids().known()).isFalse();
            assertThatThrownBy(() -> model.detokenize(completion.ids())).isInstanceOf(ModelException.class);
        }
        for (TokenValues values : new TokenValues[] {completion.logProb(), completion.entropy()}) {
            if (values != null) {
                assertThat(values.size()).isEqualTo(completion.ids().size());
            }
        }
    }

    @Test
    void endsAtTheLargestNumberOfTokens() throws InterruptedException {
        CompletionRequest one = new CompletionRequest(user("12"), Sampling.greedy(1), 0);
        Completion completion =
                model().complete(List.of(one), TokenListener.NONE).getFirst();
        assertThat(completion.ids().size()).isEqualTo(1);
        assertThat(completion.finish()).isEqualTo(Completion.Finish.LENGTH);
    }

    @Test
    void endsBeforeAStopString() throws InterruptedException {
        LanguageModel model = model();
        Completion whole =
                model.complete(List.of(request("12", 5)), TokenListener.NONE).getFirst();
        String stop = whole.text().substring(1, 2);
        Sampling stopping = new Sampling(1, 0, 1, 12, List.of(stop));
        Completion cut = model.complete(List.of(new CompletionRequest(user("12"), stopping, 5)), TokenListener.NONE)
                .getFirst();
        assertThat(cut.text()).isEqualTo(whole.text().substring(0, whole.text().indexOf(stop)));
        assertThat(cut.finish()).isEqualTo(Completion.Finish.STOP);
    }

    @Test
    void goesOnFromABeginningAsItDidBefore() throws InterruptedException {
        LanguageModel model = model();
        if (!model.features().contains(ModelFeature.BEGINNING)) {
            return;
        }
        Completion whole =
                model.complete(List.of(request("12", 7)), TokenListener.NONE).getFirst();
        TokenIds kept = TokenIds.of(whole.ids().stream().limit(1).toArray());
        Beginning beginning = new Beginning(model.detokenize(kept), kept);
        List<CompletionRequest> requests = new ArrayList<>();
        for (int seed = 7; seed < 12; seed++) {
            requests.add(request("12", seed).withBeginning(beginning));
        }
        List<Completion> completions = model.complete(requests, TokenListener.NONE);

        if (model.card().exact()) {
            assertThat(completions.getFirst().ids()).isEqualTo(whole.ids());
            assertThat(completions.getFirst().text()).isEqualTo(whole.text());
            assertThat(completions.getFirst().logProb()).isEqualTo(whole.logProb());
            assertThat(completions.getFirst().entropy()).isEqualTo(whole.entropy());
        }
        assertThat(completions).allSatisfy(completion -> {
            assertThat(completion.ids().get(0)).isEqualTo(kept.get(0));
            assertThat(completion.text()).startsWith(beginning.text());
        });
    }

    @Test
    void listenerHearsTheWholeText() throws InterruptedException {
        StringBuilder[] heard = {new StringBuilder(), new StringBuilder()};
        List<Completion> completions = model().complete(
                        List.of(request("12", 1), request("34", 2)), (index, text) -> heard[index].append(text));
        assertThat(heard[0]).hasToString(completions.get(0).text());
        assertThat(heard[1]).hasToString(completions.get(1).text());
    }

    @Test
    void samplesOfOnePromptShareItsPrefill() throws InterruptedException {
        LanguageModel model = model();
        List<Completion> completions =
                model.complete(List.of(request("12", 1), request("12", 2), request("12", 3)), TokenListener.NONE);
        if (knowsIds(model)) {
            int shared = shared(model, completions.getFirst());
            assertThat(completions).extracting(Completion::reusedPromptTokens).containsExactly(0, shared, shared);
        }
    }

    /// A model that is not exact reads the last token for each sample.
    private static int shared(LanguageModel model, Completion completion) {
        return completion.promptIds().size() - (model.card().exact() ? 0 : 1);
    }

    @Test
    void messageThatIsACompletionKeepsItsTokens() throws InterruptedException {
        LanguageModel model = model();
        assumeTrue(knowsIds(model));
        Sampling few = Sampling.greedy(4).withTemperature(1);
        Completion said = model.complete(List.of(new CompletionRequest(user("12"), few, 2)), TokenListener.NONE)
                .getFirst();
        Prompt.Segment segment = new Prompt.Segment(said.text(), "draft", 0, said.ids());
        Prompt prompt = new Prompt(List.of(
                Prompt.Message.of("user", "1"),
                new Prompt.Message("assistant", List.of(segment)),
                Prompt.Message.of("user", "2")));
        assertThat(model.tokenize(prompt).toString())
                .contains(said.ids().toString().replace("[", "").replace("]", ""));
    }

    @Test
    void usageCountsAllTokens() throws InterruptedException {
        LanguageModel model = model();
        ModelUsage before = model.usage();
        List<Completion> completions = model.complete(List.of(request("12", 1), request("12", 2)), TokenListener.NONE);
        ModelUsage spent = model.usage().since(before);
        int prompt = completions.getFirst().promptIds().size();
        assertThat(spent.promptTokens()).isEqualTo(2L * prompt);
        if (knowsIds(model)) {
            assertThat(spent.reusedTokens()).isEqualTo(shared(model, completions.getFirst()));
        }
        assertThat(spent.completionTokens())
                .isGreaterThanOrEqualTo(
                        completions.stream().mapToInt(c -> c.ids().size()).sum());
    }

    @Test
    void refusesAPromptThatDoesNotFit() {
        LanguageModel model = model();
        CompletionRequest huge = request("1".repeat(model.contextLength() + 1), 1);
        assertThatThrownBy(() -> model.complete(List.of(huge), TokenListener.NONE))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.TOO_LONG))
                .hasMessageContaining(String.valueOf(model.contextLength()));
    }

    @Test
    void refusesWorkAfterClosing() {
        LanguageModel model = model();
        model.close();
        assertThatThrownBy(() -> model.complete(List.of(request("12", 1)), TokenListener.NONE))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.CLOSED));
    }

    @Test
    void stopsWhenItsCallerIsInterrupted() {
        LanguageModel model = model();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> model.complete(List.of(request("12", 1)), TokenListener.NONE))
                    .isInstanceOf(InterruptedException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void alternativesAreThereWhenTheModelSaysSo() throws InterruptedException {
        LanguageModel model = model();
        assumeTrue(model.features().contains(ModelFeature.ALTERNATIVES));
        CompletionRequest request =
                new CompletionRequest(user("12"), Sampling.greedy(4), 1, new CompletionRequest.Detail(2, false));
        Completion completion =
                model.complete(List.of(request), TokenListener.NONE).getFirst();
        assertThat(completion.alternatives()).hasSize(completion.ids().size()).allSatisfy(place -> {
            assertThat(place).isNotEmpty().hasSizeLessThanOrEqualTo(2);
            assertThat(place).extracting(TokenChoice::logProb).isSortedAccordingTo(Comparator.reverseOrder());
        });
        TokenValues drawn = Objects.requireNonNull(completion.logProb());
        for (int i = 0; i < drawn.size(); i++) {
            assertThat(completion.alternatives().get(i).getFirst().logProb()).isEqualTo(drawn.get(i));
        }
    }

    @Test
    void aRawPromptHasNoTemplate() throws InterruptedException {
        LanguageModel model = model();
        assumeTrue(model.features().contains(ModelFeature.RAW_PROMPT));
        List<Completion> completions = model.complete(
                List.of(
                        new CompletionRequest(Prompt.raw("12"), Sampling.greedy(2), 1),
                        new CompletionRequest(user("12"), Sampling.greedy(2), 1)),
                TokenListener.NONE);
        assertThat(completions.getFirst().promptIds().size())
                .isPositive()
                .isLessThan(completions.getLast().promptIds().size());
    }

    @Test
    void promptScoresAreThereWhenTheModelSaysSo() throws InterruptedException {
        LanguageModel model = model();
        assumeTrue(model.features().contains(ModelFeature.PROMPT_SCORES));
        CompletionRequest request =
                new CompletionRequest(Prompt.raw("12+3"), Sampling.greedy(1), 1, new CompletionRequest.Detail(1, true));
        Completion completion =
                model.complete(List.of(request), TokenListener.NONE).getFirst();
        PromptScores scores = Objects.requireNonNull(completion.promptScores());
        assertThat(scores.logProb().size()).isEqualTo(completion.promptIds().size());
        assertThat(scores.logProb().get(0)).isNaN();
        for (int i = 1; i < scores.logProb().size(); i++) {
            assertThat(scores.logProb().get(i))
                    .isLessThanOrEqualTo(scores.alternatives().get(i).getFirst().logProb());
        }
    }

    @Test
    void aConstraintHoldsWhenTheModelSaysSo() throws InterruptedException {
        try (LanguageModel model = open()) {
            assumeTrue(model.features().contains(ModelFeature.CONSTRAINT), "this model can't be constrained");
            Sampling.Constraint verdict = new Sampling.Constraint.Regex("(yes|no), [0-9]{2}\\.");
            for (int seed = 0; seed < 8; seed++) {
                Completion completion = one(model, constrained("Right?", verdict, 20, seed));
                assertThat(completion.text()).matches("(yes|no), [0-9]{2}\\.");
                assertThat(completion.finish()).isEqualTo(Completion.Finish.STOP);
            }
        }
    }

    @Test
    void aJsonSchemaHoldsWhenTheModelSaysSo() throws InterruptedException {
        try (LanguageModel model = open()) {
            assumeTrue(model.features().contains(ModelFeature.CONSTRAINT), "this model can't be constrained");
            String schema = """
                    {"type": "object", "properties": {"right": {"type": "boolean"}, "why": {"enum": ["sum", "sign"]}},
                     "required": ["right", "why"]}""";
            Completion completion =
                    one(model, constrained("Right?", new Sampling.Constraint.JsonSchema(schema), 60, 3));
            assertThat(completion.text()).matches("\\{\"right\": ?(true|false), ?\"why\": ?\"(sum|sign)\"}");
        }
    }

    @Test
    void aConstraintThatTheVocabularyCannotWriteFailsInOneSentence() {
        try (LanguageModel model = open()) {
            assumeTrue(model.features().contains(ModelFeature.CONSTRAINT), "this model can't be constrained");
            assumeTrue(model.tokenize(user("𓀀")).equals(model.tokenize(user("𓁀"))), "this model can write all");
            Sampling.Constraint other = new Sampling.Constraint.Regex("yes 𓀀");
            assertThatThrownBy(() -> one(model, constrained("Right?", other, 20, 1)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("no token that goes on");
        }
    }

    @Test
    void aConstraintThatNoAutomatonCanTellIsRefused() {
        try (LanguageModel model = open()) {
            assumeTrue(model.features().contains(ModelFeature.CONSTRAINT), "this model can't be constrained");
            Sampling.Constraint twice = new Sampling.Constraint.Regex("(a+)\\1");
            assertThatThrownBy(() -> one(model, constrained("Right?", twice, 20, 1)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("(a+)\\1");
        }
    }

    private static Completion one(LanguageModel model, CompletionRequest request) throws InterruptedException {
        return model.complete(List.of(request), TokenListener.NONE).getFirst();
    }

    private static CompletionRequest constrained(String text, Sampling.Constraint constraint, int tokens, long seed) {
        Sampling.Shaping shaping = Sampling.Shaping.NONE.withConstraint(constraint);
        Sampling sampling = new Sampling(1, 0, 1, tokens, List.of()).withShaping(shaping);
        return new CompletionRequest(user(text), sampling, seed);
    }
}
