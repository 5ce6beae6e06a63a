package org.loopwright.round;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loopwright.loop.LoopException;
import org.loopwright.model.files.LoraModel;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.NumberFormat;

/// Copies a checkpoint out of a project, for other programs.
public final class CheckpointExport {
    private CheckpointExport() {}

    /// What is written. Closed set.
    public enum Form {
        /// A whole model in Hugging Face's layout, weights as safetensors; an adapter is merged into its base.
        HF,
        /// A low-rank adapter in PEFT's layout, beside a base that stays where it is.
        PEFT;

        /// The word in commands, `hf`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The form with this word, or empty.
        public static Optional<Form> named(String word) {
            return List.of(values()).stream()
                    .filter(form -> form.word().equals(word))
                    .findFirst();
        }
    }

    /// Writes the checkpoint into a new folder, complete or not at all.
    ///
    /// @param checkpoint its folder
    /// @param to a folder that is not there yet
    /// @return the bytes that were written
    /// @throws LoopException when the form does not fit, the folder is there, or the disk refuses
    public static long write(Path checkpoint, Form form, Path to) {
        if (Files.exists(to)) {
            throw new LoopException(to + " is there already; name a folder that is not");
        }
        ModelFiles model = ModelFiles.read(checkpoint);
        try {
            switch (form) {
                case HF ->
                    ModelWriter.write(
                            to,
                            new ModelWriter.Description(
                                    model.config(),
                                    model.tokenizer(),
                                    model.template().toConfig(),
                                    model.record()),
                            model.readWeights(),
                            NumberFormat.F32);
                case PEFT -> {
                    if (!(model instanceof LoraModel adapter)) {
                        throw new LoopException("checkpoint " + model.id()
                                + " is no adapter: it was trained with all its weights, or merged; export it as `hf`");
                    }
                    ModelWriter.copyAdapter(adapter, to);
                }
            }
            return CheckpointLibrary.bytes(to);
        } catch (IOException e) {
            throw new LoopException(to + " can't be written: " + e.getMessage() + "; nothing is left there", e);
        }
    }
}
