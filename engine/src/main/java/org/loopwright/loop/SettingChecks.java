package org.loopwright.loop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Checks single settings by their types.
record SettingChecks(LoopSpec loop, NodeSpec node, Language language, Findings findings) {
    private static final List<String> SAMPLING = List.of(
            "temperature",
            "top-k",
            "top-p",
            "max-tokens",
            "stop",
            "min-p",
            "repetition-penalty",
            "logit-bias",
            "regex",
            "json-schema");

    /// Checks a setting that is there.
    void check(KindSignature.Field field) {
        String name = field.name();
        try {
            switch (field.type()) {
                case TEXT, LOOP -> node.settings().text(name);
                case TEXTS -> node.settings().texts(name);
                case INTEGER -> loop.integer(node.settings().text(name));
                case NUMBER -> loop.number(node.settings().text(name));
                case REGEX -> regex(name);
                case ROLE -> role(node.settings().text(name));
                case PROMPT -> prompt(field);
                case SAMPLING -> sampling(name);
                case CHOICE -> choice(field);
                case FEW_SHOT -> fewShot();
                case CASES -> cases(field);
                case ROW_CONDITION -> rowCondition(node.settings().text(name));
                case MODEL -> model(name, node.settings().text(name));
                case ROLES ->
                    node.settings()
                            .map(name)
                            .tree()
                            .keySet()
                            .forEach(role ->
                                    model(name, node.settings().map(name).text(role)));
                case READ, READS, ARGUMENTS ->
                    NodeSlots.reads(node.settings(), field, language).forEach(s -> slot(name, s, field.slotType()));
                case WRITE, RESULTS ->
                    NodeSlots.writes(node.settings(), field).forEach(s -> slot(name, s, field.slotType()));
            }
        } catch (LoopException e) {
            findings.error("bad-setting", node, named(name, e));
        }
    }

    private void choice(KindSignature.Field field) {
        String chosen = node.settings().text(field.name());
        if (!field.choices().contains(chosen)) {
            throw node.settings().wrong(field.name(), "one of " + String.join(", ", field.choices()));
        }
    }

    private void fewShot() {
        for (String key : node.settings().map(FewShot.SETTING).tree().keySet()) {
            if (!FewShot.KEYS.contains(key)) {
                findings.error(
                        "unknown-setting",
                        node,
                        FewShot.SETTING + " has no setting `" + key + "`" + Spelling.hint(key, FewShot.KEYS));
            }
        }
        for (FewShot shots : FewShot.of(loop, node).stream().toList()) {
            shots.templates().forEach(template -> language.templates().variables(template));
        }
    }

