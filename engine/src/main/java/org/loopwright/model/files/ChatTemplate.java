package org.loopwright.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.RenderResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.model.ModelException;

/// A model's chat template: turns roles into the text around the messages' contents.
///
/// Contents never go through Jinja. The template is rendered once per sequence of roles with a
/// placeholder for each content, two private-use characters around the message's index, and cut at the
/// placeholders; so a content is data whatever it contains, and what the template does to a content
/// (trimming it, say) has no effect. Thread-safe.
public final class ChatTemplate {
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern PLACEHOLDER = Pattern.compile(OPEN + "(\\d+)" + CLOSE);
    private static final int MAX_OUTPUT = 1_000_000;
    private static final int MAX_CACHED = 1000;

    private final String source;
    private final Map<String, Object> variables;
    private final Jinjava jinjava;
    private final Map<List<String>, List<Piece>> rendered = new ConcurrentHashMap<>();

    /// A stretch of a rendered prompt. Closed set.
    public sealed interface Piece {
        /// Text of the template; may hold special tokens.
        record Text(String text) implements Piece {}

        /// The content of the message with this index; plain data.
        record Content(int message) implements Piece {}
    }

    /// A template in Jinja, as `tokenizer_config.json` holds it.
    ///
    /// @param source the template's text
    /// @param specialTokens variables such as `bos_token` that it may use
    public ChatTemplate(String source, Map<String, String> specialTokens) {
        this.source = source;
        Map<String, Object> all = new HashMap<>(specialTokens);
        all.put("add_generation_prompt", true);
        all.put("tools", List.of());
        all.put("documents", List.of());
        this.variables = Map.copyOf(all);
        this.jinjava = new Jinjava(JinjavaConfig.newBuilder()
                .withNestedInterpretationEnabled(false)
                .withFailOnUnknownTokens(true)
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withMaxOutputSize(MAX_OUTPUT)
                .withMaxRenderDepth(20)
                .withEnableRecursiveMacroCalls(false)
                .build());
    }

    /// The template in the text of a `tokenizer_config.json`.
    ///
    /// @throws ModelException with code `FILE` when there is none
    public static ChatTemplate fromConfig(String json) {
        return fromConfig(Path.of(ModelFolder.TOKENIZER_CONFIG), json);
    }

    static ChatTemplate fromConfig(Path file, String text) {
        ObjectNode json = JsonFile.parseObject(file, text);
        String source = json.path("chat_template").asText("");
        if (source.isEmpty()) {
            throw FileProblem.of(
                    file, "chat_template is missing", "use a model that was tuned for chat, or add its template");
        }
        Map<String, String> special = new HashMap<>();
        for (String name : List.of("bos_token", "eos_token", "unk_token", "pad_token")) {
            JsonNode token = json.path(name);
            special.put(name, token.isObject() ? token.path("content").asText("") : token.asText(""));
        }
        return new ChatTemplate(source, special);
    }

    /// The template's text.
    public String source() {
        return source;
    }

    /// The prompt for messages of these roles, with the header of the assistant's next message at the end.
    ///
    /// @throws ModelException with code `PROMPT` when the template refuses these roles or leaves a
    ///     message out
    public List<Piece> pieces(List<String> roles) {
        List<Piece> known = rendered.get(roles);
        if (known != null) {
            return known;
        }
        List<Piece> pieces = cut(render(roles), roles);
        if (rendered.size() < MAX_CACHED) {
            rendered.put(List.copyOf(roles), pieces);
        }
        return pieces;
    }

    private String render(List<String> roles) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            messages.add(Map.of("role", roles.get(i), "content", OPEN + Integer.toString(i) + CLOSE));
        }
        Map<String, Object> bindings = new HashMap<>(variables);
        bindings.put("messages", messages);
        try {
            RenderResult result = jinjava.renderForResult(source, bindings);
            if (!result.hasErrors()) {
                return result.getOutput();
            }
            throw refused(roles, result.getErrors().getFirst().getMessage());
        } catch (InterpretException e) {
            throw refused(roles, String.valueOf(e.getMessage()));
        }
    }

    private List<Piece> cut(String text, List<String> roles) {
        List<Piece> pieces = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        int contents = 0;
        while (placeholder.find()) {
            addText(pieces, text.substring(end, placeholder.start()));
            pieces.add(new Piece.Content(Integer.parseInt(placeholder.group(1))));
            end = placeholder.end();
            contents++;
        }
        addText(pieces, text.substring(end));
        if (contents != roles.size()) {
            throw refused(roles, "it shows " + contents + " of " + roles.size() + " messages");
        }
        return List.copyOf(pieces);
    }

    private static void addText(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Text(text));
        }
    }

    private static ModelException refused(List<String> roles, String why) {
        return new ModelException(
                ModelException.Code.PROMPT,
                "the model's chat template refuses messages of the roles " + roles + ": " + why
                        + "; use roles in an order that the model knows");
    }
}
