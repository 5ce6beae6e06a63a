package org.loopwright.model.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The files of a repository that this engine reads: never a pickle, which could run programs when it is
/// read.
///
/// @param files what to download
/// @param kind what they make
public record HubChoice(List<HubFile> files, Kind kind) {
    private static final Set<String> SMALL = Set.of(
            "config.json",
            "generation_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "chat_template.jinja",
            "chat_template.json",
            "special_tokens_map.json",
            "loopwright.json",
            "adapter_config.json");

    /// What the files make.
    public enum Kind {
        /// A folder with weights or with an adapter.
        FOLDER,
        /// One GGUF file.
        GGUF
    }

    public HubChoice {
        files = List.copyOf(files);
    }

    /// Their size in bytes.
    public long bytes() {
        return files.stream().mapToLong(HubFile::size).sum();
    }

    /// Whether a file of this name is among them.
    public boolean has(String name) {
        return files.stream().anyMatch(f -> f.name().equals(name));
    }

    /// The small files.
    public HubChoice withoutWeights() {
        return new HubChoice(
                files.stream().filter(f -> !f.name().endsWith(".safetensors")).toList(), kind);
    }

    /// Whether a file of a model folder is one that this engine reads.
    public static boolean isNeeded(String name) {
        return SMALL.contains(name)
                || name.matches("(model|adapter_model)(-\\d+-of-\\d+)?\\.safetensors")
                || name.equals("model.safetensors.index.json");
    }

    /// What to download of a repository.
    ///
    /// @param wanted name of a GGUF file, or null for whatever there is: safetensors if possible, else the
    ///     only GGUF
    /// @throws HubException with code `CHOICE` when there is nothing, or more than one choice
    public static HubChoice of(HubModel model, @Nullable String wanted) {
        if (wanted != null) {
            return new HubChoice(List.of(named(model, wanted)), Kind.GGUF);
        }
        List<HubFile> folder =
                model.files().stream().filter(f -> isNeeded(f.name())).toList();
        if (folder.stream().anyMatch(f -> f.name().endsWith(".safetensors"))) {
            return new HubChoice(withoutDoubles(folder), Kind.FOLDER);
        }
        List<HubFile> ggufs = ggufs(model);
        if (ggufs.size() == 1) {
            return new HubChoice(ggufs, Kind.GGUF);
        }
        throw new HubException(HubException.Code.CHOICE, model.repository() + " " + nothing(model, ggufs));
    }

    /// Both one file and parts of it: the one is enough.
    private static List<HubFile> withoutDoubles(List<HubFile> files) {
        boolean whole = files.stream().anyMatch(f -> f.name().equals("model.safetensors"));
        List<HubFile> kept = new ArrayList<>(files);
        kept.removeIf(
                f -> whole && f.name().matches("model-\\d+-of-\\d+\\.safetensors|model\\.safetensors\\.index\\.json"));
        // The small files first: what is wrong with them shows before gigabytes have come.
        kept.sort(java.util.Comparator.comparing((HubFile f) -> f.name().endsWith(".safetensors"))
                .thenComparing(HubFile::name));
        return kept;
    }

    private static HubFile named(HubModel model, String wanted) {
        return model.files().stream()
                .filter(f -> f.name().equals(wanted) && wanted.endsWith(".gguf"))
                .findFirst()
                .orElseThrow(() -> new HubException(
                        HubException.Code.CHOICE,
                        model.repository() + " has no GGUF file `" + wanted + "`; it has " + names(ggufs(model))));
    }

    private static List<HubFile> ggufs(HubModel model) {
        return model.files().stream().filter(f -> f.name().endsWith(".gguf")).toList();
    }

    private static String nothing(HubModel model, List<HubFile> ggufs) {
        if (!ggufs.isEmpty()) {
            return "has several GGUF files; name one of " + names(ggufs);
        }
        boolean pickles = model.files().stream().anyMatch(f -> f.name().matches(".*\\.(bin|pt|pth|ckpt|pkl)"));
        return pickles
                ? "has its weights only as a pickle (.bin, .pt), which could run programs when it is read and is"
                        + " never downloaded; look for one with safetensors or GGUF"
                : "has neither safetensors nor GGUF; it has " + names(model.files());
    }

    private static String names(List<HubFile> files) {
        return files.isEmpty()
                ? "none"
                : files.stream()
                        .limit(30)
                        .map(f -> f.name() + String.format(Locale.ROOT, " (%.1f MB)", f.size() / 1e6))
                        .collect(Collectors.joining(", "));
    }
}
