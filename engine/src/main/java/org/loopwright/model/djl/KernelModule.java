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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFamily;
import org.loopwright.model.files.SlidingWindow;

/// Turns the text of `decoder.ts` or `layers.ts` into a TorchScript module for one model shape.
///
/// A module file is a zip of four entries: a version, the text, and two pickles that say "one object of
/// class `K` in `__torch__` without parameters" and "no constants". Names between dollar signs in the
/// text are replaced by the shape's numbers, so the kernels know every size and take only tensors. A line
/// that begins with `?switch` stands only for models that have this switch, `?!switch` for the others.
final class KernelModule {
    /// `{training: true, _is_full_backward_hook: None}` as an object of `__torch__.K`, in pickle
    /// protocol 2.
    private static final String OBJECT = "8002635f5f746f7263685f5f0a4b0a710029817d285808000000747261696e696e677101"
            + "8858160000005f69735f66756c6c5f6261636b776172645f686f6f6b71024e58020000006266710389756271042e";
    /// The empty tuple in pickle protocol 2.
    private static final String NO_CONSTANTS = "8002292e";

    private static final Pattern CONDITION = Pattern.compile("( *)\\?(!?)([a-z]+) (.*)");

    private KernelModule() {}

    /// Compiles the kernels of `decoder.ts` for `config`. The caller closes the block.
    static PtSymbolBlock load(PtNDManager manager, ModelConfig config) {
        return load(manager, config, Precision.EXACT);
    }

