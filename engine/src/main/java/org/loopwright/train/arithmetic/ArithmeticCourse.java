package org.loopwright.train.arithmetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard.LabelUse;
import org.loopwright.train.TokenBatch;
import org.loopwright.train.TokenRow;
import org.loopwright.train.TrainingCourse;

/// Practises products: a batch of conversations and a batch of plain drafts in every step.
///
/// A self-check's draft is right, spoilt ([DraftCorruption]), or the model's own. Plain drafts are a
/// batch of their own because a wrong draft in a conversation must not be learned, which leaves too few
/// right ones there.
final class ArithmeticCourse implements TrainingCourse {
    private final CourseMix mix;
    private final Random random;
    private final DraftBuffer ownDrafts;

    ArithmeticCourse(long seed, CourseMix mix) {
        this.mix = mix;
        // A stream of its own: the initial weights use the seed itself.
        this.random = new Random(seed + 1000);
        this.ownDrafts = new DraftBuffer(4 * mix.ownSamples());
    }

    @Override
    public String tokenizer() {
        return ArithmeticVocabulary.tokenizer();
    }

    @Override
    public String tokenizerConfig() {
        return ArithmeticVocabulary.tokenizerConfig();
    }

    @Override
    public int vocabularySize() {
        return ArithmeticVocabulary.SIZE;
    }

    @Override
    public List<Integer> endTokens() {
        return List.of(ArithmeticVocabulary.END);
    }

    @Override
    public void practise(int step, LanguageModel model) throws InterruptedException {
        if (step < mix.ownFrom() || (step - mix.ownFrom()) % mix.ownEvery() != 0 || mix.own() == 0) {
            return;
        }
        List<Multiplication> problems = new ArrayList<>();
        for (int i = 0; i < mix.ownSamples(); i++) {
            problems.add(problem());
        }
        ownDrafts.refill(model, problems, random);
    }

    @Override
    public List<TokenBatch> batches(int step) {
        List<TokenRow> conversations = new ArrayList<>();
        for (int i = 0; i < mix.rows(); i++) {
            conversations.add(conversation());
        }
        List<TokenRow> drafts = new ArrayList<>();
        for (int i = 0; i < mix.draftRows(); i++) {
            drafts.add(ConversationRows.draft(problem()));
        }
        return List.of(TokenBatch.of(conversations, 1), TokenBatch.of(drafts, mix.draftShare()));
    }

    private Multiplication problem() {
        return mix.problems().draw(Split.TRAIN, random);
    }

    private TokenRow conversation() {
        if (random.nextDouble() < mix.worked()) {
            return mix.conversations().worked(problem());
        }
        double origin = random.nextDouble();
        if (origin < mix.own() && !ownDrafts.isEmpty()) {
            DraftBuffer.Draft own = ownDrafts.draw(random);
            return mix.conversations().selfCheck(own.problem(), own.text());
        }
        Multiplication problem = problem();
        boolean gold = origin > 1 - mix.gold();
        String draft = gold ? problem.answer() : DraftCorruption.of(problem, random);
        return mix.conversations().selfCheck(problem, draft);
    }

    @Override
    public Map<String, Double> evaluate(LanguageModel model, int problems, double temperature)
            throws InterruptedException {
        return SelfCheckExamination.numbers(
                new SelfCheckExamination(model, temperature).solve(ArithmeticData.dev(problems)));
    }

    @Override
    public String sample(LanguageModel model) throws InterruptedException {
        SelfCheckExamination.Solved solved = new SelfCheckExamination(model, 0)
                .solve(List.of(new Multiplication(473, 68)))
                .getFirst();
        return solved.problem().question() + " | " + solved.draft().text() + " | "
                + solved.check().text() + " | " + solved.last().text() + " || "
                + solved.worked().text();
    }

    @Override
    public void writeData(Path project) throws IOException {
        ArithmeticData.write(project);
    }

    @Override
    public List<LabelUse> trainedOn() {
        return List.of(new LabelUse("arithmetic", "train"));
    }

    @Override
    public List<String> labels() {
        return List.of("format-taught");
    }
}
