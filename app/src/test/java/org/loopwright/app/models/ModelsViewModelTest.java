package org.loopwright.app.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.loopwright.app.session.ModelStore;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Failure;
import org.loopwright.model.files.StoredWeights;
import org.loopwright.model.hub.FetchListener;
import org.loopwright.model.shelf.ModelDetails;
import org.loopwright.model.shelf.Origin;
import org.loopwright.model.shelf.ShelfModel;

@Timeout(20)
class ModelsViewModelTest {
    private final List<Failure> failures = new ArrayList<>();
    private final Store store = new Store();
    private final ModelsViewModel model =
            new ModelsViewModel(new Background(Runnable::run, Runnable::run, failures::add), Runnable::run, store);

    /// Holds models in memory; `owner/slow` never arrives.
    private static final class Store implements ModelStore {
        private final List<ModelDetails> own = new ArrayList<>();
        private final CountDownLatch waiting = new CountDownLatch(1);

        @Override
        public List<ModelDetails> own() {
            return List.copyOf(own);
        }

        @Override
        public List<ShelfModel> unfinished() {
            return List.of(new ShelfModel("half", Path.of("half"), 1_500_000, Optional.empty()));
        }

        @Override
        public List<ModelDetails> ofProject(Path project) {
            return List.of();
        }

        @Override
        public String bring(String source, FetchListener listener) throws InterruptedException {
            listener.progress(new FetchListener.Progress("model.safetensors", 1_000_000, 4_000_000));
            if (source.equals("owner/slow")) {
                waiting.countDown();
                new CountDownLatch(1).await();
            }
            String name = source.substring(source.indexOf('/') + 1);
            Origin origin = new Origin(Origin.Kind.HUB, source + "@0123456789", "mit", Instant.EPOCH);
            own.add(new ModelDetails(
                    new ShelfModel(name, Path.of(name), 4_000_000, Optional.of(origin)),
                    Optional.of(new StoredWeights(StoredWeights.Kind.FOLDER, "BF16", 4_000_000)),
                    2_000_000,
                    "abcdef",
                    List.of(),
                    "mit",
                    ""));
            return name;
        }

        @Override
        public long remove(String name) {
            own.removeIf(d -> d.model().name().equals(name));
            return 4_000_000;
        }
    }

    private ModelRow row(String name) {
        return model.rows().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsTheProjectsModelsWithTheirRolesAndStoppedDownloads() {
        FakeSession session = FakeSession.sample(3);
        model.load(session);
        assertThat(failures).isEmpty();
        session.card().models().forEach((role, id) -> assertThat(row(id).uses()).contains("role " + role));
        assertThat(row("half").size()).isEqualTo("1.5 MB");
        assertThat(row("half").problem()).contains("stopped");
    }

    @Test
    void aModelComesAndGoes() {
        model.load(FakeSession.sample(3));
        model.bring(" owner/new ");
        assertThat(model.transferProperty().get()).isNull();
        assertThat(model.noteProperty().get()).startsWith("new is here");
        ModelRow row = row("new");
        assertThat(row.origin()).isEqualTo("hub: owner/new@0123456");
        assertThat(row.precision()).isEqualTo("BF16");
        model.chosenProperty().set(row);
        model.removeChosen();
        assertThat(model.rows()).extracting(ModelRow::name).doesNotContain("new");
        assertThat(model.noteProperty().get()).isEqualTo("Removed new: 4.0 MB are free now.");
    }

    @Test
    void aDownloadCanBeStopped() throws InterruptedException {
        Thread asking = Thread.ofPlatform().start(() -> model.bring("owner/slow"));
        assertThat(store.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(model.transferProperty().get().words()).isEqualTo("1.0 MB of 4.0 MB");
        assertThat(model.transferProperty().get().done()).isEqualTo(0.25);
        model.stop();
        asking.join();
        assertThat(model.transferProperty().get()).isNull();
        assertThat(model.noteProperty().get()).startsWith("Stopped owner/slow");
    }

    @Test
    void theProjectsModelsAreNotRemovedHere() {
        FakeSession session = FakeSession.sample(3);
        model.load(session);
        model.chosenProperty().set(model.rows().getFirst());
        model.removeChosen();
        assertThat(model.noteProperty().get()).isEmpty();
    }
}
