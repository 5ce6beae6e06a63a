package org.loopwright.app.session;

import java.nio.file.Path;
import java.util.List;
import org.loopwright.model.hub.FetchListener;
import org.loopwright.model.shelf.ModelDetails;
import org.loopwright.model.shelf.ShelfModel;

/// The models of this machine, as far as screens need them. Thread-safe; every method may be slow. Failures are
/// unchecked exceptions whose message says what, where and the remedy.
public interface ModelStore {
    /// A store that has nothing and takes nothing.
    ModelStore NONE = new ModelStore() {
        @Override
        public List<ModelDetails> own() {
            return List.of();
        }

        @Override
        public List<ShelfModel> unfinished() {
            return List.of();
        }

        @Override
        public List<ModelDetails> ofProject(Path project) {
            return List.of();
        }

        @Override
        public String bring(String source, FetchListener listener) {
            throw new IllegalArgumentException("no models are kept here");
        }

        @Override
        public long remove(String name) {
            throw new IllegalArgumentException("no models are kept here");
        }
    };

    /// The person's own models.
    List<ModelDetails> own();

    /// Downloads that were stopped.
    List<ShelfModel> unfinished();

    /// The models in a project's folder.
    List<ModelDetails> ofProject(Path project);

    /// Copies a model from a path of this machine, or downloads it from the hub.
    ///
    /// @param source a path, or `owner/name`
    /// @return its name here
    /// @throws InterruptedException when the thread is interrupted; a download is kept as far as it came
    String bring(String source, FetchListener listener) throws InterruptedException;

    /// Removes one of the person's own models, or a download that was stopped.
    ///
    /// @return bytes that are free now
    long remove(String name);
}
