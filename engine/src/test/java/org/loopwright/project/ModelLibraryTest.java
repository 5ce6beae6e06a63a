package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.Sampling;
import org.loopwright.model.TokenListener;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.model.files.gguf.GgufSample;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.TinyModel;

class ModelLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void aGgufFileIsAModelUnderItsName() throws Exception {
        TinyModel.write(folder.resolve("tiny"), 1, NumberFormat.F32);
        Files.write(folder.resolve("small.gguf"), GgufSample.bytes());
        Files.writeString(folder.resolve("notes.txt"), "no model");
        try (ModelLibrary library = new ModelLibrary(folder, LocalEngine.models())) {
            assertThat(library.list())
                    .extracting(ModelLibrary.ModelRef::id, ModelLibrary.ModelRef::problem)
                    .containsExactly(tuple("small", ""), tuple("tiny", ""));
            LanguageModel model = library.open("small");
            Prompt prompt = new Prompt(List.of(Prompt.Message.of("user", "a")));
            Completion completion = model.complete(
                            List.of(new CompletionRequest(prompt, Sampling.greedy(3), 1)), TokenListener.NONE)
                    .getFirst();
            assertThat(completion.ids().size()).isPositive();
        }
    }

    @Test
    void aDamagedGgufFileIsListedWithItsProblem() throws IOException {
        Files.writeString(folder.resolve("cut.gguf"), "GGUF");
        try (ModelLibrary library = new ModelLibrary(folder, LocalEngine.models())) {
            assertThat(library.list()).singleElement().satisfies(ref -> {
                assertThat(ref.card()).isNull();
                assertThat(ref.problem()).contains("cut.gguf");
            });
        }
    }

    @Test
    void namesTheModelsThatThereAre() throws IOException {
        Files.write(folder.resolve("small.gguf"), GgufSample.bytes());
        try (ModelLibrary library = new ModelLibrary(folder, LocalEngine.models())) {
            assertThatThrownBy(() -> library.open("large"))
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("`large`")
                    .hasMessageContaining("[small]");
        }
    }
}
