package org.loopwright.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Value;
import org.loopwright.loop.yaml.LoopPatch;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.model.Beginning;
import org.loopwright.model.TokenIds;
import org.loopwright.run.ForkPoint;
import org.loopwright.store.RunStore;
import org.loopwright.task.Continuations;

/// Works out what a fork takes over, what it changes, and the header that it begins with.
final class Forking {
    private static final String PARAMS = "params.";

    private final RunStore store;
    private final String code;
    private final BiFunction<RunHeader, String, Detokenizer> models;

    /// Spells tokens of one model.
    interface Detokenizer {
        String detokenize(TokenIds ids);
    }

    /// A fork that could start.
    ///
    /// @param entries the parent's, of the item
    /// @param first number of the first continuation; 0 has the parent's own seed
    record Prepared(RunHeader header, List<JournalEntry> entries, ForkPoint point, Edit edit, int first) {
        Prepared(RunHeader header, List<JournalEntry> entries, ForkPoint point, Edit edit) {
            this(header, entries, point, edit, 0);
        }
    }

    /// What the change comes to.
    private record Found(ForkPoint point, Edit edit, Map<String, String> texts, Map<String, Object> params) {}

    /// @param code version of this program
    /// @param models gives the model of a role of a run
    Forking(RunStore store, String code, BiFunction<RunHeader, String, Detokenizer> models) {
        this.store = store;
        this.code = code;
        this.models = models;
    }

    /// @param id of the fork
    /// @throws ProjectException when the item has not begun or the change does not fit it
    /// @throws org.loopwright.run.RunException when it has no such turn, node or completion
    Prepared prepare(UUID id, RunHeader parent, LoopSpec loop, ForkRequest request) {
        List<JournalEntry> entries = entries(parent, request.item());
        Found found = find(parent, loop, request, own(entries, request.item()));
        return prepared(id, parent, request.item(), request.turn(), request.samples(), entries, found);
    }

    /// The same fork without its edit: as many continuations, from the same place, with the same seeds.
    Prepared control(UUID id, RunHeader parent, RunHeader fork) {
        RunHeader.Origin origin = fork.origins().getLast();
        List<JournalEntry> entries = entries(parent, origin.item());
        JournalEntry last = entries.stream()
                .filter(entry -> entry.seq() == origin.seq())
                .findFirst()
                .orElseThrow(() -> new ProjectException("run " + parent.id() + " has no entry " + origin.seq()));
        Found found = new Found(new ForkPoint(last, null), new Edit.Redraw(), parent.loopText(), parent.params());
        int samples = fork.dataset().items().size();
        return prepared(id, parent, origin.item(), origin.turn(), samples, entries, found);
    }

    private List<JournalEntry> entries(RunHeader parent, String item) {
        List<JournalEntry> entries = store.entries(parent.id(), FramePath.ofItem(item));
        if (entries.isEmpty()) {
            throw new ProjectException("run " + parent.id() + " has not begun item `" + item + "`; its items are "
                    + ItemTraces.shortened(parent.dataset().items()));
        }
        return entries;
    }

    private static List<JournalEntry> own(List<JournalEntry> entries, String item) {
        FramePath root = FramePath.ofItem(item);
        return entries.stream().filter(entry -> root.equals(entry.frame())).toList();
    }

    private Found find(RunHeader parent, LoopSpec loop, ForkRequest request, List<JournalEntry> frame) {
        String answer = loop.answer().map(SlotSpec::name).orElse("");
        int turn = request.turn();
        return switch (request.change()) {
            case ForkRequest.Change.Redraw _ ->
                unchanged(parent, ForkPoint.ofTurn(frame, answer, turn), new Edit.Redraw());
            case ForkRequest.Change.Slot(var slot, var text) -> {
                SlotSpec spec = loop.slots().get(slot);
                if (spec == null) {
                    throw new ProjectException("loop " + loop.name() + " has no slot `" + slot + "`; it has "
                            + loop.slots().keySet());
                }
                ForkPoint point = ForkPoint.ofSlot(frame, answer, turn, slot);
                yield unchanged(parent, point, new Edit.SlotValue(slot, value(spec, text, frame, point)));
            }
            case ForkRequest.Change.Setting(var setting, var value) ->
                setting(parent, frame, answer, turn, setting, value);
            case ForkRequest.Change.Cut cut ->
                cut(parent, ForkPoint.ofCompletion(frame, answer, turn, cut.node(), cut.completion()), cut, frame);
        };
    }

    private static Found unchanged(RunHeader parent, ForkPoint point, Edit edit) {
        return new Found(point, edit, parent.loopText(), parent.params());
    }

    /// What a person puts into a slot carries what stood there before, because they saw it.
    private static Value value(SlotSpec slot, String text, List<JournalEntry> frame, ForkPoint point) {
        FramePath path = FramePath.ofItem("unnamed");
        Frame there = FrameFold.of(
                path,
                frame.stream()
                        .filter(entry -> entry.seq() <= point.last().seq())
                        .toList());
        Content content = content(slot, text);
        Value typed = new Value(content, java.util.Set.of(Source.Plain.HUMAN), null);
        if (there == null) {
            return typed;
        }
        return there.value(slot.name())
                .map(before -> typed.withSources(Sources.union(before.sources(), there.control())))
                .orElseGet(() -> typed.withSources(there.control()));
    }

