package org.loopwright.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.loopwright.model.ModelException;

/// A base model with a LoRA adapter in PEFT's layout (`adapter_config.json` and
/// `adapter_model.safetensors`), merged when the weights are read: `W + s B A`.
///
/// Paper: LoRA, [Hu et al. 2021](https://arxiv.org/abs/2106.09685); the scale `s` is `alpha / r`, or
/// `alpha / sqrt(r)` with `use_rslora`.
///
/// @param path the adapter's folder
/// @param base what it changes
/// @param scales the adapter's scale for each tensor that it changes, by the tensor's name
public record LoraModel(Path path, ModelFiles base, Map<String, Double> scales) implements ModelFiles {
    static final String CONFIG = "adapter_config.json";
    static final String WEIGHTS = "adapter_model.safetensors";
    private static final String REMEDY = "train the adapter again with plain LoRA on linear layers";
    private static final String PREFIX = "base_model.model.";

    public LoraModel {
        scales = Map.copyOf(scales);
    }

    /// Whether a folder holds an adapter.
    public static boolean isAdapter(Path folder) {
        return Files.exists(folder.resolve(CONFIG));
    }

    /// Reads an adapter and the base that it names: a path from the adapter's folder on, or a folder or file
    /// of that name beside it.
    ///
    /// @throws ModelException with code `FILE` when one is missing, damaged or doesn't fit the other
    public static LoraModel read(Path folder) {
        return read(folder, List.of());
    }

    /// The same, with more folders of models in which the base may be.
    static LoraModel read(Path folder, List<Path> libraries) {
        Path file = folder.resolve(CONFIG);
        ObjectNode json = JsonFile.readObject(file);
        refuseWhatIsNotMerged(file, json, folder);
        ModelFiles base = ModelFiles.read(base(file, json, libraries));
        if (base instanceof LoraModel) {
            throw FileProblem.of(file, "its base is an adapter too", "merge the two where they were made");
        }
        LoraModel bare = new LoraModel(folder, base, Map.of());
        return new LoraModel(folder, base, bare.readScales(file, json));
    }

    private static void refuseWhatIsNotMerged(Path file, ObjectNode json, Path folder) {
        String type = json.path("peft_type").asText();
        if (!type.equals("LORA")) {
            throw FileProblem.of(file, "peft_type is `" + type + "`, known is LORA", REMEDY);
        }
        String bias = json.path("bias").asText("none");
        if (!bias.equals("none")) {
            throw FileProblem.of(file, "bias is `" + bias + "`, known is none", REMEDY);
        }
        for (String flag : List.of("use_dora", "fan_in_fan_out", "lora_bias", "use_qalora")) {
            if (json.path(flag).asBoolean(false)) {
                throw FileProblem.of(file, flag + " is true, which is not merged here", REMEDY);
            }
        }
        for (String list : List.of("modules_to_save", "trainable_token_indices")) {
            if (!json.path(list).isEmpty()) {
                throw FileProblem.of(file, list + " is set, which is not merged here", REMEDY);
            }
        }
        if (!Files.exists(folder.resolve(WEIGHTS)) && Files.exists(folder.resolve("adapter_model.bin"))) {
            throw FolderWeights.pickled(folder.resolve("adapter_model.bin"));
        }
    }

    private static Path base(Path file, ObjectNode json, List<Path> libraries) {
        String name = json.path("base_model_name_or_path").asText("");
        if (name.isBlank()) {
            throw FileProblem.of(file, "base_model_name_or_path is missing", "name the folder of its base model");
        }
        Path folder = file.toAbsolutePath().getParent();
        String last = name.replace('\\', '/').replaceAll("/+$", "");
        last = last.substring(last.lastIndexOf('/') + 1);
        List<Path> places = new ArrayList<>();
        Path beside = folder == null ? null : folder.getParent();
        if (folder != null && isRelative(name)) {
            places.add(folder.resolve(name));
        }
        List<Path> all = new ArrayList<>(libraries);
        if (beside != null) {
            all.addFirst(beside);
        }
        for (Path library : all) {
            for (String candidate : List.of(last, name.replace("/", "--"), last + ".gguf")) {
                if (isRelative(candidate)) {
                    places.add(library.resolve(candidate));
                }
            }
        }
        if (!isRelative(name)) {
            places.add(Path.of(name));
        }
        return places.stream()
                .map(Path::normalize)
                .filter(p -> Files.exists(p) && !p.equals(folder))
                .findFirst()
                .orElseThrow(() -> FileProblem.of(
                        file,
                        "its base model `" + name + "` is not here",
                        "put the base beside the adapter's folder under this name"));
    }

