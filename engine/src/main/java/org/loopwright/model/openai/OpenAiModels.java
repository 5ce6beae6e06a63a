package org.loopwright.model.openai;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelOpener;

/// Opens models behind servers from their files ([ServerFile]). Thread-safe.
public final class OpenAiModels implements ModelOpener {
    private final UnaryOperator<@Nullable String> environment;

    /// Keys come from the variables of this process.
    public OpenAiModels() {
        this(System::getenv);
    }

    /// @param environment gives a variable's value, or null
    OpenAiModels(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public ModelCard card(Path file) {
        return OpenAiModel.card(ServerFile.read(file));
    }

    /// Asks nothing of the server yet.
    ///
    /// @throws ModelException with code `FILE` when the file is wrong, `ENVIRONMENT` when the key's variable
    ///     is not set
    @Override
    public LanguageModel open(Path file) {
        ServerSpec spec = ServerFile.read(file);
        return new OpenAiModel(spec, spec.keyVariable().map(v -> key(file, v)).orElse(""));
    }

    private String key(Path file, String variable) {
        String key = environment.apply(variable);
        if (key == null || key.isBlank()) {
            throw new ModelException(
                    ModelException.Code.ENVIRONMENT,
                    file + " says that the key is in the environment variable " + variable
                            + ", which is not set; set it before you start Loopwright");
        }
        return key.strip();
    }

    /// Models are closed by whoever opened them.
    @Override
    public void close() {}
}
