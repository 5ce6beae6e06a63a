package org.loopwright.model.files;

import java.nio.file.Files;
import java.nio.file.Path;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.gguf.GgufModel;

/// The files of one model, read and checked, without its weights: a folder in Hugging Face's layout, or
/// whatever else holds a model.
public interface ModelFiles {

    /// Reads and checks what lies at `path`.
    ///
    /// @throws ModelException with code `FILE` when something is missing, damaged or doesn't fit the rest
    static ModelFiles read(Path path) {
        if (Files.isRegularFile(path)) {
            return file(path);
        }
        return LoraModel.isAdapter(path) ? LoraModel.read(path) : ModelFolder.read(path);
    }

    private static ModelFiles file(Path path) {
        if (FolderWeights.isPickle(path)) {
            throw FolderWeights.pickled(path);
        }
        return GgufModel.read(path);
    }

    /// Where it is.
    Path path();

    /// The name that people use for it.
    String id();

    /// The decoder's shape.
    ModelConfig config();

    /// The text of a `tokenizer.json`.
    String tokenizer();

    /// How messages become a prompt.
    ChatTemplate template();

    /// Where the weights come from.
    TrainingRecord record();

    /// Count of weights.
    ///
    /// @throws ModelException with code `FILE` when there are too many for this engine
    int parameters();

    /// Reads all weights, widened to single precision, in the order of [ParameterLayout].
    ///
    /// @throws ModelException with code `FILE` when a tensor is missing or has another shape
    float[] readWeights();

    /// How the weights lie on the disk, from their headers.
    ///
    /// @throws ModelException with code `FILE` when a header is wrong
    StoredWeights storage();

    /// SHA-256 over tensors, config, tokenizer and template in a canonical form, hexadecimal. Reads all
    /// weights, unless [HashCache] knows that nothing changed.
    String hash();
}
