package org.loopwright.model.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashCacheTest {
    @TempDir
    private Path folder;

    private Path model;
    private int computed;

    @BeforeEach
    void write() throws IOException {
        model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("weights"), "1");
        settle();
    }

    private void settle() throws IOException {
        Files.setLastModifiedTime(
                model.resolve("weights"), FileTime.from(Instant.now().minusSeconds(60 + computed)));
    }

    private String ask(HashCache cache) {
        return cache.hash(model, () -> {
            computed++;
            return "hash" + computed;
        });
    }

    @Test
    void anUnchangedModelIsHashedOnce() throws IOException {
        HashCache cache = new HashCache();
        assertThat(ask(cache)).isEqualTo("hash1");
        assertThat(ask(cache)).isEqualTo("hash1");
        Files.writeString(model.resolve("weights"), "2");
        settle();
        assertThat(ask(cache)).isEqualTo("hash2");
        Files.writeString(model.resolve("config.json"), "{}");
        assertThat(ask(cache)).isEqualTo("hash3");
    }

    @Test
    void aFileThatChangedJustNowIsNotTrusted() throws IOException {
        HashCache cache = new HashCache();
        Files.writeString(model.resolve("weights"), "2");
        ask(cache);
        ask(cache);
        assertThat(computed).isEqualTo(2);
    }

    @Test
    void whatIsKnownOutlivesTheProgram() {
        Path file = folder.resolve("cache").resolve("hashes.json");
        HashCache before = new HashCache();
        before.keepIn(file);
        ask(before);
        HashCache after = new HashCache();
        after.keepIn(file);
        assertThat(ask(after)).isEqualTo("hash1");
    }

    @Test
    void aDamagedFileCostsTimeOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("hashes.json"), "{");
        HashCache cache = new HashCache();
        cache.keepIn(file);
        assertThat(ask(cache)).isEqualTo("hash1");
    }
}
