package org.loopwright.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.testing.FakeSession;

class RunBarViewModelTest {
    private final FakeSession session = FakeSession.sample(1);
    private final RunBarViewModel model = new RunBarViewModel();

    private void offer() {
        model.offer(session.card(), session.loops(), session.datasets(), session.models());
    }

    @Test
    void withoutAProjectItSaysWhatIsMissing() {
        assertThat(model.obstacleProperty().get()).isEqualTo("The project has no loop to run.");
        assertThat(model.order()).isEmpty();
    }

    @Test
    void theProjectsDefaultsMakeARun() {
        offer();
        RunOrder order = model.order().orElseThrow();
        assertThat(order.loopFile()).isEqualTo("self-check.loop.yaml");
        assertThat(order.models()).containsEntry("student", "counter-3M");
        assertThat(order.items()).isEqualTo(60);
    }

    @Test
    void aLoopWithErrorsCantRun() {
        offer();
        model.chooseLoop("unbounded.loop.yaml");
        assertThat(model.obstacleProperty().get()).contains("unbounded").contains("error");
        assertThat(model.order()).isEmpty();
    }

    @Test
    void aModelWithBadFilesIsNamedWithItsProblem() {
        model.offer(
                session.card(),
                session.loops(),
                session.datasets(),
                List.of(new ModelEntry("counter-3M", null, "model.safetensors is truncated")));
        assertThat(model.obstacleProperty().get()).contains("counter-3M").contains("model.safetensors is truncated");
    }

    @Test
    void choicesStayWhenTheProjectIsReadAgain() {
        offer();
        model.chooseLoop("hand-placed.loop.yaml");
        model.itemsProperty().set("7");
        offer();
        assertThat(model.order().orElseThrow().loopFile()).isEqualTo("hand-placed.loop.yaml");
        assertThat(model.order().orElseThrow().items()).isEqualTo(7);
    }

    @Test
    void nonsenseForItemsOrSeedIsNamed() {
        offer();
        model.itemsProperty().set("many");
        assertThat(model.obstacleProperty().get()).contains("many");
        model.itemsProperty().set("");
        model.seedProperty().set("-3");
        assertThat(model.obstacleProperty().get()).contains("-3");
        model.seedProperty().set("3");
        assertThat(model.order().orElseThrow().items()).isZero();
    }
}
