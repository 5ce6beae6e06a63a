package org.loopwright.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelException;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.openai.OpenAiModels;
import org.loopwright.model.openai.ServerFile;

/// The models of a project's `models` folder and of the person's own shelf: one folder each, a GGUF
/// file, or a YAML file that names a model behind a server. Of two with one id, the project's counts. A model that was
/// opened stays open until the library is
/// closed, so that a second run starts at once. Thread-safe.
public final class ModelLibrary implements AutoCloseable {
    private static final String GGUF = ".gguf";
    private static final String SERVER = ServerFile.SUFFIX;

    private final List<Path> folders;
    private final ModelOpener opener;
    private final ModelOpener servers = new OpenAiModels();
    /// Guarded by `this`.
    private final Map<String, LanguageModel> open = new LinkedHashMap<>();

    /// The models in `folder`, opened by `opener`, which the caller closes.
    public ModelLibrary(Path folder, ModelOpener opener) {
        this(List.of(folder), opener);
    }

    /// The models in several folders; an earlier one hides what a later one has under the same id.
    public ModelLibrary(List<Path> folders, ModelOpener opener) {
        this.folders = List.copyOf(folders);
        this.opener = opener;
    }

    /// A model of the library.
    ///
    /// @param id name of its folder, or of its file without the ending
    /// @param folder the folder or the file
    /// @param card what is known of it, or null when its files are wrong
    /// @param problem what is wrong with its files; empty when nothing is
    public record ModelRef(String id, Path folder, @Nullable ModelCard card, String problem) {}

    /// Every model, by id.
    ///
    /// @throws ProjectException when a folder can't be read
    public List<ModelRef> list() {
        return paths().values().stream().map(this::ref).toList();
    }

    /// Every model's place, by id.
    private Map<String, Path> paths() {
        Map<String, Path> paths = new TreeMap<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> inside = Files.list(folder)) {
                    inside.filter(ModelLibrary::isModel).sorted().forEach(f -> paths.putIfAbsent(id(f), f));
                } catch (IOException e) {
                    throw new ProjectException("the models in " + folder + " can't be read: " + e.getMessage(), e);
                }
            }
        }
        return paths;
    }

    private static boolean isModel(Path path) {
        return !path.getFileName().toString().startsWith(".")
                && (Files.isDirectory(path) || isFile(path, GGUF) || isFile(path, SERVER));
    }

    private static boolean isFile(Path path, String ending) {
        return Files.isRegularFile(path) && path.getFileName().toString().endsWith(ending);
    }

    private ModelOpener opener(Path path) {
        return isFile(path, SERVER) ? servers : opener;
    }

    private static String id(Path model) {
        String name = model.getFileName().toString();
        for (String ending : List.of(GGUF, SERVER)) {
            if (isFile(model, ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    private ModelRef ref(Path model) {
        String id = id(model);
        try {
            return new ModelRef(id, model, opener(model).card(model), "");
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
        Map<String, Path> paths = paths();
        Path path = paths.get(id);
        if (path == null) {
            throw new ProjectException("there is no model `" + id + "` in "
                    + folders.stream().map(Path::toString).collect(Collectors.joining(" or ")) + "; there are "
                    + paths.keySet());
        }
        LanguageModel model = opener(path).open(path);
        open.put(id, model);
        return model;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(LanguageModel::close);
        open.clear();
    }
}
