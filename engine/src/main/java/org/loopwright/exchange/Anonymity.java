package org.loopwright.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.store.Annotation;

/// Takes people and machines out of what is packed: the project's folder and home folders in paths, names of
/// user and host, fields `author`, `authors`, `email` and `affiliation`, who annotated and who answered.
///
/// Different people stay different: they become `person-1`, `person-2`. A user's name is replaced where it
/// stands as a folder or before an `@`, not everywhere: names such as `root` are words, too. Data files are
/// not touched, because results hang on every character of theirs.
final class Anonymity {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern HOME = Pattern.compile(
            "(?<start>(?:/home|/Users|(?<![A-Za-z])[A-Za-z]:(?:\\\\{1,4}|/)Users)(?:\\\\{1,4}|/))[^/\\\\\\s\"':]+");
    private static final Pattern PERSON = Pattern.compile(
            "(?im)^(?<key>[ \\t]*(?:[-#{]+[ \\t]*)?[\"']?(?:authors?|e-?mail|affiliations?)[\"']?[ \\t]*:[ \\t]*)"
                    + "(?:\"[^\"\\r\\n]*\"|'[^'\\r\\n]*'|\\[[^\\]]*]|(?:\\r?\\n[ \\t]*-[ \\t][^\\r\\n]*)+|[^\\r\\n]+)");
    private static final List<String> WHO = List.of("by", "author");

    private static final String START = "(?<![A-Za-z0-9_.-])";
    private static final String END = "(?=[/\\\\\\s\"':]|$)";

    private final Map<Pattern, String> known = new LinkedHashMap<>();
    private final Map<String, String> people = new HashMap<>();

    private Anonymity(List<String> folders, String user, List<String> hosts) {
        for (String folder : folders) {
            if (folder.length() > 1) {
                // In JSON a backslash is written twice.
                known.put(Pattern.compile(START + Pattern.quote(folder.replace("\\", "\\\\")) + END), "/project");
                known.put(Pattern.compile(START + Pattern.quote(folder) + END), "/project");
            }
        }
        for (String host : hosts) {
            if (!host.isBlank() && !host.equals("localhost")) {
                // A host may be called as things are; only a name that is no word is replaced everywhere.
                boolean word = host.chars().allMatch(Character::isLetter);
                known.put(Pattern.compile((word ? "(?<=@|//)" : "\\b") + Pattern.quote(host) + "\\b"), "host");
            }
        }
        if (!user.isBlank()) {
            String name = Pattern.quote(user);
            known.put(Pattern.compile("(?<=[/\\\\])" + name + END + "|\\b" + name + "(?=@)"), "anonymous");
        }
    }

    /// Of this machine and the project in `root`.
    static Anonymity here(Path root) {
        List<String> folders = new ArrayList<>(List.of(root.toString()));
        try {
            folders.add(root.toRealPath().toString());
        } catch (IOException _) {
            // The name that we have will do.
        }
        folders.add(System.getProperty("user.home", ""));
        List<String> hosts = new ArrayList<>();
        try {
            hosts.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException _) {
            // A machine without a name has none to hide.
        }
        return of(folders, System.getProperty("user.name", ""), hosts);
    }

    static Anonymity of(List<String> folders, String userName, List<String> hosts) {
        return new Anonymity(folders, userName, hosts);
    }

    /// A text without them.
    String text(String text) {
        String plain = text;
        for (Map.Entry<Pattern, String> one : known.entrySet()) {
            plain = one.getKey().matcher(plain).replaceAll(one.getValue());
        }
        return HOME.matcher(plain)
                .replaceAll(match -> Matcher.quoteReplacement(plainStart(match.group()) + "anonymous"));
    }

    private static String plainStart(String match) {
        Matcher home = HOME.matcher(match);
        return home.find() ? home.group("start") : "";
    }

    /// A file of the project without them, and without its authors.
    String file(String text) {
        return text(PERSON.matcher(text).replaceAll("${key}\"anonymous\""));
    }

    /// The payload of an event without them.
    String payload(String json) {
        String plain = text(json);
        try {
            JsonNode tree = MAPPER.readTree(plain);
            if (tree instanceof ObjectNode object) {
                boolean changed = false;
                JsonNode loops = object.path("header").path("loopText");
                if (loops instanceof ObjectNode texts) {
                    texts.properties()
                            .forEach(loop -> loop.setValue(
                                    texts.textNode(file(loop.getValue().asText()))));
                    changed = true;
                }
                for (String field : WHO) {
                    if (object.path(field).isTextual()) {
                        object.put(field, person(object.path(field).textValue()));
                        changed = true;
                    }
                }
                return changed ? object.toString() : plain;
            }
            return plain;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("payloads are JSON, before and after", e);
        }
    }

    /// An annotation without its author.
    Annotation annotation(Annotation a) {
        return new Annotation(
                a.id(), a.run(), a.item(), a.span(), person(a.author()), a.kind(), text(a.value()), a.at());
    }

    private String person(String name) {
        return people.computeIfAbsent(name, _ -> "person-" + (people.size() + 1));
    }
}