    /// Compiles the kernels for `config`: `decoder.ts` when exact, else `layers.ts`. The caller closes the block.
    static PtSymbolBlock load(PtNDManager manager, ModelConfig config, Precision precision) {
        try {
            byte[] module = zip(text(config, precision));
            return JniUtils.loadModule(manager, new ByteArrayInputStream(module), false, false);
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

    private static String text(ModelConfig config, Precision precision) throws IOException {
        String file = precision == Precision.EXACT ? "decoder.ts" : "layers.ts";
        try (InputStream in = KernelModule.class.getResourceAsStream(file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Set<String> on = switches(config, precision);
            text = text.lines()
                    .map(line -> switched(line, on))
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining("\n", "", "\n"));
            for (Map.Entry<String, String> number : numbers(config).entrySet()) {
                text = text.replace("$" + number.getKey() + "$", number.getValue());
            }
            return text;
        }
    }

    private static Set<String> switches(ModelConfig config, Precision precision) {
        ModelFamily family = config.family();
        boolean bytes = precision == Precision.INT8;
        Stream.Builder<String> on = Stream.builder();
        BiConsumer<String, Boolean> when = (name, holds) -> {
            if (holds) {
                on.add(name);
            }
        };
        when.accept("bytes", bytes);
        when.accept("silubytes", bytes && !family.gelu());
        when.accept("silubfloat", !bytes && !family.gelu());
        when.accept("biases", family.biases());
        when.accept("headnorms", family.headNorms());
        when.accept("outputnorms", family.outputNorms());
        when.accept("normoffset", family.normOffset() != 0);
        when.accept("scaledembedding", family.scaledEmbedding());
        when.accept("gelu", family.gelu());
        // A scale of its own needs the explicit attention too.
        when.accept("window", config.window() != null || config.attentionScale() != 1 / Math.sqrt(config.headSize()));
        return on.build().collect(Collectors.toSet());
    }

    /// The line without its condition, or nothing when the condition doesn't hold.
    private static String switched(String line, Set<String> on) {
        Matcher condition = CONDITION.matcher(line);
        if (!condition.matches()) {
            return line;
        }
        boolean wanted = condition.group(2).isEmpty();
        return on.contains(condition.group(3)) == wanted ? condition.group(1) + condition.group(4) : "";
    }

    private static Map<String, String> numbers(ModelConfig c) {
        List<Piece> layer = layer(c);
        int last = layer.size() * c.layers() + 1;
        Map<String, String> numbers = new HashMap<>();
        BiConsumer<String, Object> put = (name, value) -> numbers.put(name, String.valueOf(value));
        for (int i = 0; i < layer.size(); i++) {
            put.accept(layer.get(i).name(), i + 1);
        }
        put.accept("STRIDE", layer.size());
        put.accept("SIZES", sizes(c, layer));
        put.accept("VOCABULARY", c.vocabularySize());
        put.accept("HIDDEN", c.hiddenSize());
        put.accept("LAYERS", c.layers());
        put.accept("CONTEXT", c.contextLength());
        put.accept("QKV", c.queryWidth() + 2 * c.keyValueWidth());
        put.accept("QUERY", c.queryWidth());
        put.accept("GATEUP", 2 * c.feedForwardSize());
        put.accept("FORWARD", c.feedForwardSize());
        put.accept("LAST", last);
        put.accept("HEADINDEX", c.tiedEmbeddings() ? 0 : last + 1);
        put.accept("EPSILON", c.normEpsilon());
        put.accept("NORMOFFSET", c.family().normOffset());
        put.accept("EMBEDDINGSCALE", Math.sqrt(c.hiddenSize()));
        put.accept("ALLHEADS", c.heads() + 2 * c.keyValueHeads());
        put.accept("ROTATED", c.heads() + c.keyValueHeads());
        put.accept("HEADS", c.heads());
        put.accept("KEYHEADS", c.keyValueHeads());
        put.accept("GROUP", c.heads() / c.keyValueHeads());
        put.accept("HEADSIZE", c.headSize());
        put.accept("HALF", c.headSize() / 2);
        put.accept("SCALE", c.attentionScale());
        SlidingWindow window = c.window();
        // Without a window its lines see everything: a window as long as the context.
        put.accept("WINDOW", window == null ? c.contextLength() : window.size());
        put.accept(
                "WINDOWED",
                IntStream.range(0, c.layers())
                        .mapToObj(i -> c.windowed(i) ? "1" : "0")
                        .collect(Collectors.joining(", ")));
        return numbers;
    }

    /// A stretch of the flat array that the kernels use as one tensor.
    private record Piece(String name, long size) {}

    /// A layer's pieces in the order of [org.loopwright.model.files.ParameterLayout].
    private static List<Piece> layer(ModelConfig c) {
        long hidden = c.hiddenSize();
        long projected = c.queryWidth() + 2L * c.keyValueWidth();
        ModelFamily family = c.family();
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece("NORM", hidden));
        pieces.add(new Piece("PROJECT", projected * hidden));
        if (family.biases()) {
            pieces.add(new Piece("BIAS", projected));
        }
        if (family.headNorms()) {
            pieces.add(new Piece("QUERYNORM", c.headSize()));
            pieces.add(new Piece("KEYNORM", c.headSize()));
        }
        pieces.add(new Piece("OUT", hidden * c.queryWidth()));
        pieces.add(new Piece("AFTER", hidden));
        if (family.outputNorms()) {
            pieces.add(new Piece("BEFOREFEED", hidden));
            pieces.add(new Piece("AFTERFEED", hidden));
        }
        pieces.add(new Piece("GATE", 2L * c.feedForwardSize() * hidden));
        pieces.add(new Piece("DOWN", hidden * c.feedForwardSize()));
        return pieces;
    }

    /// The flat array's pieces as the kernels cut it: embedding, the layers, last norm, and a head if it
    /// has its own.
    private static String sizes(ModelConfig c, List<Piece> layer) {
        String pieces = layer.stream().map(piece -> ", " + piece.size()).collect(Collectors.joining());
        String embedding = String.valueOf((long) c.vocabularySize() * c.hiddenSize());
        return embedding + pieces.repeat(c.layers()) + ", " + c.hiddenSize()
                + (c.tiedEmbeddings() ? "" : ", " + embedding);
    }
}
