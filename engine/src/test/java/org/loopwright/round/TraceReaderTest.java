package org.loopwright.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.project.Project;
import org.loopwright.project.RunRequest;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.task.Split;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.Slips;

@Timeout(60)
class TraceReaderTest {
    private static final String PROMPT = "prompt: [{user: \"{{ question }}\"}";

    @TempDir
    private Path folder;

    /// The first reply to the first problem of the sample's loop, whose draft has this prompt.
    private Row.Reply draft(String prompt) throws IOException, InterruptedException {
        Path root = SampleFolder.copyTo(folder.resolve("project"));
        Path file = root.resolve("loops/self-check.loop.yaml");
        Files.writeString(file, Files.readString(file).replace(PROMPT + "]", prompt));
        try (Project project = Project.open(root, new Slips(Duration.ZERO))) {
            RunHandle run =
                    project.start(RunRequest.of(project.file().defaults()).withItems(1), RunListener.NONE);
            run.await();
            LoopSpec loop =
                    Objects.requireNonNull(LoopYaml.read(Files.readString(file)).loop());
            RowSet problems = new RowSet(
                    "dev",
                    Split.DEV,
                    List.of(ProblemRows.of(project.dataset("dev").items().getFirst())));
            return new TraceReader(project.store(), project.trials().machine(), loop, "integer")
                    .read(run.id(), problems)
                    .rows()
                    .getFirst()
                    .replies()
                    .getFirst();
        }
    }

    @Test
    void aPrefillAndWhatFollowsItAreOneTurn() throws IOException, InterruptedException {
        Row.Reply reply = draft(PROMPT + ", {prefill: \"It is \"}]");

        assertThat(reply.prompt()).extracting(Row.Message::role).containsExactly("user");
        assertThat(reply.text()).matches("It is \\d{5}");
    }

    @Test
    void withoutAPrefillAReplyIsTheCompletion() throws IOException, InterruptedException {
        Row.Reply reply = draft(PROMPT + "]");

        assertThat(reply.prompt()).extracting(Row.Message::role).containsExactly("user");
        assertThat(reply.text()).matches("\\d{5}");
    }
}
