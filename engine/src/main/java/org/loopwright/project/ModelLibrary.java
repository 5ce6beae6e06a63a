package org.loopwright.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelOpener;

/// The models of a project's `models` folder: one folder each, or a GGUF file. A model that was opened
/// stays open until the library is closed, so that a second run starts at once. Thread-safe.
public final class ModelLibrary implements AutoCloseable {
    private static final String GGUF = ".gguf";

    private final Path folder;
    private final ModelOpener opener;
    /// Guarded by `this`.
    private final Map<String, LanguageModel> open = new LinkedHashMap<>();

    /// The models in `folder`, opened by `opener`, which the caller closes.
    public ModelLibrary(Path folder, ModelOpener opener) {
        this.folder = folder;
        this.opener = opener;
    }

    /// A model of the project.
    ///
    /// @param id name of its folder, or of its GGUF file without the ending
    /// @param folder the folder or the file
    /// @param card what is known of it, or null when its files are wrong
    /// @param problem what is wrong with its files; empty when nothing is
    public record ModelRef(String id, Path folder, @Nullable ModelCard card, String problem) {}

    /// Every model, by id.
    ///
    /// @throws ProjectException when the folder can't be read
    public List<ModelRef> list() {
        List<ModelRef> models = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return models;
        }
        try (Stream<Path> folders = Files.list(folder)) {
            folders.filter(ModelLibrary::isModel).sorted().forEach(f -> models.add(ref(f)));
        } catch (IOException e) {
            throw new ProjectException("the models in " + folder + " can't be read: " + e.getMessage(), e);
        }
        return models;
    }

    private static boolean isModel(Path path) {
        return Files.isDirectory(path) || isGguf(path);
    }

    private static boolean isGguf(Path path) {
        return Files.isRegularFile(path) && path.getFileName().toString().endsWith(GGUF);
    }

    private static String id(Path model) {
        String name = model.getFileName().toString();
        return isGguf(model) ? name.substring(0, name.length() - GGUF.length()) : name;
    }

    private ModelRef ref(Path model) {
        String id = id(model);
        try {
            return new ModelRef(id, model, opener.card(model), "");
        } catch (ModelException e) {
            return new ModelRef(id, model, null, String.valueOf(e.getMessage()));
        }
    }

    /// The open model with this id.
    ///
    /// @throws ProjectException when there is none
    /// @throws ModelException when its files are wrong
    public synchronized LanguageModel open(String id) {
        LanguageModel known = open.get(id);
        if (known != null) {
            return known;
        }
        Path directory = folder.resolve(id);
        Path path = Files.isDirectory(directory) ? directory : folder.resolve(id + GGUF);
        if (!isModel(path)) {
            throw new ProjectException("there is no model `" + id + "` in " + folder + "; there are "
                    + list().stream().map(ModelRef::id).toList());
        }
        LanguageModel model = opener.open(path);
        open.put(id, model);
        return model;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(LanguageModel::close);
        open.clear();
    }
}
