package org.loopwright.round;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.loopwright.journal.Event;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.Frame;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Value;
import org.loopwright.model.ModelCard;
import org.loopwright.run.RunPlan;
import org.loopwright.run.Workshop;
import org.loopwright.task.Dataset;

/// Makes what round loops ask for, or finds it where an equal step made it before.
///
/// INVARIANT: a step's key covers everything that its result follows from: the kind and its version, its
/// settings, the content of its inputs with their sources, its seed, the item loops that it runs, and the
/// grader. Thread-safe.
public final class RoundWorkshop implements Workshop {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final String MODELS = "models.";
    private static final String LOOP = "loop";

    private final Means means;
    private final NodeKinds kinds;
    private final StepCache cache;

    /// A workshop with these means; `kinds` has the round kinds.
    public RoundWorkshop(Means means, NodeKinds kinds) {
        this.means = means;
        this.kinds = kinds;
        this.cache = new StepCache(means.artifacts().steps());
    }

    @Override
    public Map<String, Value> given(RunPlan plan) {
        Map<String, Value> given = new LinkedHashMap<>();
        plan.loop().models().forEach(role -> given.put(MODELS + role, model(plan, role)));
        for (SlotSpec slot : plan.loop().slots().values()) {
            String initial = slot.initial();
            String from = slot.from();
            if (slot.type() == SlotType.MODEL && initial != null) {
                given.put(slot.name(), model(plan, initial.replaceFirst("^models\\.", "")));
            } else if (slot.type() == SlotType.DATASET && from != null) {
                given.put(slot.name(), dataset(from.replaceFirst("^data\\.", "")));
            }
        }
        return given;
    }

    private static Value model(RunPlan plan, String role) {
        if (!plan.models().containsKey(role)) {
            throw new LoopException("`" + MODELS + role + "` is no model role of loop "
                    + plan.loop().name() + "; it has " + plan.loop().models());
        }
        ModelCard card = plan.models().get(role).card();
        Set<Source> sources = Set.of(Source.Plain.GIVEN);
        for (ModelCard.LabelUse use : card.trainedOn()) {
            sources = Sources.union(sources, Set.of(new Source.Label(use.dataset(), use.split())));
        }
        return new Value(
                new Content.Artifact(SlotType.MODEL, card.hash(), card.id(), "", card.parameters()), sources, null);
    }

    private Value dataset(String id) {
        Dataset dataset = means.datasets().apply(id);
        RowSet rows = new RowSet(
                dataset.name(),
                dataset.split(),
                dataset.items().stream().map(ProblemRows::of).toList());
        return new Value(means.artifacts().keep(rows, SlotType.DATASET), Set.of(Source.Plain.GIVEN), null);
    }

    @Override
    public Event.Made make(Decision.Make make, Site site) throws InterruptedException {
        RoundKind kind = kind(make.operation());
        String key = key(make, kind, site.plan());
        Optional<Event.Made> before = cache.find(key).filter(this::isWhole);
        if (before.isPresent()) {
            return found(before.get(), site.frame());
        }
        long start = System.nanoTime();
        Product product = kind.make(new Making(make, key, site, means, cache));
        Event.Made made = new Event.Made(
                site.frame().node(),
                site.frame().visit(),
                make.operation(),
                key,
                Event.Made.Origin.MADE,
                product.exit(),
                product.values(),
                product.ledger(),
                product.notes(),
                System.nanoTime() - start,
                product.observed());
        cache.keep(made);
        return made;
    }

    private RoundKind kind(String name) {
        return kinds.find(name)
                .filter(RoundKind.class::isInstance)
                .map(RoundKind.class::cast)
                .orElseThrow(() -> new LoopException("kind " + name + " makes nothing in a round loop"));
    }

    private boolean isWhole(Event.Made made) {
        return made.values().values().stream()
                .allMatch(value -> !(value.content() instanceof Content.Artifact artifact)
                        || means.artifacts().has(artifact));
    }

    private static Event.Made found(Event.Made made, Frame frame) {
        return new Event.Made(
                frame.node(),
                frame.visit(),
                made.operation(),
                made.key(),
                Event.Made.Origin.FOUND,
                made.exit(),
                made.values(),
                made.ledger(),
                made.notes(),
                made.nanos(),
                made.observed());
    }

    private static String key(Decision.Make make, RoundKind kind, RunPlan plan) {
        Map<String, Object> parts = new TreeMap<>();
        parts.put("operation", make.operation());
        parts.put("version", kind.version());
        parts.put("settings", make.settings().without(kind.watched()).tree());
        parts.put("seed", make.seed());
        parts.put("grader", plan.grader().name());
        Map<String, String> inputs = new TreeMap<>();
        make.inputs().forEach((setting, value) -> inputs.put(setting, content(value)));
        parts.put("inputs", inputs);
        List<String> loops = new ArrayList<>();
        make.settings().optionalText(LOOP).ifPresent(file -> addLoops(file, plan, loops));
        parts.put("loops", loops);
        try {
            return Artifacts.sha256(MAPPER.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings are plain values", e);
        }
    }

    private static String content(Value value) {
        String what = switch (value.content()) {
            case Content.Artifact artifact -> artifact.hash();
            case Content.Measured measured -> measured.numbers() + " " + measured.run();
            case Content.Text _, Content.Numeric _, Content.Verdict _, Content.Samples _ -> value.text();
        };
        return what + " | " + Sources.describe(value.sources());
    }

    /// The hashes of an item loop and of those that it calls: not their names.
    private static void addLoops(String file, RunPlan plan, List<String> hashes) {
        LoopSpec loop = plan.loops().get(file);
        if (loop == null || hashes.contains(loop.hash())) {
            return;
        }
        hashes.add(loop.hash());
        for (NodeSpec node : loop.nodes().values()) {
            node.settings().optionalText(LOOP).ifPresent(called -> addLoops(called, plan, hashes));
        }
    }

    @Override
    public List<Event.Alarmed> watch(Site site, Event.Made made, Supplier<List<Event.Made>> earlier) {
        List<Event.Alarmed> alarms = new ArrayList<>(Alarms.after(site.frame(), made));
        if (!made.observed().curve().isEmpty()) {
            alarms.addAll(
                    TrainingAlarms.after(site.frame(), site.plan().loop().node(made.node()), made, earlier.get()));
        }
        return alarms;
    }
}
