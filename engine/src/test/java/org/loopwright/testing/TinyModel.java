package org.loopwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.files.TrainingRecord;

/// A model folder of random weights for tests: printable ASCII as tokens, a context of 256, a few
/// thousand weights. What it says is noise, but the same noise for the same seed.
public final class TinyModel {
    /// Two layers, four query heads over two key heads, tied embeddings.
    public static final ModelConfig CONFIG =
            ModelConfig.llama(99, 32, 2, 4, 2, 8, 48, 256, 10_000, 1e-5, true, List.of(3));

    /// As [#CONFIG], with heads that the fast kernels take.
    public static final ModelConfig WIDE =
            ModelConfig.llama(99, 64, 2, 4, 2, 32, 96, 256, 10_000, 1e-5, true, List.of(3));

    private static final String TEMPLATE = "{% for message in messages %}<|{{ message['role'] }}|>"
            + "{{ message['content'] }}{% if message['role'] == 'assistant' %}<|end|>{% endif %}{% endfor %}"
            + "{% if add_generation_prompt %}<|assistant|>{% endif %}";

    private TinyModel() {}

    /// Weights of a scale at which logits differ by a few units.
    public static float[] weights(ModelConfig config, long seed) {
        ParameterLayout layout = ParameterLayout.of(config);
        float[] weights = new float[layout.size()];
        Random random = new Random(seed);
        for (ParameterLayout.Parameter parameter : layout.parameters()) {
            for (int i = 0; i < parameter.size(); i++) {
                double noise = random.nextGaussian();
                boolean norm = parameter.columns() == 0;
                weights[parameter.offset() + i] = (float) (norm ? 1 + 0.1 * noise : 0.3 * noise);
            }
        }
        return weights;
    }

    /// Writes a complete folder and returns it.
    public static Path write(Path folder, long seed, NumberFormat format) {
        return write(folder, CONFIG, seed, format);
    }

    /// Writes a complete folder of a model of this shape and returns it.
    public static Path write(Path folder, ModelConfig config, long seed, NumberFormat format) {
        ModelWriter.Description description =
                new ModelWriter.Description(config, tokenizer(), tokenizerConfig(), TrainingRecord.NONE);
        try {
            ModelWriter.write(folder, description, weights(config, seed), format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /// Ids: 0 unknown, 1 to 3 special, then the characters from space on.
    public static String tokenizer() {
        String characters = IntStream.rangeClosed(' ', '~')
                .mapToObj(c -> "\"" + escaped((char) c) + "\":" + (4 + c - ' '))
                .collect(Collectors.joining(","));
        String added = IntStream.rangeClosed(1, 3)
                .mapToObj(id -> "{\"id\":" + id + ",\"content\":\"" + special(id)
                        + "\",\"single_word\":false,\"lstrip\":false,\"rstrip\":false,\"normalized\":false,"
                        + "\"special\":true}")
                .collect(Collectors.joining(","));
        return "{\"version\":\"1.0\",\"truncation\":null,\"padding\":null,\"added_tokens\":[" + added
                + "],\"normalizer\":null,\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"[\\\\s\\\\S]\"},"
                + "\"behavior\":\"Isolated\",\"invert\":false},\"post_processor\":null,\"decoder\":{\"type\":\"Fuse\"},"
                + "\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"<unk>\":0,\"<|user|>\":1,\"<|assistant|>\":2,"
                + "\"<|end|>\":3," + characters + "},\"unk_token\":\"<unk>\"}}";
    }

    private static String special(int id) {
        return List.of("<|user|>", "<|assistant|>", "<|end|>").get(id - 1);
    }

    private static String escaped(char c) {
        return c == '"' || c == '\\' ? "\\" + c : String.valueOf(c);
    }

    /// With the chat template.
    public static String tokenizerConfig() {
        return "{\"eos_token\":\"<|end|>\",\"chat_template\":\"" + TEMPLATE + "\"}";
    }
}
