package org.loopwright.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The tensors of a model folder: one `model.safetensors`, or the many files that
/// `model.safetensors.index.json` names. Not thread-safe.
final class FolderWeights implements AutoCloseable {
    private static final String INDEX = "model.safetensors.index.json";

    /// What names of the decoder's tensors may begin with instead of `model.`: nothing where only the base
    /// was saved, and more where the decoder is a part of something that sees.
    private static final List<String> PREFIXES =
            List.of("model.", "", "language_model.model.", "model.language_model.");

    private final Path folder;
    private final List<SafetensorsFile> files = new ArrayList<>();
    private final SortedMap<String, Stored> tensors = new TreeMap<>();
    private String prefix = "model.";

    /// One tensor and the file that it lies in.
    record Stored(SafetensorsFile file, SafetensorsFile.Tensor tensor) {
        MemorySegment bytes() {
            return file.bytes(tensor);
        }
    }

    private FolderWeights(Path folder) {
        this.folder = folder;
    }

    /// Maps the files and checks their headers.
    static FolderWeights open(Path folder) {
        FolderWeights weights = new FolderWeights(folder);
        try {
            weights.names().forEach(weights::add);
            weights.findPrefix();
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private List<String> names() {
        Path index = folder.resolve(INDEX);
        if (Files.exists(folder.resolve(ModelFolder.WEIGHTS)) || !Files.exists(index)) {
            refusePickles();
            return List.of(ModelFolder.WEIGHTS);
        }
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode name : JsonFile.readObject(index).path("weight_map")) {
            names.add(name.asText());
        }
        for (String name : names) {
            if (!name.matches("[A-Za-z0-9_.-]+\\.safetensors")) {
                throw FileProblem.of(index, "`" + name + "` is no name of a safetensors file", "copy it again");
            }
        }
        if (names.isEmpty()) {
            throw FileProblem.of(index, "weight_map is missing or empty", "copy the file again");
        }
        return List.copyOf(names);
    }

    /// A folder without safetensors may hold what must not be read.
    private void refusePickles() {
        if (Files.exists(folder.resolve(ModelFolder.WEIGHTS)) || !Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(FolderWeights::isPickle).sorted().findFirst().ifPresent(pickle -> {
                throw pickled(pickle);
            });
        } catch (IOException e) {
            throw FileProblem.of(folder, "the folder can't be read", "check its permissions", e);
        }
    }

    static boolean isPickle(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Stream.of(".bin", ".pt", ".pth", ".ckpt", ".pkl").anyMatch(name::endsWith);
    }

    static RuntimeException pickled(Path file) {
        return FileProblem.of(
                file,
                "weights in Python's pickle format are not read, because reading them runs whatever program"
                        + " they hold",
                "take the model's safetensors or GGUF, or convert the file where you trust it");
    }

    private void add(String name) {
        SafetensorsFile file = SafetensorsFile.open(folder.resolve(name));
        files.add(file);
        for (SafetensorsFile.Tensor tensor : file.tensors().values()) {
            if (tensors.putIfAbsent(tensor.name(), new Stored(file, tensor)) != null) {
                throw FileProblem.of(
                        folder.resolve(name),
                        "tensor " + tensor.name() + " is in another file of the model too",
                        "copy the model again");
            }
        }
    }

    private void findPrefix() {
        for (String candidate : PREFIXES) {
            if (tensors.containsKey(candidate + "embed_tokens.weight")) {
                prefix = candidate;
                return;
            }
        }
    }

    /// All tensors by name.
    SortedMap<String, Stored> tensors() {
        return tensors;
    }

    /// Widens all tensors that the layout asks for.
    float[] read(ParameterLayout layout) {
        float[] flat = new float[layout.size()];
        for (ParameterLayout.Parameter parameter : layout.parameters()) {
            String name = stored(parameter.name());
            Stored stored = tensors.get(name);
            // A missing tensor gets its message from the first file.
            SafetensorsFile file = stored == null ? files.getFirst() : stored.file();
            file.read(stored == null ? parameter.name() : name, parameter.shape(), flat, parameter.offset());
        }
        return flat;
    }

    private String stored(String name) {
        if (name.startsWith("model.")) {
            return prefix + name.substring("model.".length());
        }
        return tensors.containsKey(name) ? name : "language_model." + name;
    }

    @Override
    public void close() {
        files.forEach(SafetensorsFile::close);
    }
}
