package org.loopwright.serve;

import java.util.List;
import org.loopwright.model.LanguageModel;

/// The models that a server offers. Thread-safe; opened models stay open until their owner closes them.
public interface ServedModels {
    /// Their names.
    List<String> ids();

    /// The model of this name, which is one of [#ids].
    ///
    /// @throws org.loopwright.model.ModelException when it can't be opened
    LanguageModel open(String id);
}