    private static boolean isRelative(String name) {
        try {
            return !Path.of(name).isAbsolute() && !name.isEmpty();
        } catch (java.nio.file.InvalidPathException e) {
            return false;
        }
    }

    private Map<String, Double> readScales(Path file, ObjectNode json) {
        Map<String, ParameterLayout.Parameter> parameters = new TreeMap<>();
        ParameterLayout.of(base.config()).parameters().forEach(p -> parameters.put(p.name(), p));
        Map<String, Double> scales = new TreeMap<>();
        try (SafetensorsFile weights = SafetensorsFile.open(path.resolve(WEIGHTS))) {
            Set<String> left = new HashSet<>(weights.tensors().keySet());
            for (ParameterLayout.Parameter parameter : parameters.values()) {
                String a = stored(weights, parameter, "A");
                String b = stored(weights, parameter, "B");
                if (a.isEmpty() && b.isEmpty()) {
                    continue;
                }
                int rank = rank(weights, parameter, a, b);
                left.removeAll(List.of(a, b));
                scales.put(parameter.name(), scale(file, json, parameter, rank));
            }
            if (!left.isEmpty()) {
                throw FileProblem.of(
                        path.resolve(WEIGHTS),
                        "tensor " + left.stream().sorted().toList().getFirst() + " changes nothing of the base "
                                + base.id(),
                        "the adapter belongs to another model");
            }
        }
        if (scales.isEmpty()) {
            throw FileProblem.of(path.resolve(WEIGHTS), "it has no tensors", REMEDY);
        }
        return scales;
    }

    /// The name of an adapter's half for a tensor of the base, or an empty text.
    private static String stored(SafetensorsFile weights, ParameterLayout.Parameter parameter, String half) {
        String module = parameter.name().replaceAll("\\.weight$", "");
        return Stream.of(PREFIX + module, PREFIX + module.replaceFirst("^model\\.", ""), module)
                .flatMap(m -> Stream.of(m + ".lora_" + half + ".weight", m + ".lora_" + half + ".default.weight"))
                .filter(weights.tensors()::containsKey)
                .findFirst()
                .orElse("");
    }

    private int rank(SafetensorsFile weights, ParameterLayout.Parameter parameter, String a, String b) {
        SafetensorsFile.Tensor first = weights.tensors().get(a);
        SafetensorsFile.Tensor second = weights.tensors().get(b);
        if (first == null || second == null) {
            throw FileProblem.of(
                    path.resolve(WEIGHTS), "one half of the change of " + parameter.name() + " is missing", REMEDY);
        }
        List<Long> shapeA = first.shape();
        List<Long> shapeB = second.shape();
        boolean fits = shapeA.size() == 2
                && shapeB.size() == 2
                && shapeA.get(0) >= 1
                && shapeA.get(0) <= 4096
                && shapeA.get(1) == parameter.columns()
                && shapeB.get(0) == parameter.rows()
                && shapeB.get(1).equals(shapeA.get(0));
        if (!fits) {
            throw FileProblem.of(
                    path.resolve(WEIGHTS),
                    "the change of " + parameter.name() + " has shapes " + shapeB + " and " + shapeA
                            + ", the base's tensor " + parameter.shape(),
                    "the adapter belongs to another model");
        }
        return shapeA.getFirst().intValue();
    }

    /// `rank_pattern` and `alpha_pattern` give modules whose names end alike another rank and alpha.
    private static double scale(Path file, ObjectNode json, ParameterLayout.Parameter parameter, int rank) {
        String module = parameter.name().replaceAll("\\.weight$", "");
        double alpha = patterned(
                json.path("alpha_pattern"), module, json.path("lora_alpha").asDouble(8));
        double declared =
                patterned(json.path("rank_pattern"), module, json.path("r").asDouble(8));
        if (declared != rank) {
            throw FileProblem.of(
                    file, "r is " + declared + " for " + module + ", the tensors have rank " + rank, REMEDY);
        }
        return json.path("use_rslora").asBoolean(false) ? alpha / Math.sqrt(rank) : alpha / rank;
    }

