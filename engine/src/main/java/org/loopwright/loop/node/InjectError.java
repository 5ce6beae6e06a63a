package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Seeds;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;

/// `inject-error`: puts a mistake into a text, to see whether a model finds it. The controlled errors of
/// the self-correction blind spot (Tsui 2025, arXiv 2507.02778).
///
/// Settings: `reads` and `writes` (Text, may be the same slot); `how`: `digit` (default) changes one
/// digit, `drop-line` leaves out one line, `swap-words` exchanges two neighbouring words that differ;
/// `writes-where` (Text) gets what was changed, `3 -> 7 at 12`, for measurement and not for prompts.
/// The place is chosen by the visit's seed, so every arm gets the same mistake. A mistake need not make
/// the answer wrong: where that matters, let `verify` follow and keep only what is wrong.
///
/// The result is given, and no model's own words any more: it keeps the text's sources and adds `given`.
/// Exits: `next`, and `unchanged` where there is nothing to change (`next` when it is not wired). Cost: no
/// model call.
public final class InjectError implements NodeKind {
    private static final String UNCHANGED = "unchanged";

    /// A changed text, and what was changed.
    private record Change(String text, String where) {}

    @Override
    public String name() {
        return "inject-error";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Puts a mistake into a text.",
                List.of(
                        Field.required("reads", FieldType.READ, "The text.").of(SlotType.TEXT),
                        Field.optional("how", FieldType.TEXT, "`digit`, `drop-line` or `swap-words`."),
                        Field.required("writes", FieldType.WRITE, "The slot that gets the text with the mistake.")
                                .of(SlotType.TEXT),
                        Field.optional("writes-where", FieldType.WRITE, "The slot that gets what was changed.")
                                .of(SlotType.TEXT)),
                List.of(NodeSpec.NEXT, UNCHANGED),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        return List.of(NodeSpec.NEXT);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        var _ = change(node, "", new Random(0));
        return List.of();
    }

    @Override
    public Decision decide(Step step) {
        Value text = step.require(step.settings().text("reads"));
        long seed = Seeds.ofChoice(
                step.frame().seed(), step.node().id(), step.frame().visit());
        Optional<Change> change = change(step.node(), text.text(), new Random(seed));
        Set<Source> sources = Sources.union(text.sources(), Set.of(Source.Plain.GIVEN));
        boolean chose = step.node().exits().containsKey(UNCHANGED);
        Map<String, Value> writes = new LinkedHashMap<>();
        writes.put(
                step.settings().text("writes"),
                change.map(c -> Derived.text(c.text(), sources)).orElse(text));
        step.settings()
                .optionalText("writes-where")
                .ifPresent(slot ->
                        writes.put(slot, Derived.text(change.map(Change::where).orElse(""), sources)));
        return new Decision.Move(
                change.isEmpty() ? Wired.orNext(step, UNCHANGED) : NodeSpec.NEXT,
                writes,
                chose ? text.sources() : Set.of());
    }

    private static Optional<Change> change(NodeSpec node, String text, Random random) {
        String how = node.settings().optionalText("how").orElse("digit");
        return switch (how) {
            case "digit" -> digit(text, random);
            case "drop-line" -> dropLine(text, random);
            case "swap-words" -> swapWords(text, random);
            default -> throw node.settings().wrong("how", "`digit`, `drop-line` or `swap-words`");
        };
    }

    private static Optional<Change> digit(String text, Random random) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return Optional.empty();
        }
        int at = places.get(random.nextInt(places.size()));
        char before = text.charAt(at);
        char after = (char) ('0' + (before - '0' + 1 + random.nextInt(9)) % 10);
        return Optional.of(new Change(
                text.substring(0, at) + after + text.substring(at + 1), before + " -> " + after + " at " + at));
    }

    private static Optional<Change> dropLine(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        List<Integer> full = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                full.add(i);
            }
        }
        if (full.size() < 2) {
            return Optional.empty();
        }
        int at = full.get(random.nextInt(full.size()));
        String dropped = lines.remove(at);
        return Optional.of(new Change(String.join("\n", lines), "line " + (at + 1) + " left out: " + dropped));
    }

    private static Optional<Change> swapWords(String text, Random random) {
        List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (!words.get(i).isBlank()
                    && !words.get(i + 1).isBlank()
                    && !words.get(i).equals(words.get(i + 1))) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return Optional.empty();
        }
        int at = places.get(random.nextInt(places.size()));
        String first = words.get(at);
        words.set(at, words.get(at + 1));
        words.set(at + 1, first);
        return Optional.of(
                new Change(String.join(" ", words), "words " + (at + 1) + " and " + (at + 2) + " exchanged: " + first));
    }
}
