package org.loopwright.tool.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.tool.ToolException;

class RetrievalToolTest {
    @TempDir
    private Path root;

    @BeforeEach
    void writeTexts() throws IOException {
        Files.createDirectories(root.resolve("texts"));
        Files.writeString(
                root.resolve("texts/animals.txt"),
                "The heron eats fish.\n\nThe owl hunts mice at night.\r\n\r\nThe owl, the owl and nothing but the owl.");
        Files.writeString(root.resolve("texts/plants.md"), "Moss grows on stone.\n\nIvy climbs.");
        Files.writeString(root.resolve("secret.txt"), "The owl is a spy.");
    }

    private ToolResult find(String folder, String query, int k) {
        return new RetrievalTool(root)
                .use(new ToolCall(Map.of("folder", folder, "k", Integer.toString(k)), List.of(query)));
    }

    @Test
    void passagesAreRankedByTheWordsThatTheyShare() {
        assertThat(find("texts", "what do owls and owl mice do at night?", 2).texts())
                .containsExactly("The owl hunts mice at night.", "The owl, the owl and nothing but the owl.");
        assertThat(find("texts", "IVY!", 3).texts()).containsExactly("Ivy climbs.");
    }

    @Test
    void aQueryThatSharesNoWordFindsNothing() {
        assertThat(find("texts", "quantum", 3)).extracting(ToolResult::status).isEqualTo("nothing");
        assertThat(find("texts", "", 3).texts()).isEmpty();
        assertThat(find("texts", "text:* OR [", 3).texts()).isEmpty();
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("texts/link.txt"), root.resolve("secret.txt"));
        assertThat(find("texts", "spy", 3).texts()).isEmpty();
        Path outside = Files.createTempDirectory("loopwright-outside");
        Files.createSymbolicLink(root.resolve("away"), outside);
        assertThatThrownBy(() -> find("away", "owl", 1)).hasMessageContaining("leads out of the project");
        Files.delete(outside);
    }

    @Test
    void foldersOutsideTheProjectAreRefused() {
        for (String folder : List.of("..", ".", "", "texts/../..", "/etc")) {
            assertThatThrownBy(() -> find(folder, "owl", 1))
                    .as(folder)
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("is not within the project");
        }
        assertThatThrownBy(() -> find("nowhere", "owl", 1)).hasMessageContaining("can't be read");
    }
}
