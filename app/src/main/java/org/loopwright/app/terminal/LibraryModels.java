package org.loopwright.app.terminal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.openai.OpenAiModel;
import org.loopwright.project.ModelLibrary;
import org.loopwright.project.ProjectException;
import org.loopwright.serve.ServedModels;

/// The local models of a library. Those behind other servers are left out: their tokens have no ids here.
record LibraryModels(ModelLibrary library, List<String> ids) implements ServedModels {
    LibraryModels {
        ids = List.copyOf(ids);
    }

    /// All of them, or one, which is opened at once.
    ///
    /// @param only its name, or null for all
    /// @throws ProjectException when there is none
    static LibraryModels of(ModelLibrary library, @Nullable String only) {
        if (only != null) {
            LanguageModel model = library.open(only);
            if (isRemote(model.card())) {
                throw new ProjectException("model `" + only + "` is behind a server already; ask that one");
            }
            return new LibraryModels(library, List.of(only));
        }
        List<String> ids = library.list().stream()
                .filter(ref -> {
                    ModelCard card = ref.card();
                    return card != null && !isRemote(card);
                })
                .map(ModelLibrary.ModelRef::id)
                .toList();
        if (ids.isEmpty()) {
            throw new ProjectException(
                    "there are no models to serve; name a project, or get one with: ./loopwright models get OWNER/NAME");
        }
        return new LibraryModels(library, ids);
    }

    private static boolean isRemote(ModelCard card) {
        return card.labels().contains(OpenAiModel.REMOTE);
    }

    @Override
    public LanguageModel open(String id) {
        return library.open(id);
    }
}
