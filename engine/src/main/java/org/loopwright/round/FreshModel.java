package org.loopwright.round;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loopwright.loop.Content;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.SlotType;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ModelFamily;
import org.loopwright.model.files.ModelFolder;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.model.files.RotaryPositions;
import org.loopwright.model.files.TrainingRecord;
import org.loopwright.store.StoreException;
import org.loopwright.train.InitialWeights;
import org.loopwright.train.arithmetic.ArithmeticVocabulary;

/// A model of random weights that reads and writes printable ASCII, for loops that train from nothing.
///
/// @param hidden width of the residual stream, a multiple of 8
/// @param layers blocks
/// @param heads query heads; half as many key and value heads
/// @param context longest sequence in tokens
/// @param positions how tokens know their places
/// @param seed of the weights
public record FreshModel(int hidden, int layers, int heads, int context, Positions positions, long seed) {

    private static final double THETA = 10_000;
    /// Divides every frequency: no angle of any context differs from 0 in single precision.
    private static final double STANDSTILL = 1e12;

    /// How tokens know their places. Closed set.
    public enum Positions {
        /// Rotary positions (Su et al. 2021, [arXiv:2104.09864](https://arxiv.org/abs/2104.09864)).
        ROTARY,
        /// None: the causal mask alone tells order, so that a longer text holds no position that was
        /// never seen (Kazemnejad et al. 2023, [arXiv:2305.19466](https://arxiv.org/abs/2305.19466)).
        /// Written as rotary positions that are stretched until they stand still, which every reader of
        /// the format knows.
        NONE;

        private RotaryPositions rotary() {
            return switch (this) {
                case ROTARY -> RotaryPositions.of(THETA);
                case NONE -> new RotaryPositions(THETA, new RotaryPositions.Linear(STANDSTILL));
            };
        }

        /// The name in files, `rotary`.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The model, written to the project's checkpoints unless it is there.
    ///
    /// @throws LoopException when the shape is none
    /// @throws StoreException when the disk refuses: the run stops and can be resumed
    public Content.Artifact in(Artifacts artifacts) {
        String id =
                String.format(Locale.ROOT, "fresh-%d-%d-%d-%d%s-%016x", hidden, layers, heads, context, mark(), seed);
        Path folder = artifacts.models().resolve(id);
        ModelConfig config = config();
        if (!Files.isDirectory(folder)) {
            TrainingRecord record = new TrainingRecord(
                    List.of(),
                    List.of(),
                    "Apache-2.0",
                    Map.of("initial", "random", "seed", Long.toString(seed)),
                    Map.of());
            try {
                ModelWriter.write(
                        folder,
                        new ModelWriter.Description(
                                config,
                                ArithmeticVocabulary.tokenizer(),
                                ArithmeticVocabulary.tokenizerConfig(),
                                record),
                        InitialWeights.of(config, seed),
                        NumberFormat.F32);
            } catch (IOException e) {
                throw new StoreException(
                        StoreException.Code.FULL,
                        folder + " can't be written: " + e.getMessage()
                                + "; make room and resume the run: nothing that was complete is lost",
                        e);
            }
        }
        ModelFolder written = ModelFolder.read(folder);
        return new Content.Artifact(
                SlotType.MODEL, written.hash(), Artifacts.CHECKPOINT + id, "", written.parameters());
    }

    private String mark() {
        return positions == Positions.ROTARY ? "" : "-" + positions.label();
    }

    /// Count of its weights.
    long parameters() {
        return ParameterLayout.of(config()).size();
    }

    private ModelConfig config() {
        try {
            int headSize = hidden / heads;
            return new ModelConfig(
                    ModelFamily.LLAMA,
                    ArithmeticVocabulary.SIZE,
                    hidden,
                    layers,
                    heads,
                    Math.max(1, heads / 2),
                    headSize,
                    (hidden * 11 / 4) / 8 * 8,
                    context,
                    positions.rotary(),
                    null,
                    1 / Math.sqrt(headSize),
                    1e-5,
                    true,
                    List.of(ArithmeticVocabulary.END));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new LoopException("a fresh model of this shape can't be made: " + e.getMessage(), e);
        }
    }
}
