package org.loopwright.model.openai;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.keys.KeyringException;
import org.loopwright.model.keys.ServerKeys;
import org.loopwright.model.keys.SystemKeyring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens models behind servers from their files ([ServerFile]); a key comes from the environment or from the
/// system's keyring, never from a project. Thread-safe.
public final class OpenAiModels implements ModelOpener {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiModels.class);

    private final UnaryOperator<@Nullable String> environment;
    private final ServerKeys keys;

    /// Keys come from the variables of this process, and from the system's keyring.
    public OpenAiModels() {
        this(System::getenv, new SystemKeyring());
    }

    /// @param environment gives a variable's value, or null
    /// @param keys that a person keeps
    OpenAiModels(UnaryOperator<@Nullable String> environment, ServerKeys keys) {
        this.environment = environment;
        this.keys = keys;
    }

    @Override
    public ModelCard card(Path file) {
        return OpenAiModel.card(ServerFile.read(file));
    }

    /// Asks nothing of the server yet.
    ///
    /// @throws ModelException with code `FILE` when the file is wrong, `ENVIRONMENT` when the file names a key's
    ///     variable that is not set, and no key is kept for the server
    @Override
    public LanguageModel open(Path file) {
        ServerSpec spec = ServerFile.read(file);
        return new OpenAiModel(spec, key(file, spec));
    }

    /// The key for a server, or an empty text. The variable comes before the keyring; a server on this machine whose
    /// file names no variable needs none.
    private String key(Path file, ServerSpec spec) {
        Optional<String> set = spec.keyVariable().map(environment).filter(key -> !key.isBlank());
        if (set.isPresent()) {
            return set.get().strip();
        }
        if (spec.keyVariable().isEmpty() && !spec.endpoint().getScheme().equals("https")) {
            return "";
        }
        String missing = "none is kept for " + spec.endpoint() + ": keep one with `./loopwright models key "
                + spec.endpoint() + "`";
        try {
            Optional<String> kept = keys.key(spec.endpoint());
            if (kept.isPresent()) {
                return kept.get().strip();
            }
        } catch (KeyringException e) {
            LOG.debug("no keyring", e);
            missing = String.valueOf(e.getMessage());
        }
        if (spec.keyVariable().isEmpty()) {
            return ""; // some servers ask for none; one that does says so
        }
        throw new ModelException(
                ModelException.Code.ENVIRONMENT,
                file + " says that the key is in the environment variable "
                        + spec.keyVariable().get() + ", which is not set, and " + missing
                        + "; or set the variable before you start Loopwright");
    }

    /// Models are closed by whoever opened them.
    @Override
    public void close() {}
}
