package org.loopwright.model.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.model.net.Web;
import org.loopwright.testing.FakeHub;

@Timeout(30)
class HubFetchTest {
    private static final HubName NAME = HubName.of("someone/tiny");
    private static final Web.Patience SHORT = new Web.Patience(Duration.ofSeconds(2), Duration.ofMillis(200));
    private static final byte[] WEIGHTS = bytes(300_000);

    @TempDir
    private Path folder;

    private FakeHub server;
    private Hub hub;

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void start() throws IOException {
        server = new FakeHub("someone/tiny")
                .with("config.json", "{}")
                .with("model.safetensors", WEIGHTS)
                .with("pytorch_model.bin", "evil")
                .with("README.md", "long");
        hub = new Hub(new HubSettings(server.endpoint(), ""), SHORT);
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    private void fetch(FetchListener listener) throws InterruptedException {
        HubModel model = hub.model(NAME);
        new HubFetch(hub, Duration.ofMillis(1)).fetch(model, HubChoice.of(model, null), folder, listener);
    }

    @Test
    void bringsTheNeededFilesAndNeverAPickle() throws Exception {
        List<FetchListener.Progress> heard = new ArrayList<>();
        fetch(heard::add);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("config.json", "model.safetensors");
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(heard.getLast().done()).isEqualTo(WEIGHTS.length + 2);
        assertThat(hub.model(NAME).licence()).isEqualTo("apache-2.0");
    }

    @Test
    void goesOnWhereItWasCut() throws Exception {
        server.cutOnceAfter(100_000);
        fetch(FetchListener.NONE);
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(server.requests())
                .filteredOn(r -> r.host().equals("storage"))
                .extracting(FakeHub.Request::range)
                .hasSize(2)
                .last()
                .satisfies(range -> assertThat(range.toString()).matches("bytes=[1-9]\\d*-"));
    }

    @Test
    void goesOnInAnotherSession() throws Exception {
        Files.write(folder.resolve("model.safetensors.part"), java.util.Arrays.copyOf(WEIGHTS, 250_000));
        fetch(FetchListener.NONE);
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(server.requests()).extracting(FakeHub.Request::range).contains("bytes=250000-");
        int before = server.requests().size();
        fetch(FetchListener.NONE);
        assertThat(server.requests()).hasSize(before + 1);
    }

    @Test
    void triesAgainWhenTheServerFailsForAWhile() throws Exception {
        server.fail(3);
        fetch(FetchListener.NONE);
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void throwsAwayWhatHasAnotherChecksum() throws Exception {
        server.lie(true);
        assertThatThrownBy(() -> fetch(FetchListener.NONE))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(HubException.Code.DAMAGED))
                .hasMessageContaining("model.safetensors of someone/tiny has another checksum");
        assertThat(folder.toFile().list()).containsExactly("config.json");
        server.lie(false);
        fetch(FetchListener.NONE);
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void givesUpOnASilentServerAndKeepsWhatCame() {
        server.fallSilent();
        assertThatThrownBy(() -> fetch(FetchListener.NONE))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(HubException.Code.UNREACHABLE))
                .hasMessageContaining("sent nothing for 0.200 s")
                .hasMessageContaining("is kept");
        assertThat(folder.resolve("model.safetensors.part")).isNotEmptyFile();
    }

    @Test
    void anotherHostNeverSeesTheToken() throws Exception {
        server.requireToken("hf_secret");
        try (Hub signed = new Hub(new HubSettings(server.endpoint(), "hf_secret"), SHORT)) {
            HubModel model = signed.model(NAME);
            new HubFetch(signed).fetch(model, HubChoice.of(model, null), folder, FetchListener.NONE);
        }
        assertThat(server.requests())
                .filteredOn(r -> r.host().equals("hub"))
                .allSatisfy(r -> assertThat(r.authorization()).isEqualTo("Bearer hf_secret"));
        assertThat(server.requests())
                .filteredOn(r -> r.host().equals("storage"))
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r.authorization()).isEmpty());
    }

    @Test
    void saysThatATokenIsMissing() {
        server.requireToken("hf_secret");
        assertThatThrownBy(() -> hub.model(NAME))
                .hasMessageContaining("asks who you are (Invalid credentials)")
                .hasMessageContaining("set HF_TOKEN");
    }

    @Test
    void saysThatThereIsNoSuchModel() {
        assertThatThrownBy(() -> hub.model(HubName.of("someone/else")))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(HubException.Code.MISSING))
                .hasMessageContaining("model someone/else");
    }

    @Test
    void saysThatThereIsNoNetwork() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (Hub nobody = new Hub(new HubSettings(URI.create("http://127.0.0.1:" + free), ""), SHORT)) {
            assertThatThrownBy(() -> nobody.model(NAME))
                    .isInstanceOfSatisfying(
                            HubException.class, e -> assertThat(e.code()).isEqualTo(HubException.Code.UNREACHABLE))
                    .hasMessageContaining("http://127.0.0.1:" + free + " can't be reached");
        }
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        server.fallSilent();
        Thread worker = Thread.currentThread();
        Thread.startVirtualThread(() -> {
            while (server.requests().stream().noneMatch(r -> r.host().equals("storage"))) {
                Thread.onSpinWait();
            }
            worker.interrupt();
        });
        assertThatThrownBy(() -> fetch(FetchListener.NONE)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void refusesAFileOutsideTheFolder() throws Exception {
        HubModel model = new HubModel("a/b", FakeHub.COMMIT, "", List.of());
        HubFile escaping = new HubFile("../x.gguf", 1, new Checksum.Sha256("00"));
        HubChoice choice = new HubChoice(List.of(escaping), HubChoice.Kind.GGUF);
        assertThatThrownBy(() -> new HubFetch(hub).fetch(model, choice, folder, FetchListener.NONE))
                .hasMessageContaining("../x.gguf");
    }

    @Test
    void saysHowMuchRoomIsMissing() {
        HubModel model = new HubModel("a/b", FakeHub.COMMIT, "", List.of());
        HubFile huge = new HubFile("x.gguf", Long.MAX_VALUE / 2, new Checksum.Sha256("00"));
        HubChoice choice = new HubChoice(List.of(huge), HubChoice.Kind.GGUF);
        assertThatThrownBy(() -> new HubFetch(hub).fetch(model, choice, folder, FetchListener.NONE))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(HubException.Code.DISK))
                .hasMessageContaining("MB free");
    }

    @Test
    void choosesSafetensorsFirstAndAsksWhereThereAreSeveralGgufs() throws Exception {
        assertThat(HubChoice.of(hub.model(NAME), null).kind()).isEqualTo(HubChoice.Kind.FOLDER);
        try (FakeHub other = new FakeHub("someone/tiny").with("a.gguf", "1").with("b.gguf", "22");
                Hub client = new Hub(new HubSettings(other.endpoint(), ""), SHORT)) {
            HubModel model = client.model(NAME);
            assertThatThrownBy(() -> HubChoice.of(model, null)).hasMessageContaining("b.gguf (0.0 MB)");
            assertThat(HubChoice.of(model, "b.gguf").bytes()).isEqualTo(2);
        }
        try (FakeHub pickled = new FakeHub("someone/tiny").with("pytorch_model.bin", "1");
                Hub client = new Hub(new HubSettings(pickled.endpoint(), ""), SHORT)) {
            HubModel model = client.model(NAME);
            assertThatThrownBy(() -> HubChoice.of(model, null)).hasMessageContaining("only as a pickle");
        }
    }

    @Test
    void readsNamesAndEnvironment() {
        assertThat(HubName.of("a/b@v1.0")).isEqualTo(new HubName("a/b", "v1.0"));
        assertThat(HubName.of("gpt2").shortName()).isEqualTo("gpt2");
        for (String wrong : List.of("", "a/b/c", "../b", "a b", "https://x/y", "a/b@")) {
            assertThatThrownBy(() -> HubName.of(wrong)).isInstanceOf(HubException.class);
        }
        HubSettings settings = HubSettings.of(Map.of("HF_ENDPOINT", "https://mirror.test/hub/", "HF_TOKEN", "hf_x"));
        assertThat(settings.endpoint()).isEqualTo(URI.create("https://mirror.test/hub"));
        assertThat(settings.toString()).doesNotContain("hf_x");
        assertThat(settings.tokenGoesTo(URI.create("https://mirror.test/other")))
                .isTrue();
        assertThat(settings.tokenGoesTo(URI.create("http://mirror.test/other"))).isFalse();
        assertThat(settings.tokenGoesTo(URI.create("https://cdn.test/x"))).isFalse();
        HubSettings clear = new HubSettings(URI.create("http://mirror.test"), "hf_x");
        assertThat(clear.tokenGoesTo(URI.create("http://mirror.test/x"))).isFalse();
        assertThatThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", "mirror")))
                .hasMessageContaining("`mirror`");
    }
}
