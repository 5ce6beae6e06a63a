package org.loopwright.model.djl;

import java.nio.file.Path;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.files.ModelFolder;

/// Opens model folders on the local engine. Thread-safe.
///
/// ```java
/// try (DjlModels models = DjlModels.onCpu(2);
///         LanguageModel model = models.open(folder)) { ... }
/// ```
public final class DjlModels implements ModelOpener {
    private final DjlDevice device;

    private DjlModels(DjlDevice device) {
        this.device = device;
    }

    /// Starts the engine on the processor; takes about two seconds, the first start on a machine longer.
    ///
    /// @param threads that one operation may use, in [1, 64]; results are repeatable for a fixed number. For models of
    /// a
    /// few million weights one is best: two wait for each other, and on a busy machine they take many times as long
    /// @throws ModelException with code `ENVIRONMENT` when the native engine can't be loaded
    public static DjlModels onCpu(int threads) {
        return new DjlModels(DjlDevice.cpu(threads));
    }

    /// The device that the models share, for a trainer.
    public DjlDevice device() {
        return device;
    }

    @Override
    public ModelCard card(Path folder) {
        return card(ModelFolder.read(folder), device.threads());
    }

    static ModelCard card(ModelFolder model, int threads) {
        return new ModelCard(
                model.id(),
                model.hash(),
                model.parameters(),
                model.record().trainedOn(),
                model.record().labels(),
                true,
                "cpu",
                numerics(threads));
    }

    /// The words for a card's number formats and kernels.
    static String numerics(int threads) {
        return "fp32, rows padded to " + DecodingBatch.ROWS + ", keys to " + DecodingBatch.KEYS + ", " + threads
                + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public LanguageModel open(Path folder) {
        ModelFolder model = ModelFolder.read(folder);
        float[] weights = model.readWeights();
        ModelCard card = card(model, device.threads());
        ChatTokenizer tokenizer = ChatTokenizer.open(model.tokenizer(), model.template(), folder);
        try {
            Decoder decoder = device.call(() -> new Decoder(device.manager(), model.config(), weights));
            return new DjlLanguageModel(device, card, decoder, tokenizer, true);
        } catch (InterruptedException e) {
            tokenizer.close();
            Thread.currentThread().interrupt();
            throw new ModelException(ModelException.Code.CLOSED, "opening " + folder + " was interrupted", e);
        }
    }

    @Override
    public void close() {
        device.close();
    }
}
