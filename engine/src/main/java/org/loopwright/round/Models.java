package org.loopwright.round;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.Content;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelOpener;

/// Opens the models that round loops speak of: a project's own, and checkpoints. Keeps the last few open.
/// Thread-safe.
public final class Models implements AutoCloseable {
    /// Two or three roles, each with its last two versions.
    private static final int OPEN = 6;

    private final List<Path> folders;
    private final Artifacts artifacts;
    private final ModelOpener opener;
    /// Guarded by `this`; in the order of use.
    private final Map<String, LanguageModel> open = new LinkedHashMap<>(16, 0.75f, true);

    /// @param folders of models: the project's own first, then the person's
    public Models(List<Path> folders, Artifacts artifacts, ModelOpener opener) {
        this.folders = List.copyOf(folders);
        this.artifacts = artifacts;
        this.opener = opener;
    }

    /// Where a model lies.
    public Path folder(Content.Artifact model) {
        return model.name().startsWith(Artifacts.CHECKPOINT)
                ? artifacts.checkpoint(model.name())
                : folder(model.name());
    }

    /// Where a model of a project or of the person lies.
    public Path folder(String id) {
        return folders.stream()
                .map(folder -> folder.resolve(id))
                .filter(Files::exists)
                .findFirst()
                .orElse(folders.getFirst().resolve(id));
    }

    /// The open model; it stays open for a while and is closed here.
    synchronized LanguageModel open(Content.Artifact model) {
        LanguageModel known = open.get(model.hash());
        if (known != null) {
            return known;
        }
        if (open.size() >= OPEN) {
            String eldest = open.keySet().iterator().next();
            LanguageModel closed = open.remove(eldest);
            if (closed != null) {
                closed.close();
            }
        }
        LanguageModel opened = opener.open(folder(model));
        open.put(model.hash(), opened);
        return opened;
    }

    /// Opens a model that nobody else knows; the caller closes it.
    LanguageModel openApart(Path folder) {
        return opener.open(folder);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(LanguageModel::close);
        open.clear();
    }
}
