package org.loopwright.tool.dataset;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Source;
import org.loopwright.loop.Templates;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.task.Continuations;
import org.loopwright.task.Dataset;
import org.loopwright.task.Item;
import org.loopwright.tool.Tool;
import org.loopwright.tool.ToolException;

/// The tool `dataset`: draws items from the project's datasets.
///
/// Settings: `dataset`, its id; `take`: `first`, from the file's start, or `any`, drawn by `seed`
/// without repetition, `item`, the one of id `item`; `count`; `except`, an item id that is never
/// drawn; `split`, which the dataset must have when it is given. Texts: one JSON object an item, its
/// fields, and its gold answer as `answer` where `split` is given; with `show-1`, and `show-2`, these templates over
/// the same in its place, one text each. Sources: `label` of the split when
/// a gold answer is among the texts, else `given`; and `oracle` when one of those answers belongs to
/// an item that the run answers, whatever file it was drawn from: items are the same when their
/// contents are.
public final class DatasetTool implements Tool {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Function<String, Dataset> datasets;
    private final Templates templates;
    private final Set<String> answered;

    /// @param datasets reads a dataset by its id, or throws a [ToolException]
    /// @param templates shows items
    public DatasetTool(Function<String, Dataset> datasets, Templates templates) {
        this(datasets, templates, Set.of());
    }

    private DatasetTool(Function<String, Dataset> datasets, Templates templates, Set<String> answered) {
        this.datasets = datasets;
        this.templates = templates;
        this.answered = answered;
    }

    @Override
    public Tool answering(Dataset dataset) {
        return new DatasetTool(
                datasets,
                templates,
                dataset.items().stream().map(Item::contentHash).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public String name() {
        return "dataset";
    }

    @Override
    public ToolResult use(ToolCall call) {
        Map<String, String> settings = call.settings();
        Dataset dataset = datasets.apply(required(settings, "dataset"));
        String split = settings.get("split");
        if (split != null && !dataset.split().label().equals(split)) {
            throw new ToolException(
                    "dataset `" + required(settings, "dataset") + "` is of split "
                            + dataset.split().label() + ", and examples come from split " + split
                            + " alone: mark it so in project.yaml, or name another",
                    null);
        }
        int count = Integer.parseInt(required(settings, "count"));
        List<Item> items = items(dataset, settings);
        if (items.size() < count) {
            throw new ToolException(
                    "dataset `" + required(settings, "dataset") + "` has " + items.size() + " other items, and " + count
                            + " are asked for",
                    null);
        }
        List<Item> drawn = items.subList(0, count);
        List<String> texts =
                drawn.stream().flatMap(item -> texts(item, settings).stream()).toList();
        return new ToolResult("drawn", texts, split == null ? Set.of(Source.Plain.GIVEN) : sources(dataset, drawn));
    }

    private Set<Source> sources(Dataset dataset, List<Item> drawn) {
        List<Item> labelled = drawn.stream().filter(item -> item.gold() != null).toList();
        if (labelled.isEmpty()) {
            return Set.of(Source.Plain.GIVEN);
        }
        Source label = new Source.Label(dataset.name(), dataset.split().label());
        return labelled.stream().anyMatch(item -> answered.contains(item.contentHash()))
                ? Set.of(label, Source.Plain.ORACLE)
                : Set.of(label);
    }

    private static List<Item> items(Dataset dataset, Map<String, String> settings) {
        String except = settings.getOrDefault("except", "");
        String original = Continuations.original(except);
        List<Item> items = new ArrayList<>();
        dataset.items().stream()
                .filter(item -> !item.id().equals(except) && !item.id().equals(original))
                .forEach(items::add);
        switch (required(settings, "take")) {
            case "first" -> {}
            case "item" ->
                items.removeIf(item -> !item.id().equals(Continuations.original(required(settings, "item"))));
            case "any" -> shuffle(items, new SplittableRandom(Long.parseLong(required(settings, "seed"))));
            default ->
                throw new ToolException("take `" + settings.get("take") + "` should be `first`, `any` or `item`", null);
        }
        return items;
    }

    /// Fisher-Yates, with a generator that spreads neighbouring seeds.
    private static void shuffle(List<Item> items, SplittableRandom random) {
        for (int i = items.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Item moved = items.get(i);
            items.set(i, items.get(j));
            items.set(j, moved);
        }
    }

    private List<String> texts(Item item, Map<String, String> settings) {
        boolean withGold = settings.containsKey("split");
        if (!settings.containsKey("show-1")) {
            return List.of(json(item, withGold));
        }
        Map<String, Object> fields = new LinkedHashMap<>(item.fields());
        if (withGold && item.gold() != null) {
            fields.put("answer", item.gold());
        }
        List<String> texts = new ArrayList<>();
        for (int i = 1; settings.containsKey("show-" + i); i++) {
            texts.add(shown(required(settings, "show-" + i), fields, item));
        }
        return texts;
    }

    private String shown(String template, Map<String, Object> fields, Item item) {
        try {
            return templates.render(template, fields).stream()
                    .map(Templates.Piece::text)
                    .collect(Collectors.joining());
        } catch (LoopException e) {
            throw new ToolException(
                    "example " + item.id() + " can't be shown by `" + template + "`: " + e.getMessage() + "; it has "
                            + fields.keySet(),
                    e);
        }
    }

    private static String json(Item item, boolean withGold) {
        ObjectNode json = MAPPER.createObjectNode();
        item.fields().forEach(json::put);
        if (withGold && item.gold() != null) {
            json.put("answer", item.gold());
        }
        return json.toString();
    }

    private static String required(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new ToolException("tool dataset needs setting `" + name + "`", null);
        }
        return value;
    }
}