    private static double patterned(JsonNode patterns, String module, double otherwise) {
        for (Map.Entry<String, JsonNode> entry : patterns.properties()) {
            if (module.endsWith("." + entry.getKey()) || module.equals(entry.getKey())) {
                return entry.getValue().asDouble();
            }
        }
        return otherwise;
    }

    @Override
    public String id() {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    @Override
    public ModelConfig config() {
        return base.config();
    }

    @Override
    public String tokenizer() {
        return base.tokenizer();
    }

    @Override
    public ChatTemplate template() {
        return base.template();
    }

    /// The adapter's own record where it has one, with the base's labels: they are still true.
    @Override
    public TrainingRecord record() {
        TrainingRecord own = TrainingRecord.read(path.resolve(ModelFolder.RECORD));
        TrainingRecord of = base.record();
        List<org.loopwright.model.ModelCard.LabelUse> uses = new ArrayList<>(of.trainedOn());
        own.trainedOn().stream().filter(u -> !uses.contains(u)).forEach(uses::add);
        TrainingRecord both = new TrainingRecord(uses, of.labels(), own.licence(), own.settings(), own.evaluation());
        for (String label : own.labels()) {
            both = both.withLabel(label);
        }
        return both;
    }

    @Override
    public int parameters() {
        return base.parameters();
    }

    @Override
    public float[] readWeights() {
        float[] flat = base.readWeights();
        try (SafetensorsFile weights = SafetensorsFile.open(path.resolve(WEIGHTS))) {
            for (ParameterLayout.Parameter parameter :
                    ParameterLayout.of(base.config()).parameters()) {
                Double scale = scales.get(parameter.name());
                if (scale != null) {
                    merge(weights, parameter, scale, flat);
                }
            }
        }
        return flat;
    }

    private void merge(SafetensorsFile weights, ParameterLayout.Parameter parameter, double scale, float[] flat) {
        String a = stored(weights, parameter, "A");
        String b = stored(weights, parameter, "B");
        int rank = rank(weights, parameter, a, b);
        int columns = parameter.columns();
        float[] down = new float[rank * columns];
        float[] up = new float[parameter.rows() * rank];
        weights.read(a, List.of(rank, columns), down, 0);
        weights.read(b, List.of(parameter.rows(), rank), up, 0);
        float[] change = new float[columns];
        for (int row = 0; row < parameter.rows(); row++) {
            java.util.Arrays.fill(change, 0);
            for (int k = 0; k < rank; k++) {
                float weight = up[row * rank + k];
                for (int column = 0; column < columns; column++) {
                    change[column] += weight * down[k * columns + column];
                }
            }
            int begin = parameter.offset() + row * columns;
            for (int column = 0; column < columns; column++) {
                flat[begin + column] += (float) (scale * change[column]);
            }
        }
    }

    @Override
    public StoredWeights storage() {
        try (SafetensorsFile file = SafetensorsFile.open(path.resolve(WEIGHTS))) {
            Map<String, Long> bytes = new TreeMap<>();
            for (SafetensorsFile.Tensor tensor : file.tensors().values()) {
                bytes.merge(tensor.format().name(), tensor.end() - tensor.begin(), Long::sum);
            }
            return StoredWeights.of(StoredWeights.Kind.ADAPTER, bytes);
        }
    }

    @Override
    public String hash() {
        ModelHash hash = new ModelHash();
        hash.add(base.hash());
        try (SafetensorsFile file = SafetensorsFile.open(path.resolve(WEIGHTS))) {
            for (SafetensorsFile.Tensor tensor : new TreeMap<>(file.tensors()).values()) {
                hash.add(tensor.name() + " " + tensor.format() + " " + tensor.shape());
                hash.add(file.bytes(tensor));
            }
        }
        new TreeMap<>(scales).forEach((name, scale) -> hash.add(name + " " + scale));
        return hash.hex();
    }
}
