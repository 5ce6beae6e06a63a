package org.loopwright.model.djl;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.paged.PagedDecoder;

/// Opens model folders on the local engine. Thread-safe.
///
/// ```java
/// try (DjlModels models = DjlModels.onCpu(2);
///         LanguageModel model = models.open(folder)) { ... }
/// ```
public final class DjlModels implements ModelOpener {
    /// Threads when nothing else is said. One is as fast as two for models as small as the shipped
    /// ones, and does not stall when another program wants the second core: two threads wait for each
    /// other at every operation.
    public static final int DEFAULT_THREADS = 1;

    /// Beyond so many threads, a step of a small model is too short to be shared further.
    private static final int MOST_THREADS = 8;

    /// Up to so many weights a model runs in exact mode when nothing else is said: it costs little there.
    private static final long SMALL = 20_000_000;
    /// Memory for keys and values of a model in fast mode, at most.
    private static final long KEY_VALUE_BYTES = 2L << 30;
    /// And tokens: small models would fill it with what nobody asks for again.
    private static final long KEY_VALUE_TOKENS = 100_000;

    private final int threads;
    private final int crew;
    private final @Nullable Precision precision;
    /// Guarded by `this`; null until the engine is needed.
    private @Nullable DjlDevice device;

    private DjlModels(int threads, int crew, @Nullable Precision precision) {
        this.threads = threads;
        this.crew = crew;
        this.precision = precision;
    }

    /// As [#onCpu(int)] with [#DEFAULT_THREADS], and in fast mode, whose results don't depend on their number, with as
    /// many threads as half of the processors that Java sees, which is mostly the cores.
    public static DjlModels onCpu() {
        int cores = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, DEFAULT_THREADS, MOST_THREADS);
        return new DjlModels(DEFAULT_THREADS, cores, null);
    }

    /// The engine on the processor. It starts with the first model that is opened, so that listing
    /// models costs nothing.
    ///
    /// @param threads that one operation may use, in [1, 64]; results are repeatable for a fixed number
    public static DjlModels onCpu(int threads) {
        return new DjlModels(threads, threads, null);
    }

    /// As [#onCpu(int)], with every model in this precision instead of exact mode for models of up to 20 million
    /// weights and bfloat16 for larger ones.
    public static DjlModels onCpu(int threads, Precision precision) {
        return new DjlModels(threads, threads, precision);
    }

    /// The device that the models share, for a trainer. The first call starts the engine: about two
    /// seconds, the first time on a machine longer.
    ///
    /// @throws org.loopwright.model.ModelException with code `ENVIRONMENT` when the native engine can't
    ///     be loaded
    public synchronized DjlDevice device() {
        if (device == null) {
            device = DjlDevice.cpu(threads, crew);
        }
        return device;
    }

    @Override
    public ModelCard card(Path folder) {
        ModelFiles model = ModelFiles.read(folder);
        return card(model, precisionOf(model));
    }

    /// Exact mode where it was asked for, where the model is small, and where its shape fits no fast kernel.
    private Precision precisionOf(ModelFiles model) {
        requireVectors();
        if (!PagedDecoder.supports(model.config())) {
            return Precision.EXACT;
        }
        if (precision != null) {
            return precision;
        }
        return model.parameters() <= SMALL ? Precision.EXACT : Precision.BF16;
    }

    private ModelCard card(ModelFiles model, Precision precision) {
        return new ModelCard(
                model.id(),
                model.hash(),
                model.parameters(),
                model.record().trainedOn(),
                model.record().labels(),
                precision == Precision.EXACT,
                "cpu",
                precision == Precision.EXACT ? numerics(threads) : fastNumerics(precision, crew));
    }

    private static String fastNumerics(Precision precision, int threads) {
        return precision.label() + ", fast: shared prefixes, sums depend on the batch, " + threads
                + (threads == 1 ? " thread" : " threads");
    }

    /// The words for a card's number formats and kernels.
    static String numerics(int threads) {
        return "fp32, rows padded to " + DecodingBatch.ROWS + ", keys to " + DecodingBatch.KEYS + ", " + threads
                + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public LanguageModel open(Path folder) {
        ModelFiles model = ModelFiles.read(folder);
        return open(folder, model, precisionOf(model), keyValueBytes(model.config()));
    }

    /// Opens a model in a given precision.
    ///
    /// @param keyValueBytes memory for its keys and values, when not exact
    /// @throws ModelException with code `FILE` when its shape fits no fast kernel of this machine
    LanguageModel open(Path folder, Precision wanted, long keyValueBytes) {
        ModelFiles model = ModelFiles.read(folder);
        if (wanted != Precision.EXACT && !PagedDecoder.supports(model.config())) {
            throw new ModelException(
                    ModelException.Code.FILE,
                    model.id() + " has heads of " + model.config().headSize()
                            + " numbers, which the fast kernels of this machine don't take; open it as exact");
        }
        return open(folder, model, wanted, keyValueBytes);
    }

    private static long keyValueBytes(ModelConfig config) {
        long token = 2L * config.layers() * config.keyValueWidth() * Short.BYTES;
        return Math.min(KEY_VALUE_BYTES, token * Math.max(KEY_VALUE_TOKENS, 2L * config.contextLength()));
    }

    private LanguageModel open(Path folder, ModelFiles model, Precision chosen, long keyValueBytes) {
        requireVectors();
        requireMemory(model);
        float[] weights = model.readWeights();
        ModelCard card = card(model, chosen);
        ChatTokenizer tokenizer = ChatTokenizer.open(model.tokenizer(), model.template(), folder);
        try {
            DjlDevice device = device();
            return device.call(() -> chosen == Precision.EXACT
                    ? DjlLanguageModel.exact(
                            device, card, new Decoder(device.manager(), model.config(), weights), tokenizer)
                    : FastModel.open(device, card, model.config(), weights, tokenizer, chosen, keyValueBytes));
        } catch (InterruptedException e) {
            tokenizer.close();
            Thread.currentThread().interrupt();
            throw new ModelException(ModelException.Code.CLOSED, "opening " + folder + " was interrupted", e);
        }
    }

    private static void requireVectors() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            throw new ModelException(
                    ModelException.Code.ENVIRONMENT,
                    "the local engine needs Java's vector module; start Java with --add-modules=jdk.incubator.vector");
        }
    }

    /// Weights pass through Java's memory in single precision on their way to the device.
    private static void requireMemory(ModelFiles model) {
        Runtime runtime = Runtime.getRuntime();
        long needed = 4L * model.parameters();
        long free = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
        if (needed > free) {
            throw new ModelException(
                    ModelException.Code.ENVIRONMENT,
                    model.id() + " needs " + mebibytes(needed) + " MiB of Java's memory while it is loaded, of "
                            + mebibytes(runtime.maxMemory()) + " MiB are " + mebibytes(free)
                            + " free; allow more with LOOPWRIGHT_JAVA_OPTIONS=-Xmx8g, or take a smaller model");
        }
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }

    @Override
    public synchronized void close() {
        if (device != null) {
            device.close();
        }
    }
}
