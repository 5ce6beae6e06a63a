package org.loopwright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.loopwright.app.home.TreeEntry;
import org.loopwright.app.settings.Preference;
import org.loopwright.app.settings.Preferences;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.testing.HandPulse;

class WorkbenchViewModelTest {
    private static final UUID EARLIER = new UUID(7, 1);

    private final Preferences preferences = Preferences.inMemory();
    private final HandPulse pulse = new HandPulse();
    private final WorkbenchViewModel model =
            new WorkbenchViewModel(folder -> FakeSession.sample(1), preferences, Runnable::run, Runnable::run, pulse);

    @BeforeEach
    void open() {
        model.open(Path.of("projects", "sums"));
    }

    @AfterEach
    void stop() {
        model.live().cancelAndWait(Duration.ofSeconds(5));
    }

    private UUID shownResult() {
        return Objects.requireNonNull(model.result().resultProperty().get())
                .run()
                .header()
                .id();
    }

    @Test
    void anOpenedProjectIsRememberedAndItsDefaultLoopIsDrawn() {
        assertThat(preferences.get(Preference.LAST_PROJECT))
                .isEqualTo(Path.of("projects", "sums").toString());
        assertThat(Objects.requireNonNull(model.design().loopProperty().get()).name())
                .isEqualTo("self-check");
    }

    @Test
    void aRunThatEndsDoesNotTakeAwayTheResultThatIsBeingRead() throws InterruptedException {
        model.startRun();
        UUID running = model.live().running();
        model.showResult(EARLIER);
        letItEnd();
        assertThat(shownResult()).isEqualTo(EARLIER);
        model.showLastResult();
        assertThat(shownResult()).isEqualTo(running);
    }

    @Test
    void aDemoStartsItsRunAndItsResultFollows() throws InterruptedException {
        model.openAndRun(Path.of("projects", "sums"));
        UUID running = Objects.requireNonNull(model.live().running());
        letItEnd();
        assertThat(model.pageProperty().get()).isEqualTo(Page.RESULT);
        assertThat(shownResult()).isEqualTo(running);
    }

    private void letItEnd() throws InterruptedException {
        for (int i = 0; i < 5000 && model.live().isBusy(); i++) {
            pulse.beat();
            Thread.sleep(1);
        }
        assertThat(model.live().isBusy()).isFalse();
    }

    @Test
    void anotherProjectIsNotOpenedWhileARunGoesOn() {
        model.startRun();
        var before = model.sessionProperty().get();
        model.open(Path.of("projects", "other"));
        assertThat(model.sessionProperty().get()).isSameAs(before);
        assertThat(model.failures()).singleElement().matches(f -> f.message().contains("A run goes on"));
    }

    @Test
    void aRunOfTheTreeOpensItsResult() {
        var run = Objects.requireNonNull(model.sessionProperty().get())
                .run(EARLIER)
                .orElseThrow();
        model.choose(new TreeEntry.OfRun(run));
        assertThat(model.pageProperty().get()).isEqualTo(Page.RESULT);
        assertThat(shownResult()).isEqualTo(EARLIER);
    }

    @Test
    void anInterruptedRunGoesOnWhereItStood() throws InterruptedException {
        var row = model.runs().rows().getFirst();
        model.resumeRun(row);
        pulse.beat();
        assertThat(model.live().running()).isEqualTo(row.id());
        assertThat(model.live().stateProperty().get().finished()).isGreaterThanOrEqualTo(40);
    }
}
