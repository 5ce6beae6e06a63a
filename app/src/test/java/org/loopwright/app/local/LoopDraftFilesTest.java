package org.loopwright.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopDraftFilesTest {
    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void keepsWhatIsNotSavedUntilItIs() throws IOException {
        LoopDraftFiles files = new LoopDraftFiles(folder.resolve("loops"));
        files.save("a.loop.yaml", "one");
        assertThat(files.kept("a.loop.yaml")).isEmpty();
        files.keep("a.loop.yaml", "two");
        assertThat(files.kept("a.loop.yaml")).contains("two");
        assertThat(folder.resolve("loops/a.loop.yaml")).hasContent("one");
        files.save("a.loop.yaml", "two");
        assertThat(files.kept("a.loop.yaml")).isEmpty();
        try (var left = Files.list(folder.resolve("loops"))) {
            assertThat(left).containsExactly(folder.resolve("loops/a.loop.yaml"));
        }
    }

    @Test
    void keepsNothingOnceEverythingIsUndone() {
        LoopDraftFiles files = new LoopDraftFiles(folder);
        files.save("a.loop.yaml", "one");
        files.keep("a.loop.yaml", "two");
        files.keep("a.loop.yaml", "one");
        assertThat(files.kept("a.loop.yaml")).isEmpty();
    }

    @Test
    void saysWhichLoopCannotBeSaved() throws IOException {
        Files.writeString(folder.resolve("loops"), "a file in the way");
        assertThatThrownBy(() -> new LoopDraftFiles(folder.resolve("loops")).save("a.loop.yaml", "x"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a.loop.yaml");
    }
}
