package org.loopwright.model.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.model.files.gguf.GgufSample;
import org.loopwright.testing.TinyModel;

/// Both readers of weights on damaged files: seconds in the suite, and as long as one likes with
/// `-Dloopwright.fuzz.seconds=300` (for each of the two readers).
class FileFuzzTest {
    private static final Logger LOG = Logger.getLogger(FileFuzzTest.class.getName());
    private static final double SECONDS = Double.parseDouble(System.getProperty("loopwright.fuzz.seconds", "2"));

    @TempDir
    Path folder;

    @Test
    void damagedGgufFilesAreRefusedOrRead() {
        byte[] good = GgufSample.bytes();
        fuzz(new FileFuzz(good, good.length - 1500, folder.resolve("m.gguf"), file -> {
            ModelFiles model = ModelFiles.read(file);
            assertThat(model.readWeights()).hasSize(model.parameters());
        }));
    }

    @Test
    void damagedSafetensorsAreRefusedOrRead() throws IOException {
        Path model = TinyModel.write(folder.resolve("tiny"), 1, NumberFormat.BF16);
        Path weights = model.resolve(ModelFolder.WEIGHTS);
        byte[] good = Files.readAllBytes(weights);
        fuzz(new FileFuzz(
                good,
                2600,
                weights,
                file -> assertThat(ModelFiles.read(model).readWeights()).isNotEmpty()));
    }

    private static void fuzz(FileFuzz fuzz) {
        long seed = System.nanoTime();
        long count = fuzz.run(seed, SECONDS);
        LOG.info("read " + count + " damaged files from seed " + seed + " on");
        assertThat(count).isPositive();
    }
}
