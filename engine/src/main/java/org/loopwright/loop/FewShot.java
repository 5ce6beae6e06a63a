package org.loopwright.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.loopwright.model.Prompt;

/// Worked examples that a node's prompt shows before its own question: in-context learning (Brown et
/// al. 2020, arXiv 2005.14165). They come from a dataset of the few-shot split and from no other, and
/// never are the item itself.
///
/// ```yaml
/// few-shot: {dataset: shots, k: 3, order-seed: 7, as: turns, user: "{{ question }}", assistant: "{{ answer }}"}
/// few-shot: {dataset: shots, k: 3, as: text, show: "Question: {{ question }}\nAnswer: {{ answer }}"}
/// ```
///
/// As turns, each is a message of the user and one of the assistant, behind the node's system message.
/// As text, all stand at the beginning of the user's first message. `order-seed` shuffles them, the
/// same for every item; 0, the default, keeps the file's order (the order matters: Lu et al. 2021,
/// arXiv 2104.08786).
///
/// @param dataset as project.yaml names it
/// @param k how many, from the file's start, at least 1
/// @param orderSeed shuffles them; 0 for the file's order
/// @param form turns or text
/// @param templates over an example's fields and `answer`: one for text; the user's and the assistant's
/// for turns
public record FewShot(String dataset, int k, int orderSeed, Form form, List<String> templates) {
    /// The name of the setting in files.
    public static final String SETTING = "few-shot";
    /// The tool that draws examples.
    public static final String TOOL = "dataset";
    /// What the setting may say.
    public static final List<String> KEYS = List.of("dataset", "k", "order-seed", "as", "user", "assistant", "show");

    /// How a text shows an example when nothing else is said.
    public static final String SHOW = "Question: {{ question }}\nAnswer: {{ answer }}";
    /// What holds when a key is left out.
    public static final Map<String, String> USUAL =
            Map.of("order-seed", "0", "user", "{{ question }}", "assistant", "{{ answer }}", "show", SHOW);

    /// How examples stand in a prompt.
    public enum Form {
        /// A message of the user and one of the assistant each.
        TURNS,
        /// At the beginning of the user's first message.
        TEXT
    }

    /// The setting of a node; empty when the node has none.
    ///
    /// @throws LoopException when it is wrong
    static Optional<FewShot> of(LoopSpec loop, NodeSpec node) {
        if (!node.settings().has(SETTING)) {
            return Optional.empty();
        }
        Settings map = node.settings().map(SETTING);
        Form form = map.choice("as", Form.TURNS);
        int k = loop.integer(map.text("k"));
        if (k < 1) {
            throw map.wrong("k", "a whole number of at least 1, or `params.name`");
        }
        int seed = map.has("order-seed") ? loop.integer(map.text("order-seed")) : 0;
        return Optional.of(new FewShot(map.text("dataset"), k, seed, form, templates(map, form)));
    }

    private static List<String> templates(Settings map, Form form) {
        List<String> others = form == Form.TURNS ? List.of("show") : List.of("user", "assistant");
        for (String other : others) {
            if (map.has(other)) {
                throw map.wrong(other, "left out with `as: " + (form == Form.TURNS ? "turns" : "text") + "`");
            }
        }
        return switch (form) {
            case TURNS -> List.of(usual(map, "user"), usual(map, "assistant"));
            case TEXT -> List.of(usual(map, "show"));
        };
    }

    private static String usual(Settings map, String key) {
        return map.optionalText(key).orElse(USUAL.getOrDefault(key, ""));
    }

    /// What asks for the examples of a visit, where its node shows some and they were not drawn yet.
    ///
    /// @throws LoopException when the setting is wrong
    public static Optional<Decision> missing(Step step) {
        return of(step.loop(), step.node())
                .filter(shots -> shots.drawn(step).isEmpty())
                .map(shots -> new Decision.UseTool(
                        TOOL, List.of(shots.call(step.frame().item())), Set.of()));
    }

    private ToolCall call(String item) {
        Map<String, String> call = new LinkedHashMap<>();
        call.put("dataset", dataset);
        call.put("take", "first");
        call.put("count", Integer.toString(k));
        call.put("split", SETTING);
        call.put("except", item);
        for (int i = 0; i < templates.size(); i++) {
            call.put("show-" + (i + 1), templates.get(i));
        }
        return new ToolCall(call, List.of());
    }

    private Optional<ToolResult> drawn(Step step) {
        return step.toolResults().stream().findFirst();
    }

    /// Puts the examples of a visit among its messages.
    ///
    /// @return the sources of what is shown; none while the examples are not drawn
    Set<Source> showIn(List<Prompt.Message> messages, Step step) {
        Optional<ToolResult> drawn = drawn(step);
        if (drawn.isEmpty()) {
            return Set.of();
        }
        List<List<String>> examples = examples(drawn.get().texts());
        int place = !messages.isEmpty() && messages.getFirst().role().equals("system") ? 1 : 0;
        switch (form) {
            case TURNS -> {
                List<Prompt.Message> turns = new ArrayList<>();
                for (List<String> example : examples) {
                    turns.add(Prompt.Message.of("user", example.getFirst()));
                    turns.add(Prompt.Message.of("assistant", example.getLast()));
                }
                messages.addAll(place, turns);
            }
            case TEXT -> {
                while (place < messages.size() && !messages.get(place).role().equals("user")) {
                    place++;
                }
                if (place == messages.size()) {
                    throw step.settings()
                            .wrong(SETTING, "without `as: text`, because the prompt has no message of the user");
                }
                List<Prompt.Segment> segments = new ArrayList<>();
                examples.forEach(example -> segments.add(Prompt.Segment.literal(example.getFirst() + "\n\n")));
                segments.addAll(messages.get(place).segments());
                messages.set(place, new Prompt.Message("user", segments));
            }
        }
        return drawn.get().sources();
    }

    private List<List<String>> examples(List<String> texts) {
        List<List<String>> examples = new ArrayList<>();
        for (int i = 0; i + templates.size() <= texts.size(); i += templates.size()) {
            examples.add(texts.subList(i, i + templates.size()));
        }
        return ordered(examples, orderSeed);
    }

    /// Examples in the order of a seed; as they are for 0.
    public static <T> List<T> ordered(List<T> examples, int seed) {
        List<T> order = new ArrayList<>(examples);
        if (seed != 0) {
            Collections.shuffle(order, new Random(seed));
        }
        return order;
    }
}
