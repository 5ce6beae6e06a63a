package org.loopwright.model.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.model.files.gguf.GgufSample;
import org.loopwright.model.hub.FetchListener;
import org.loopwright.model.hub.Hub;
import org.loopwright.model.hub.HubException;
import org.loopwright.model.hub.HubName;
import org.loopwright.model.hub.HubSettings;
import org.loopwright.model.net.Web;
import org.loopwright.testing.FakeHub;
import org.loopwright.testing.TinyModel;

@Timeout(60)
class ModelShelfTest {
    @TempDir
    private Path folder;

    private ModelShelf shelf() {
        return new ModelShelf(folder.resolve("models"));
    }

    private Path tiny() throws IOException {
        Path tiny = folder.resolve("tiny");
        if (!Files.exists(tiny)) {
            TinyModel.write(tiny, 1, NumberFormat.BF16);
        }
        return tiny;
    }

    private static Hub client(FakeHub server) {
        return new Hub(
                new HubSettings(server.endpoint(), ""),
                new Web.Patience(Duration.ofSeconds(5), Duration.ofMillis(300)));
    }

    private static ModelShelf.Wish wish(@Nullable String as) {
        return new ModelShelf.Wish(HubName.of("someone/small"), null, as);
    }

    private FakeHub hubWithTiny() throws IOException {
        FakeHub server = new FakeHub("someone/small").with("pytorch_model.bin", "evil");
        try (Stream<Path> files = Files.list(tiny())) {
            for (Path file : files.toList()) {
                server.with(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return server;
    }

    @Test
    void aCopyHoldsOnlyWhatIsReadAndIsTheSameModel() throws Exception {
        Files.writeString(tiny().resolve("optimizer.pt"), "evil");
        ShelfModel added = shelf().copy(tiny(), "mine", FetchListener.NONE);
        assertThat(added.path().resolve("optimizer.pt")).doesNotExist();
        assertThat(ModelFiles.read(added.path()).hash())
                .isEqualTo(ModelFiles.read(tiny()).hash());
        assertThat(shelf().list()).singleElement().satisfies(m -> {
            assertThat(m.name()).isEqualTo("mine");
            assertThat(m.origin().orElseThrow().kind()).isEqualTo(Origin.Kind.COPY);
            assertThat(m.bytes()).isGreaterThan(1000);
        });
    }

    @Test
    void aGgufFileIsShelvedUnderItsName() throws Exception {
        Path file = Files.write(folder.resolve("small.gguf"), GgufSample.bytes());
        assertThat(shelf().copy(file, null, FetchListener.NONE).name()).isEqualTo("small");
        assertThat(ModelFiles.read(shelf().list().getFirst().path()).id()).isEqualTo("small");
    }

    @Test
    void refusesWhatIsNoModelAndKeepsNothing() throws Exception {
        Path pickle = Files.writeString(folder.resolve("weights.pt"), "evil");
        assertThatThrownBy(() -> shelf().copy(pickle, null, FetchListener.NONE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("pickle");
        Path cut = tiny();
        Files.write(cut.resolve("model.safetensors"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> shelf().copy(cut, "cut", FetchListener.NONE)).isInstanceOf(ModelException.class);
        assertThat(folder.resolve("models").toFile().list()).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        shelf().copy(tiny(), "mine", FetchListener.NONE);
        Path file = Files.write(folder.resolve("mine.gguf"), GgufSample.bytes());
        assertThatThrownBy(() -> shelf().copy(file, null, FetchListener.NONE))
                .isInstanceOf(ShelfException.class)
                .hasMessageContaining("a model `mine` already, from " + tiny());
        assertThatThrownBy(() -> shelf().copy(file, "../x", FetchListener.NONE)).hasMessageContaining("`../x`");
    }

    @Test
    void removingALinkLeavesTheModel() throws Exception {
        ShelfModel linked = shelf().link(tiny(), "linked");
        assertThat(linked.bytes()).isZero();
        assertThat(ModelFiles.read(linked.path()).id()).isEqualTo("linked");
        shelf().remove("linked");
        assertThat(tiny().resolve("model.safetensors")).exists();
        assertThat(shelf().list()).isEmpty();
        assertThat(folder.resolve("models").toFile().list()).isEmpty();
    }

    @Test
    void removingSaysWhatItSetFree() throws Exception {
        long bytes = shelf().copy(tiny(), "mine", FetchListener.NONE).bytes();
        assertThat(shelf().remove("mine").bytes()).isEqualTo(bytes);
        assertThatThrownBy(() -> shelf().remove("mine")).hasMessageContaining("there are []");
    }

    @Test
    void getsAModelFromTheHub() throws Exception {
        try (FakeHub server = hubWithTiny();
                Hub hub = client(server)) {
            ShelfModel got = shelf().get(hub, wish(null), FetchListener.NONE);
            assertThat(got.name()).isEqualTo("small");
            assertThat(ModelFiles.read(got.path()).hash())
                    .isEqualTo(ModelFiles.read(tiny()).hash());
            Origin origin = got.origin().orElseThrow();
            assertThat(origin.from()).isEqualTo("someone/small@" + FakeHub.COMMIT);
            assertThat(origin.licence()).isEqualTo("apache-2.0");
            assertThat(shelf().unfinished()).isEmpty();
        }
    }

    @Test
    void aStoppedDownloadIsKeptShownAndCanBeDropped() throws Exception {
        try (FakeHub server = hubWithTiny();
                Hub hub = client(server)) {
            server.lie(true);
            assertThatThrownBy(() -> shelf().get(hub, wish("mine"), FetchListener.NONE))
                    .isInstanceOf(HubException.class);
            assertThat(shelf().list()).isEmpty();
            assertThat(shelf().unfinished()).extracting(ShelfModel::name).containsExactly("mine");
            shelf().remove("mine");
            assertThat(shelf().unfinished()).isEmpty();
        }
    }

    @Test
    void aModelThatCannotBeReadIsRefusedBeforeItsWeightsCome() throws Exception {
        try (FakeHub server = hubWithTiny().with("config.json", "{\"model_type\": \"mamba\"}");
                Hub hub = client(server)) {
            assertThatThrownBy(() -> shelf().get(hub, wish(null), FetchListener.NONE))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("mamba");
            assertThat(server.requests()).extracting(FakeHub.Request::path).noneMatch(p -> p.endsWith(".safetensors"));
        }
    }

    @Test
    void progressEndsWithTheWhole() throws Exception {
        long[] last = {0, 0};
        shelf().copy(tiny(), "mine", p -> {
            last[0] = p.done();
            last[1] = p.total();
        });
        assertThat(last[0]).isEqualTo(last[1]).isPositive();
        assertThat(List.of(last)).isNotEmpty();
    }
}
