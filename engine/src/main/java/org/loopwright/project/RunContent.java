package org.loopwright.project;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.loopwright.journal.RunHeader;
import org.loopwright.model.ModelCard;

/// What was asked of a run, apart from when and by whom: two runs of equal content answer the same
/// items with the same loop, models and seeds, so the second need not run.
///
/// @param loop hash of the loop as written
/// @param called hash of the texts of the loops that it calls
/// @param params values of its parameters
/// @param models role -> hash
/// @param dataset hash of the whole dataset
/// @param items ids, in order
/// @param grader name
/// @param seed of the run
/// @param drafts the run whose drafts it begins with; empty for none
/// @param kinds of nodes that the program did not bring itself, with their hashes
public record RunContent(
        String loop,
        String called,
        String params,
        Map<String, String> models,
        String dataset,
        List<String> items,
        String grader,
        long seed,
        String drafts,
        Map<String, String> kinds) {
    public RunContent {
        models = Map.copyOf(models);
        items = List.copyOf(items);
        kinds = Map.copyOf(kinds);
    }

    /// What a stored run was asked.
    public static RunContent of(RunHeader header) {
        Map<String, String> called = new TreeMap<>(header.loopText());
        called.remove(header.loopFile());
        UUID drafts = header.drafts();
        return new RunContent(
                header.loopHash(),
                sha(called.toString()),
                params(header.params()),
                hashes(header.models()),
                header.dataset().hash(),
                header.dataset().items(),
                header.grader(),
                header.seed(),
                drafts == null ? "" : drafts.toString(),
                header.kinds());
    }

    static Map<String, String> hashes(Map<String, ModelCard> models) {
        return models.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().hash()));
    }

    static String params(Map<String, Object> params) {
        return new TreeMap<>(params).toString();
    }

    /// SHA-256 over all of it, hexadecimal.
    public String hash() {
        return sha(loop + "|" + called + "|" + params + "|" + new TreeMap<>(models) + "|" + dataset + "|" + items + "|"
                + grader + "|" + seed + "|" + drafts
                // Left out where there are none: contents that were kept before there were such kinds stay the same.
                + (kinds.isEmpty() ? "" : "|" + new TreeMap<>(kinds)));
    }

    /// What differs, in words a person knows: `loop`, `model student`, `dataset`, ...; empty when
    /// nothing does.
    public List<String> differences(RunContent other) {
        List<String> differ = new ArrayList<>();
        compare(differ, "loop", loop + called, other.loop + other.called);
        compare(differ, "parameters", params, other.params);
        new TreeMap<>(models)
                .forEach((role, hash) -> compare(differ, "model " + role, hash, other.models.getOrDefault(role, "")));
        compare(differ, "dataset", dataset, other.dataset);
        compare(differ, "items", items.toString(), other.items.toString());
        compare(differ, "grader", grader, other.grader);
        compare(differ, "seed", Long.toString(seed), Long.toString(other.seed));
        compare(differ, "drafts", drafts, other.drafts);
        compare(differ, "kinds", new TreeMap<>(kinds).toString(), new TreeMap<>(other.kinds).toString());
        return differ;
    }

    private static void compare(List<String> differ, String what, String one, String other) {
        if (!one.equals(other)) {
            differ.add(what);
        }
    }

    static String sha(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
