package org.loopwright.train.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.Prompt.Message;
import org.loopwright.model.TokenIds;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.model.files.TrainingRecord;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyModel;

class ArithmeticVocabularyTest {
    @TempDir
    Path folder;

    private LanguageModel open() throws IOException {
        ModelConfig config =
                ModelConfig.llama(ArithmeticVocabulary.SIZE, 8, 1, 1, 1, 8, 8, 256, 10_000, 1e-5, true, List.of(3));
        ModelWriter.Description description = new ModelWriter.Description(
                config, ArithmeticVocabulary.tokenizer(), ArithmeticVocabulary.tokenizerConfig(), TrainingRecord.NONE);
        ModelWriter.write(folder.resolve("m"), description, TinyModel.weights(config, 1), NumberFormat.F32);
        return LocalEngine.models().open(folder.resolve("m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"473*68", "check", "work 473*68", "checkrevisework", "chec", "a b\nc~", "<|end|>", "7×8 ≠ é"})
    void readsTextAsTheTokenizerFileSays(String text) throws IOException {
        try (LanguageModel model = open()) {
            TokenIds expected = TokenIds.of(ArithmeticVocabulary.USER)
                    .concat(ArithmeticVocabulary.encode(text))
                    .concat(TokenIds.of(ArithmeticVocabulary.ASSISTANT));
            assertThat(model.tokenize(new Prompt(List.of(Message.of("user", text)))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void trainedRowIsThePromptOfTheRevisionAndItsAnswer() throws IOException {
        Multiplication problem = new Multiplication(473, 68);
        Prompt prompt = new Prompt(List.of(
                Message.of("user", problem.question()),
                Message.of("assistant", "32154"),
                Message.of("user", "check"),
                Message.of("assistant", CheckTrace.check(problem, "32154")),
                Message.of("user", "revise")));
        TokenIds answer = ArithmeticVocabulary.encode("32164").concat(TokenIds.of(ArithmeticVocabulary.END));
        try (LanguageModel model = open()) {
            assertThat(new ConversationRows(3, 3).selfCheck(problem, "32154").ids())
                    .isEqualTo(model.tokenize(prompt).concat(answer));
        }
    }

    @Test
    void charactersComeBackUnchanged() throws IOException {
        String text = "work 1 <|user|> {{ x }} ~";
        try (LanguageModel model = open()) {
            assertThat(model.detokenize(ArithmeticVocabulary.encode(text))).isEqualTo(text);
        }
    }
}