    /// The beginning of the answer comes last, and behind a message that it answers.
    private void prefill(String setting, List<Settings> messages) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).has(PromptSettings.PREFILL) && (i == 0 || i < messages.size() - 1)) {
                findings.error(
                        "bad-setting",
                        node,
                        "message " + (i + 1) + " of setting `" + setting
                                + "` has role `prefill`: only the last one can be the beginning of the answer, behind"
                                + " at least one other");
            }
        }
    }

    private void regex(String name) {
        try {
            Pattern.compile(node.settings().text(name));
        } catch (PatternSyntaxException e) {
            findings.error(
                    "bad-regex",
                    node,
                    "setting `" + name + "` is `" + e.getPattern() + "`, which is no regular expression: "
                            + e.getDescription() + " near index " + e.getIndex());
        }
    }

    private void role(String role) {
        if (!loop.models().contains(role)) {
            findings.error(
                    "unknown-role",
                    node,
                    "there is no model role `" + role + "`" + Spelling.hint(role, loop.models())
                            + (loop.models().isEmpty() ? ": name it in `models`" : ""));
        }
    }

    private void prompt(KindSignature.Field field) {
        List<Settings> messages = node.settings().maps(field.name());
        if (messages.isEmpty() || messages.stream().anyMatch(m -> m.tree().size() != 1)) {
            findings.error(
                    "bad-setting",
                    node,
                    "setting `" + field.name()
                            + "` should be a list of messages with one role each: `[{user: \"...\"}]`");
        }
        prefill(field.name(), messages);
        try {
            NodeSlots.reads(node.settings(), field, language).forEach(s -> slot(field.name(), s, null));
        } catch (LoopException e) {
            findings.error("bad-template", node, e);
        }
    }

    private void sampling(String name) {
        for (String key : node.settings().map(name).tree().keySet()) {
            if (!SAMPLING.contains(key)) {
                findings.error(
                        "unknown-setting",
                        node,
                        "sampling has no setting `" + key + "`" + Spelling.hint(key, SAMPLING));
            }
        }
        Frame frame = Frame.open(new FramePath("check"), "check", 0, Set.of(), Map.of(), node.id());
        // Reads the numbers as a run does, so that both agree on what is allowed.
        var _ = new Step(loop, node, frame, language).sampling();
    }

    private void cases(KindSignature.Field field) {
        String name = field.name();
        List<Settings> cases = node.settings().maps(name);
        for (int i = 0; i < cases.size(); i++) {
            boolean last = i == cases.size() - 1;
            cases.get(i).text("exit");
            Optional<String> when = cases.get(i).optionalText("when");
            when.ifPresent(this::condition);
            if (when.isEmpty() && !last) {
                findings.error(
                        "bad-setting",
                        node,
                        "case " + (i + 1) + " of setting `" + name
                                + "` has no `when`, so the cases after it never hold: only the last may lack it");
            } else if (when.isPresent() && last && field.presence() == KindSignature.Presence.REQUIRED) {
                findings.warning(
                        "missing-case",
                        node,
                        "when no case holds the item fails: add a last case without" + " `when`, `{exit: name}`");
            }
        }
        if (cases.isEmpty()) {
            findings.error("bad-setting", node, "setting `" + name + "` has no case");
        }
    }

    private void condition(String when) {
        try {
            Set<String> names = language.conditions().variables(when);
            if (!loop.slots().keySet().containsAll(names)) {
                names.forEach(slot -> slot("cases", slot, null));
                return;
            }
        } catch (LoopException e) {
            findings.error("bad-condition", node, e);
            return;
        }
        Map<String, SlotType> types = new LinkedHashMap<>();
        loop.slots().forEach((slot, spec) -> types.put(slot, spec.type()));
        language.conditions().check(when, types).ifPresent(m -> findings.error("type-mismatch", node, m));
    }

    private void rowCondition(String condition) {
        try {
            Set<String> names = language.conditions().variables(condition);
            names.stream()
                    .filter(name -> !name.equals("trace"))
                    .forEach(name -> findings.error(
                            "bad-condition",
                            node,
                            "condition `" + condition + "` names `" + name
                                    + "`: a condition on rows sees only `trace`, as in `trace.right`"));
        } catch (LoopException e) {
            findings.error("bad-condition", node, e);
        }
    }

    private void model(String setting, String name) {
        if (name.startsWith(NodeSlots.MODELS)) {
            role(name.substring(NodeSlots.MODELS.length()));
        } else {
            slot(setting, name, SlotType.MODEL);
        }
    }

    private void slot(String setting, String declared, @Nullable SlotType wanted) {
        SlotSpec slot = loop.slots().get(declared);
        if (slot == null) {
            findings.error(
                    "unknown-slot",
                    node,
                    "setting `" + setting + "` names slot `" + declared + "`, which is not declared"
                            + Spelling.hint(declared, loop.slots().keySet()));
        } else if (wanted != null && slot.type() != wanted) {
            findings.error(
                    "type-mismatch",
                    node,
                    "setting `" + setting + "` needs a slot of type " + wanted.label() + ", and `" + declared + "` is "
                            + slot.type().label());
        }
    }

    private static String named(String setting, LoopException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("setting `")
                ? message.replaceFirst("^node \\S+: ", "")
                : "setting `" + setting + "`: " + message;
    }
}
