package org.loopwright.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.jinja.Marked;
import org.loopwright.model.files.jinja.Template;
import org.loopwright.model.files.jinja.TemplateException;

/// A model's chat template: turns messages into the text that the model was tuned on, as transformers'
/// `apply_chat_template` does.
///
/// A message's content is a value that the template handles, never a part of the template, and each
/// character of the result is known to be the template's or a message's. So a content is data whatever
/// it contains, and what the template does to it (trimming it, cutting its thinking off) counts.
///
/// Two things differ from Python on purpose. `strftime_now` is unknown, so that a prompt doesn't depend on
/// the day: Llama 3's templates then name the day that they fall back on. And writing an unknown name is
/// refused instead of writing nothing. Thread-safe.
public final class ChatTemplate {
    private static final String MARK = "CONTINUE_FINAL_MESSAGE_TAG ";
    private static final int MAX_CACHED = 1000;
    private static final List<String> SPECIAL = List.of("bos_token", "eos_token", "unk_token", "pad_token");

    /// What a model without a template gets: the contents, a line feed between two.
    private static final String PLAIN = "{% for message in messages %}{% if loop.first %}{{ bos_token }}"
            + "{% else %}{{ '\\n' }}{% endif %}{{ message.content }}{% endfor %}";

    private final String source;
    private final Map<String, Object> variables;
    private final Template template;
    private final Map<List<String>, List<Piece>> checked = new ConcurrentHashMap<>();

    /// A stretch of a rendered prompt. Closed set.
    public sealed interface Piece {
        /// Its characters.
        String text();

        /// Text of the template; may hold special tokens.
        record Text(String text) implements Piece {}

        /// Text of the message with this index, the whole content or what the template left of it; plain
        /// data.
        record Content(int message, String text) implements Piece {}
    }

    /// A message to render.
    ///
    /// @param role `system`, `user`, `assistant` or what else the template knows
    /// @param content its text
    public record Message(String role, String content) {}

    /// A template in Jinja, as `tokenizer_config.json` holds it.
    ///
    /// @param source the template's text
    /// @param specialTokens variables such as `bos_token` that it may use
    /// @throws ModelException with code `PROMPT` when it can't be read
    public ChatTemplate(String source, Map<String, String> specialTokens) {
        this.source = source;
        Map<String, Object> all = new HashMap<>();
        SPECIAL.forEach(name -> all.put(name, ""));
        all.putAll(specialTokens);
        this.variables = Map.copyOf(all);
        try {
            this.template = Template.of(source);
        } catch (TemplateException e) {
            throw new ModelException(
                    ModelException.Code.PROMPT, "the model's chat template can't be read: " + e.getMessage(), e);
        }
    }

    /// What a model gets that was never tuned for chat: the messages' contents, a line feed between two.
    ///
    /// @param bos the token that texts begin with; empty for none
    public static ChatTemplate plain(String bos) {
        return new ChatTemplate(PLAIN, Map.of("bos_token", bos));
    }

    /// Whether this is the template of a model that has none.
    public boolean isPlain() {
        return source.equals(PLAIN);
    }

    /// The template in the text of a `tokenizer_config.json`, or the plain one when there is none.
    ///
    /// @throws ModelException with code `FILE` when it can't be read
    public static ChatTemplate fromConfig(String json) {
        Path file = Path.of(ModelFolder.TOKENIZER_CONFIG);
        return fromConfig(file, JsonFile.parseObject(file, json), null);
    }

    /// The template of a folder: a file of its own comes before `tokenizer_config.json`, as in
    /// transformers.
    ///
    /// @param tokenizer content of `tokenizer.json`, which says whether texts begin with a special token
    static ChatTemplate ofFolder(Path folder, ObjectNode tokenizer) {
        Path config = folder.resolve(ModelFolder.TOKENIZER_CONFIG);
        ObjectNode json = Files.exists(config) ? JsonFile.readObject(config) : JsonFile.object();
        Path jinja = folder.resolve("chat_template.jinja");
        Path wrapped = folder.resolve("chat_template.json");
        if (Files.exists(jinja)) {
            return read(jinja, JsonFile.readText(jinja), specialTokens(json));
        }
        if (Files.exists(wrapped)) {
            return fromConfig(wrapped, specialTokens(json), JsonFile.readObject(wrapped), tokenizer);
        }
        return fromConfig(config, json, tokenizer);
    }

    private static ChatTemplate fromConfig(Path file, ObjectNode json, @Nullable ObjectNode tokenizer) {
        return fromConfig(file, specialTokens(json), json, tokenizer);
    }

    private static ChatTemplate fromConfig(
            Path file, Map<String, String> special, ObjectNode json, @Nullable ObjectNode tokenizer) {
        JsonNode value = json.path("chat_template");
        if (value.isArray()) {
            for (JsonNode named : value) {
                if (named.path("name").asText().equals("default")) {
                    return read(file, named.path("template").asText(), special);
                }
            }
        }
        if (value.isTextual() && !value.textValue().isEmpty()) {
            return read(file, value.textValue(), special);
        }
        boolean asked = json.path("add_bos_token").asBoolean(false);
        return plain(asked ? special.getOrDefault("bos_token", "") : firstToken(tokenizer));
    }

    /// The special token that the tokenizer's post-processor puts before a text.
    private static String firstToken(@Nullable ObjectNode tokenizer) {
        if (tokenizer == null) {
            return "";
        }
        JsonNode processor = tokenizer.path("post_processor");
        List<JsonNode> all = new ArrayList<>(List.of(processor));
        processor.path("processors").forEach(all::add);
        for (JsonNode one : all) {
            JsonNode first = one.path("single").path(0).path("SpecialToken");
            if (first.isObject()) {
                return first.path("id").asText();
            }
        }
        return "";
    }

