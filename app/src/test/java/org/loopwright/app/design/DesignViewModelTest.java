package org.loopwright.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.loopwright.app.testing.SampleLoop;
import org.loopwright.app.work.Background;
import org.loopwright.loop.NodeKinds;

class DesignViewModelTest {
    private final DesignViewModel model = new DesignViewModel(
            new Background(Runnable::run, Runnable::run, failure -> {
                throw new AssertionError(failure.message());
            }),
            new NodeKinds(List.of()));

    @Test
    void aChosenNodeShowsItsPromptSamplingExitsAndCap() {
        model.show(SampleLoop.selfCheck());
        model.choose("check");
        NodeDetails details = Objects.requireNonNull(model.detailsProperty().get());
        assertThat(details.prompt()).hasSize(3);
        assertThat(details.sampling()).containsEntry("max-tokens", "96");
        assertThat(details.exits()).containsEntry("capped", "done");
        assertThat(details.card().cap()).isEqualTo("3");
    }

    @Test
    void aModelThatWritesTheAnswerIsIntrinsicToItsOwnCheck() {
        model.show(SampleLoop.selfCheck());
        model.choose("check");
        assertThat(Objects.requireNonNull(model.detailsProperty().get()).sources())
                .containsExactly("given", "intrinsic");
    }

    @Test
    void anotherLoopClosesTheDetails() {
        model.show(SampleLoop.selfCheck());
        model.choose("check");
        model.show(SampleLoop.broken());
        assertThat(model.detailsProperty().get()).isNull();
        assertThat(model.problems()).hasSize(1);
    }
}
