package org.loopwright.model.openai;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loopwright.model.ModelException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads `models/NAME.yaml`, which names a model behind a server:
///
/// ```yaml
/// loopwright: 1
/// endpoint: http://127.0.0.1:8080/v1
/// model: SmolLM2-135M-Instruct
/// server: llama-server           # vllm, sglang, ollama, loopwright, other
/// key-env: MY_SERVER_KEY         # the variable's name, never the key
/// context: 8192
/// timeout-seconds: 120
/// attempts: 4
/// parallel: 8
/// requests-per-minute: 600
/// ```
public final class ServerFile {
    /// How the names of such files end.
    public static final String SUFFIX = ".yaml";

    private static final List<String> KEYS = List.of(
            "loopwright",
            "endpoint",
            "model",
            "server",
            "key-env",
            "context",
            "timeout-seconds",
            "attempts",
            "parallel",
            "requests-per-minute");

    private final Path file;
    private final Map<String, ScalarNode> values = new LinkedHashMap<>();

    private ServerFile(Path file) {
        this.file = file;
    }

    /// Reads a file.
    ///
    /// @throws ModelException with code `FILE` when something is missing or wrong; the message names line,
    ///     key and what would be right
    public static ServerSpec read(Path file) {
        ServerFile reader = new ServerFile(file);
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            reader.collect(new Compose(LoadSettings.builder().setLabel("").build()).composeString(text));
        } catch (MarkedYamlEngineException e) {
            throw reader.problem(
                    e.getProblemMark().map(m -> m.getLine() + 1).orElse(1), String.valueOf(e.getProblem()));
        } catch (YamlEngineException | IOException e) {
            throw reader.problem(1, "it can't be read: " + e.getMessage());
        }
        return reader.spec();
    }

    private void collect(Optional<Node> root) {
        if (!(root.orElse(null) instanceof MappingNode map)) {
            throw problem(1, "a map is expected that begins with `loopwright: 1`");
        }
        for (NodeTuple entry : map.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            int line = line(entry.getKeyNode());
            if (List.of("key", "api-key", "token").contains(key)) {
                throw problem(
                        line,
                        "a key never stands in a project: put it into an environment variable, and name that with"
                                + " `key-env`, or into your keyring, with `./loopwright models key`");
            }
            if (!KEYS.contains(key)) {
                throw problem(line, "unknown key `" + key + "`; known are " + String.join(", ", KEYS));
            }
            if (!(entry.getValueNode() instanceof ScalarNode value)) {
                throw problem(line, "`" + key + "` should be a single value");
            }
            if (values.put(key, value) != null) {
                throw problem(line, "`" + key + "` is there twice");
            }
        }
    }

    private ServerSpec spec() {
        if (integer("loopwright", 0, 0, Integer.MAX_VALUE) != 1) {
            throw problem(1, "the first line should be `loopwright: 1`; a higher number is of a newer Loopwright");
        }
        ServerSpec.Limits usual = ServerSpec.Limits.DEFAULT;
        int seconds = integer("timeout-seconds", (int) usual.silence().toSeconds(), 1, 86_400);
        return new ServerSpec(
                String.valueOf(file.getFileName()).replaceAll("\\.yaml$", ""),
                endpoint(),
                text("model").orElseThrow(() -> missing("model", "what the server calls the model")),
                kind(),
                keyVariable(),
                integer("context", Integer.MAX_VALUE, 1, Integer.MAX_VALUE),
                new ServerSpec.Limits(
                        Duration.ofSeconds(seconds),
                        integer("attempts", usual.attempts(), 1, 100),
                        usual.pause(),
                        integer("parallel", usual.parallel(), 1, 10_000),
                        integer("requests-per-minute", 0, 0, 1_000_000)));
    }

    private URI endpoint() {
        String text = text("endpoint").orElseThrow(() -> missing("endpoint", "an address, http://127.0.0.1:8080/v1"));
        String expected = "an address such as http://127.0.0.1:8080/v1 is expected";
        try {
            URI uri = URI.create(text.replaceAll("/+$", ""));
            if (uri.getUserInfo() != null) {
                throw wrong("endpoint", "an address without name and password is expected; use key-env");
            }
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?") && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw wrong("endpoint", expected);
    }

    private ServerKind kind() {
        return text("server")
                .map(label -> ServerKind.of(label)
                        .orElseThrow(() -> wrong(
                                "server",
                                "one of "
                                        + Stream.of(ServerKind.values())
                                                .map(ServerKind::label)
                                                .collect(Collectors.joining(", "))
                                        + " is expected")))
                .orElse(ServerKind.OTHER);
    }

    private Optional<String> keyVariable() {
        Optional<String> variable = text("key-env");
        if (variable.isPresent() && !variable.get().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            // Its value is not repeated: somebody may have put the key itself here.
            throw problem(
                    line(values.get("key-env")), "`key-env` is no name of an environment variable, MY_SERVER_KEY");
        }
        return variable;
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(ScalarNode::getValue).filter(v -> !v.isBlank());
    }

    private int integer(String key, int otherwise, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw wrong(key, "a whole number in [" + least + ", " + most + "] is expected");
    }

    private ModelException wrong(String key, String expected) {
        ScalarNode value = values.get(key);
        return problem(line(value), "`" + key + "` is `" + (value == null ? "" : value.getValue()) + "`; " + expected);
    }

    private ModelException missing(String key, String what) {
        return problem(1, "`" + key + "` is missing: " + what);
    }

    private static int line(@org.jspecify.annotations.Nullable Node node) {
        return node == null ? 1 : node.getStartMark().map(m -> m.getLine() + 1).orElse(1);
    }

    private ModelException problem(int line, String what) {
        return new ModelException(ModelException.Code.FILE, file + ", line " + line + ": " + what);
    }
}