    private static Content content(SlotSpec slot, String text) {
        try {
            return switch (slot.type()) {
                case TEXT -> new Content.Text(text);
                case NUMBER -> new Content.Numeric(Double.parseDouble(text.strip()));
                case VERDICT -> verdict(text.strip());
                default ->
                    throw new ProjectException(
                            "slot `" + slot.name() + "` holds " + slot.type().label()
                                    + ", which can't be typed in; edit a slot of text, number or verdict");
            };
        } catch (IllegalArgumentException e) {
            throw new ProjectException(
                    "slot `" + slot.name() + "` holds " + slot.type().label() + ", not `" + text + "`"
                            + "; a number is 0.5, a verdict `accept` or `reject`",
                    e);
        }
    }

    private static Content verdict(String text) {
        Content.Judgement judgement = Content.Judgement.valueOf(text.toUpperCase(java.util.Locale.ROOT));
        double score = switch (judgement) {
            case ACCEPT -> 1;
            case REJECT -> 0;
            case UNPARSED -> Double.NaN;
        };
        return new Content.Verdict(judgement, score, "");
    }

    private static Found setting(
            RunHeader parent, List<JournalEntry> frame, String answer, int turn, String setting, Object value) {
        Edit edit = new Edit.Setting(setting, String.valueOf(value));
        if (setting.startsWith(PARAMS)) {
            Map<String, Object> params = new LinkedHashMap<>(parent.params());
            String name = setting.substring(PARAMS.length());
            if (params.replace(name, value) == null) {
                throw new ProjectException("loop " + parent.loop() + " has no parameter `" + name + "`; it has "
                        + parent.params().keySet());
            }
            return new Found(ForkPoint.ofTurn(frame, answer, turn), edit, parent.loopText(), params);
        }
        int dot = setting.indexOf('.');
        if (dot <= 0) {
            throw new ProjectException("`" + setting
                    + "` is no setting; name the node and the setting, `revise.sampling.temperature`, or a parameter,"
                    + " `params.turns`");
        }
        String node = setting.substring(0, dot);
        Map<String, String> texts = new LinkedHashMap<>(parent.loopText());
        try {
            texts.computeIfPresent(
                    parent.loopFile(), (_, text) -> LoopPatch.setting(text, node, setting.substring(dot + 1), value));
        } catch (LoopException e) {
            throw new ProjectException("setting `" + setting + "`: " + e.getMessage(), e);
        }
        return new Found(ForkPoint.ofNode(frame, answer, turn, node), edit, texts, parent.params());
    }

    private Found cut(RunHeader parent, ForkPoint point, ForkRequest.Change.Cut cut, List<JournalEntry> frame) {
        ForkPoint.CutCompletion meant = point.cut();
        if (meant == null) {
            throw new IllegalStateException("a point in a completion has one");
        }
        TokenIds ids = meant.completion().ids();
        if (cut.token() < 0 || cut.token() > ids.size()) {
            throw new ProjectException("token " + cut.token() + " is outside [0, " + ids.size()
                    + "]: the completion of node " + meant.node() + " has " + ids.size() + " tokens");
        }
        TokenIds kept = TokenIds.of(ids.stream().limit(cut.token()).toArray());
        TokenIds begun = cut.instead() == null ? kept : kept.concat(TokenIds.of(cut.instead()));
        String role = frame.stream()
                .filter(entry -> entry.seq() > point.last().seq())
                .map(JournalEntry::event)
                .filter(Event.Generated.class::isInstance)
                .map(event -> ((Event.Generated) event).role())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the completion was asked for"));
        String text = begun.size() == 0 ? "" : models.apply(parent, role).detokenize(begun);
        return unchanged(parent, point, new Edit.Cut(meant.node(), meant.index(), new Beginning(text, begun)));
    }

    private Prepared prepared(
            UUID id, RunHeader parent, String item, int turn, int samples, List<JournalEntry> entries, Found found) {
        List<RunHeader.Origin> origins = new java.util.ArrayList<>(parent.origins());
        origins.add(new RunHeader.Origin(
                parent.id(), item, found.point().last().seq(), turn, found.edit(), parent.loopText(), parent.params()));
        RunHeader.DatasetSnapshot dataset = parent.dataset();
        RunHeader header = new RunHeader(
                id,
                RunHeader.Kind.FORK,
                parent.loop(),
                parent.loopFile(),
                found.texts(),
                hash(parent, found.texts()),
                found.params(),
                parent.models(),
                new RunHeader.DatasetSnapshot(
                        dataset.name(), dataset.split(), dataset.hash(), Continuations.ids(item, samples)),
                parent.grader(),
                parent.seed(),
                code,
                origins);
        return new Prepared(header, entries, found.point(), found.edit());
    }

    private static String hash(RunHeader parent, Map<String, String> texts) {
        LoopSpec loop = LoopYaml.read(texts.getOrDefault(parent.loopFile(), "")).loop();
        if (loop == null) {
            throw new ProjectException("run " + parent.id() + " kept no readable text of loop " + parent.loop());
        }
        return loop.hash();
    }
}
