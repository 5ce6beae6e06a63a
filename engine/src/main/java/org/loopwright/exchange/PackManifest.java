package org.loopwright.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a pack holds: its last entry, so that a pack that has one was written to its end.
///
/// @param project name of the project
/// @param anonymous whether people and machines were taken out
/// @param entries name in the pack -> size and hash
record PackManifest(String project, boolean anonymous, Map<String, Content> entries) {
    static final String NAME = "loopwright-pack.json";
    /// Where the project's files lie.
    static final String FILES = "project/";
    /// Where the runs lie, each `ID.jsonl`.
    static final String RUNS = "runs/";
    static final String ANNOTATIONS = "annotations.json";

    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern UNSAFE = Pattern.compile("[\\\\:*?\"<>|\\x00-\\x1f]");

    PackManifest {
        entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /// @param bytes size
    /// @param sha256 hexadecimal
    record Content(long bytes, String sha256) {}

    byte[] json() throws IOException {
        ObjectNode json = MAPPER.createObjectNode()
                .put("loopwright-pack", FORMAT)
                .put("project", project)
                .put("anonymous", anonymous);
        ObjectNode all = json.putObject("entries");
        entries.forEach((name, content) ->
                all.putObject(name).put("bytes", content.bytes()).put("sha256", content.sha256()));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    /// Reads the manifest of a pack, and compares it with what is there.
    ///
    /// @throws ExchangeException when the file is no pack, is newer, was cut or added to, or has a name that
    ///     leads out of a project
    static PackManifest read(Path file, LogArchive archive) {
        if (!archive.has(NAME)) {
            throw new ExchangeException(file + " is no pack: it has no " + NAME + "; `pack` writes one");
        }
        JsonNode json;
        try {
            json = MAPPER.readTree(archive.read(NAME));
        } catch (JsonProcessingException e) {
            throw new ExchangeException(file + ", entry " + NAME + ", is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ExchangeException(file + " can't be read: " + e.getMessage(), e);
        }
        int format = json.path("loopwright-pack").asInt(0);
        if (format != FORMAT) {
            throw new ExchangeException(file + " has pack format " + format + ", and this Loopwright reads " + FORMAT
                    + "; unpack it with a newer one");
        }
        Map<String, Content> entries = new LinkedHashMap<>();
        json.path("entries").properties().forEach(entry -> {
            requireSafe(file, entry.getKey());
            entries.put(
                    entry.getKey(),
                    new Content(
                            entry.getValue().path("bytes").asLong(),
                            entry.getValue().path("sha256").asText()));
        });
        requireSame(file, entries, archive);
        return new PackManifest(
                json.path("project").asText(), json.path("anonymous").asBoolean(), entries);
    }

    private static void requireSame(Path file, Map<String, Content> entries, LogArchive archive) {
        List<String> there = new ArrayList<>(archive.names());
        there.remove(NAME);
        for (String name : there) {
            requireSafe(file, name);
            if (!entries.containsKey(name)) {
                throw new ExchangeException(
                        file + " holds " + name + ", which its list does not name: somebody added to it");
            }
        }
        for (String name : entries.keySet()) {
            if (!there.contains(name)) {
                throw new ExchangeException(file + " lacks " + name + ", which its list names: it was cut");
            }
        }
    }

    /// A name must stay within its folder on every system.
    private static void requireSafe(Path file, String name) {
        boolean known = name.equals(ANNOTATIONS) || name.startsWith(FILES) || name.startsWith(RUNS);
        boolean safe = known && !UNSAFE.matcher(name).find();
        for (String part : name.split("/", -1)) {
            safe &= !part.isEmpty() && !part.equals(".") && !part.equals("..") && !part.equals(".git");
        }
        if (!safe || name.startsWith(FILES + "runs/")) {
            throw new ExchangeException(
                    file + " holds `" + name + "`, a name that leads out of a project: it was made to do harm, or by"
                            + " mistake; nothing was unpacked");
        }
    }
}
