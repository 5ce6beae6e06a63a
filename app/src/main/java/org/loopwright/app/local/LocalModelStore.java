package org.loopwright.app.local;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loopwright.app.session.ModelStore;
import org.loopwright.model.hub.FetchListener;
import org.loopwright.model.hub.Hub;
import org.loopwright.model.hub.HubName;
import org.loopwright.model.hub.HubSettings;
import org.loopwright.model.shelf.ModelDetails;
import org.loopwright.model.shelf.ModelShelf;
import org.loopwright.model.shelf.ShelfModel;

/// The models on a shelf of this machine.
///
/// @param shelf the person's own
public record LocalModelStore(ModelShelf shelf) implements ModelStore {
    @Override
    public List<ModelDetails> own() {
        return details(shelf);
    }

    @Override
    public List<ShelfModel> unfinished() {
        return shelf.unfinished();
    }

    @Override
    public List<ModelDetails> ofProject(Path project) {
        return details(new ModelShelf(project.resolve("models")));
    }

    private static List<ModelDetails> details(ModelShelf shelf) {
        return shelf.list().stream().map(ModelDetails::of).toList();
    }

    @Override
    public String bring(String source, FetchListener listener) throws InterruptedException {
        Optional<Path> path = existing(source);
        if (path.isPresent()) {
            return shelf.copy(path.get(), null, listener).name();
        }
        try (Hub hub = new Hub(HubSettings.of(System.getenv()))) {
            return shelf.get(hub, new ModelShelf.Wish(HubName.of(source), null, null), listener)
                    .name();
        }
    }

    private static Optional<Path> existing(String source) {
        try {
            Path path = Path.of(source);
            return Files.exists(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    @Override
    public long remove(String name) {
        return shelf.remove(name).bytes();
    }
}
