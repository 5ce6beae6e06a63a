package org.loopwright.model.djl;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.loopwright.model.files.ModelConfig;

/// Turns the text of `decoder.ts` into a TorchScript module for one model shape.
///
/// A module file is a zip of four entries: a version, the text, and two pickles that say "one object of
/// class `K` in `__torch__` without parameters" and "no constants". Names between dollar signs in the
/// text are replaced by the shape's numbers, so the kernels know every size and take only tensors.
final class KernelModule {
    /// `{training: true, _is_full_backward_hook: None}` as an object of `__torch__.K`, in pickle
    /// protocol 2.
    private static final String OBJECT = "8002635f5f746f7263685f5f0a4b0a710029817d285808000000747261696e696e677101"
            + "8858160000005f69735f66756c6c5f6261636b776172645f686f6f6b71024e58020000006266710389756271042e";
    /// The empty tuple in pickle protocol 2.
    private static final String NO_CONSTANTS = "8002292e";

    private KernelModule() {}

    /// Compiles the kernels for `config`. The caller closes the block.
    static PtSymbolBlock load(PtNDManager manager, ModelConfig config) {
        try {
            return JniUtils.loadModule(manager, new ByteArrayInputStream(zip(text(config))), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("the kernels can't be loaded", e);
        }
    }

    private static byte[] zip(String code) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", HexFormat.of().parseHex(OBJECT));
            store(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            store(zip, "constants.pkl", HexFormat.of().parseHex(NO_CONSTANTS));
            store(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry("decoder/" + name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }

    private static String text(ModelConfig config) throws IOException {
        try (InputStream in = KernelModule.class.getResourceAsStream("decoder.ts")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> number : numbers(config).entrySet()) {
                text = text.replace("$" + number.getKey() + "$", number.getValue());
            }
            return text.replace("\r\n", "\n");
        }
    }

    private static Map<String, String> numbers(ModelConfig c) {
        int last = 6 * c.layers() + 1;
        return Map.ofEntries(
                number("SIZES", sizes(c)),
                number("VOCABULARY", c.vocabularySize()),
                number("HIDDEN", c.hiddenSize()),
                number("LAYERS", c.layers()),
                number("QKV", c.queryWidth() + 2 * c.keyValueWidth()),
                number("QUERY", c.queryWidth()),
                number("GATEUP", 2 * c.feedForwardSize()),
                number("FORWARD", c.feedForwardSize()),
                number("LAST", last),
                number("HEADINDEX", c.tiedEmbeddings() ? 0 : last + 1),
                number("EPSILON", Double.toString(c.normEpsilon())),
                number("ALLHEADS", c.heads() + 2 * c.keyValueHeads()),
                number("ROTATED", c.heads() + c.keyValueHeads()),
                number("HEADS", c.heads()),
                number("KEYHEADS", c.keyValueHeads()),
                number("GROUP", c.heads() / c.keyValueHeads()),
                number("HEADSIZE", c.headSize()),
                number("HALF", c.headSize() / 2),
                number("SCALE", Double.toString(1 / Math.sqrt(c.headSize()))));
    }

    private static Map.Entry<String, String> number(String name, Object value) {
        return Map.entry(name, String.valueOf(value));
    }

    /// The flat array's pieces as the kernels cut it: embedding, six per layer, last norm, and a head
    /// if it has its own.
    private static String sizes(ModelConfig c) {
        long hidden = c.hiddenSize();
        Stream<Long> layer = Stream.of(
                hidden,
                (c.queryWidth() + 2L * c.keyValueWidth()) * hidden,
                hidden * c.queryWidth(),
                hidden,
                2L * c.feedForwardSize() * hidden,
                hidden * c.feedForwardSize());
        String layers = layer.map(String::valueOf).collect(Collectors.joining(", "));
        String embedding = String.valueOf(c.vocabularySize() * hidden);
        return embedding + (", " + layers).repeat(c.layers()) + ", " + hidden
                + (c.tiedEmbeddings() ? "" : ", " + embedding);
    }
}
