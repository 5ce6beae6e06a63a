package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.run.Budget;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.FakeChatServer;
import org.loopwright.testing.LocalEngine;
import org.loopwright.testing.SampleFolder;

/// A run on a model that a project names by a file, behind a server that misbehaves.
@Timeout(60)
class RemoteModelRunTest {
    @TempDir
    private Path folder;

    private FakeChatServer server;
    private Project project;

    @BeforeEach
    void open() throws IOException {
        server = new FakeChatServer();
        Path root = SampleFolder.copyTo(folder.resolve("project"));
        Files.writeString(
                root.resolve("models/far.yaml"),
                "loopwright: 1\nendpoint: " + server.endpoint() + "\nmodel: m\nattempts: 1\n");
        project = Project.open(root, LocalEngine.models());
    }

    @AfterEach
    void close() {
        project.close();
        server.close();
    }

    private RunRequest request(int items) {
        return RunRequest.of(project.file().defaults())
                .withModels(Map.of("student", "far"))
                .withItems(items)
                .withParallelism(1);
    }

    private List<Event.FrameClosed> closed(RunHandle run) {
        return project.store().entries(run.id()).stream()
                .map(JournalEntry::event)
                .filter(Event.FrameClosed.class::isInstance)
                .map(Event.FrameClosed.class::cast)
                .toList();
    }

    @Test
    void anAnswerThatIsLostFailsItsItemAndNoOther() throws InterruptedException {
        server.then(FakeChatServer.status(500, "{\"error\":\"out of memory\"}"))
                .then(FakeChatServer.events(FakeChatServer.piece("1")));
        RunHandle run = project.start(request(4), RunListener.NONE);
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(closed(run)).hasSize(4);
        assertThat(closed(run).subList(0, 2))
                .extracting(Event.FrameClosed::outcome)
                .containsOnly(Frame.Outcome.FAILED);
        assertThat(closed(run).get(0).reason()).contains("model far: ", "status 500: out of memory");
        assertThat(closed(run).get(1).reason()).contains("without saying that it was finished");
        assertThat(closed(run).subList(2, 4))
                .extracting(Event.FrameClosed::outcome)
                .doesNotContain(Frame.Outcome.FAILED);
    }

    @Test
    void aServerThatIsGoneEndsTheRunWhichIsResumedWhenItIsBack() throws Exception {
        server.then(FakeChatServer.status(401, "{\"error\":\"who are you\"}"));
        RunHandle run = project.start(request(2), RunListener.NONE);
        RunHandle.Progress ended = run.await();
        assertThat(ended.status()).isEqualTo(RunHandle.Status.FAILED);
        assertThat(ended.failure()).contains("refuses the key");
        RunHandle resumed = project.resume(run.id(), "tester", Budget.UNLIMITED, RunListener.NONE);
        assertThat(resumed.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(closed(run)).hasSize(2);
    }

    @Test
    void aPromptThatTheServerCallsTooLongIsTreatedAsItsNodeWants() throws Exception {
        Path loop = project.root().resolve("loops/self-check.loop.yaml");
        String text = Files.readString(loop);
        String tooLong = "{\"error\":{\"message\":\"This model's maximum context length is 9 tokens\"}}";

        Files.writeString(
                loop, text.replace("    writes: answer\n", "    writes: answer\n    too-long: truncate-left\n"));
        server.then(FakeChatServer.status(400, tooLong));
        RunHandle cut = project.start(request(2), RunListener.NONE);
        assertThat(cut.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        assertThat(closed(cut).getFirst().outcome()).isEqualTo(Frame.Outcome.FAILED);
        assertThat(closed(cut).getFirst().reason())
                .contains("node draft", "maximum context length is 9", "`too-long: truncate-left` can't be kept here")
                .contains("keeps its tokenizer to itself");
        assertThat(closed(cut).getLast().outcome()).isNotEqualTo(Frame.Outcome.FAILED);

        Files.writeString(loop, text.replace("    kind: self-verify\n", "    kind: self-verify\n    too-long: stop\n"));
        server.then(FakeChatServer.saying("01234")).then(FakeChatServer.status(400, tooLong));
        RunHandle stopped = project.start(request(1), RunListener.NONE);
        stopped.await();
        assertThat(closed(stopped).getFirst().outcome()).isEqualTo(Frame.Outcome.STOPPED);
        assertThat(closed(stopped).getFirst().returns()).isEqualTo("answer");
        assertThat(closed(stopped).getFirst().reason()).contains("node check", "`too-long: stop`");
        assertThat(project.summary(stopped.id()).prompts().stopped()).isEqualTo(1);
    }
}
