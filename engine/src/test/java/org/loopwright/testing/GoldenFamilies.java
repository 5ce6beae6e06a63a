package org.loopwright.testing;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFamily;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.files.RotaryPositions;
import org.loopwright.model.files.SafetensorsFile;
import org.loopwright.model.files.SlidingWindow;

/// The small random models of all families that `src/test/golden/decoder/make_golden.py` wrote.
public final class GoldenFamilies {
    private GoldenFamilies() {}

    /// A family's weights in the order of [ParameterLayout].
    public static float[] weights(String family) {
        ParameterLayout layout = ParameterLayout.of(config(family));
        float[] weights = new float[layout.size()];
        try (SafetensorsFile file = SafetensorsFile.open(resource(family + ".safetensors"))) {
            layout.parameters().forEach(p -> file.read(p.name(), p.shape(), weights, p.offset()));
        }
        return weights;
    }

    /// The shape of a family's model.
    public static ModelConfig config(String family) {
        return switch (family) {
            case "llama" ->
                config(
                        ModelFamily.LLAMA,
                        new RotaryPositions(10_000, new RotaryPositions.Llama3(8, 1, 4, 64)),
                        1e-5,
                        false);
            case "qwen2" -> config(ModelFamily.QWEN2, RotaryPositions.of(1_000_000), 1e-6, true);
            case "qwen3" -> config(ModelFamily.QWEN3, RotaryPositions.of(1_000_000), 1e-6, true);
            case "gemma3" -> gemma3();
            default -> throw new IllegalArgumentException(family);
        };
    }

    private static ModelConfig config(ModelFamily family, RotaryPositions rotary, double epsilon, boolean tied) {
        return new ModelConfig(
                family, 48, 32, 3, 4, 2, 8, 40, 256, rotary, null, 1 / Math.sqrt(8), epsilon, tied, List.of());
    }

    private static ModelConfig gemma3() {
        SlidingWindow window = new SlidingWindow(16, RotaryPositions.of(10_000), List.of(true, false, true));
        RotaryPositions rotary = new RotaryPositions(1_000_000, new RotaryPositions.Linear(8));
        return new ModelConfig(
                ModelFamily.GEMMA3, 48, 32, 3, 4, 2, 8, 40, 256, rotary, window, 0.25, 1e-6, true, List.of());
    }

    /// One of their files.
    public static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(
                            GoldenFamilies.class.getResource("/org/loopwright/model/djl/families/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
