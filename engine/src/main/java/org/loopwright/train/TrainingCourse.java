package org.loopwright.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard.LabelUse;

/// What one run practises: its tokens, its batches step by step, and how it is examined. Stateful, for
/// one thread; every random choice follows from the plan's seed.
public interface TrainingCourse {

    /// Text of `tokenizer.json`.
    String tokenizer();

    /// Text of `tokenizer_config.json`, with the chat template.
    String tokenizerConfig();

    /// Count of tokens that the tokenizer knows.
    int vocabularySize();

    /// Tokens that end a completion.
    List<Integer> endTokens();

    /// Lets the model as it is take part, before the batches of `step` are made: a course may want its
    /// own mistakes.
    ///
    /// @throws InterruptedException when the thread is interrupted
    void practise(int step, LanguageModel model) throws InterruptedException;

    /// The batches of `step`, whose losses are added.
    List<TokenBatch> batches(int step);

    /// Examines the model on development problems, which are never trained on.
    ///
    /// @param problems at most so many
    /// @param temperature 0 for greedy
    /// @return numbers by name, in the order to show them
    /// @throws InterruptedException when the thread is interrupted
    Map<String, Double> evaluate(LanguageModel model, int problems, double temperature) throws InterruptedException;

    /// One problem solved from start to end as the model does it now, for people.
    ///
    /// @throws InterruptedException when the thread is interrupted
    String sample(LanguageModel model) throws InterruptedException;

    /// Writes the task's data files that are missing in the project.
    ///
    /// @throws IOException when the disk refuses
    void writeData(Path project) throws IOException;

    /// The gold labels that the batches show.
    List<LabelUse> trainedOn();

    /// Marks that every run with the trained model shows.
    List<String> labels();
}