    private static ChatTemplate read(Path file, String source, Map<String, String> special) {
        try {
            return new ChatTemplate(source, special);
        } catch (ModelException e) {
            throw FileProblem.of(
                    file, "chat_template can't be rendered: " + e.getMessage(), "simplify the template", e);
        }
    }

    private static Map<String, String> specialTokens(ObjectNode json) {
        Map<String, String> special = new HashMap<>();
        for (String name : SPECIAL) {
            JsonNode token = json.path(name);
            special.put(name, token.isObject() ? token.path("content").asText("") : token.asText(""));
        }
        return special;
    }

    /// The template's text.
    public String source() {
        return source;
    }

    /// The text of a `tokenizer_config.json` from which [#fromConfig] makes this template again.
    public String toConfig() {
        ObjectNode json = JsonFile.object();
        SPECIAL.forEach(name -> {
            String token = String.valueOf(variables.get(name));
            if (!token.isEmpty()) {
                json.put(name, token);
            }
        });
        if (isPlain()) {
            json.put(
                    "add_bos_token", !String.valueOf(variables.get("bos_token")).isEmpty());
        } else {
            json.put("chat_template", source);
        }
        return JsonFile.pretty(json);
    }

    /// Whether the template asks for a variable, `enable_thinking` say.
    public boolean knows(String variable) {
        return template.names().contains(variable);
    }

    /// The names that the template asks for.
    public Set<String> names() {
        return template.names();
    }

    /// The prompt for messages of these roles, whatever they say, with the header of the assistant's next
    /// message at the end. The contents' text is of no meaning.
    ///
    /// @throws ModelException with code `PROMPT` when the template refuses these roles or leaves a
    ///     message out
    public List<Piece> pieces(List<String> roles) {
        List<Piece> known = checked.get(roles);
        if (known != null) {
            return known;
        }
        List<Message> messages = IntStream.range(0, roles.size())
                .mapToObj(i -> new Message(roles.get(i), "content"))
                .toList();
        List<Piece> pieces = cut(render(messages, ChatOptions.ANSWER));
        long shown = pieces.stream()
                .filter(Piece.Content.class::isInstance)
                .map(p -> ((Piece.Content) p).message())
                .distinct()
                .count();
        if (shown != roles.size()) {
            throw refused(messages, "it shows " + shown + " of " + roles.size() + " messages");
        }
        if (checked.size() < MAX_CACHED) {
            checked.put(List.copyOf(roles), pieces);
        }
        return pieces;
    }

    /// The prompt for these messages.
    ///
    /// @throws ModelException with code `PROMPT` when the template refuses their roles, leaves a message
    ///     out whatever it says, or can't leave the last one open
    public List<Piece> pieces(List<Message> messages, ChatOptions options) {
        List<Piece> ignored = pieces(messages.stream().map(Message::role).toList());
        return cut(render(messages, options));
    }

    private Marked render(List<Message> messages, ChatOptions options) {
        List<Map<String, Object>> values = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            Marked content = Marked.of(message.content(), i);
            boolean open = options.ending() == ChatOptions.Ending.CONTINUE && i == messages.size() - 1;
            values.add(Map.of(
                    "role", message.role(), "content", open ? content.followedBy(MARK, messages.size()) : content));
        }
        Map<String, Object> bindings = new HashMap<>(variables);
        bindings.put("tools", null);
        bindings.put("documents", null);
        bindings.putAll(options.variables());
        bindings.put("add_generation_prompt", options.ending() == ChatOptions.Ending.ANSWER);
        bindings.put("messages", values);
        try {
            Marked whole = template.render(bindings);
            return options.ending() == ChatOptions.Ending.CONTINUE ? opened(whole, messages) : whole;
        } catch (TemplateException e) {
            throw refused(messages, String.valueOf(e.getMessage()));
        }
    }

    /// The text up to the end of the last message's content. A mark behind the content shows where that is,
    /// as transformers does it: so blanks at its end stay unless the template trims contents.
    private static Marked opened(Marked whole, List<Message> messages) {
        Message last = messages.getLast();
        int end = whole.length();
        while (end > 0 && whole.origin(end - 1) != messages.size()) {
            end--;
        }
        int begin = end - MARK.strip().length() - (whole.text().startsWith(MARK, end - MARK.length()) ? 1 : 0);
        if (begin < 0
                || !whole.text().startsWith(MARK.strip(), begin)
                || !whole.text().contains(last.content().strip())) {
            throw refused(messages, "it leaves nothing of the last message that could be continued");
        }
        boolean trimmed = !whole.text().startsWith(MARK, begin);
        Marked text = whole.substring(0, begin);
        return trimmed ? text.stripTrailing() : text;
    }

    private static List<Piece> cut(Marked text) {
        return text.runs().stream()
                .map(run -> run.origin() == Marked.TEMPLATE
                        ? (Piece) new Piece.Text(run.text())
                        : new Piece.Content(run.origin(), run.text()))
                .toList();
    }

    private static ModelException refused(List<Message> messages, String why) {
        return new ModelException(
                ModelException.Code.PROMPT,
                "the model's chat template refuses messages of the roles "
                        + messages.stream().map(Message::role).toList() + ": " + why
                        + "; use roles in an order that the model knows");
    }
}
