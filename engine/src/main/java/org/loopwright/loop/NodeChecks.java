package org.loopwright.loop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks one node against the signature of its kind: settings and exits.
record NodeChecks(LoopSpec loop, NodeSpec node, NodeKind kind, Language language, Findings findings) {

    void run() {
        List<KindSignature.Field> fields = kind.signature().fields();
        List<String> names = fields.stream().map(KindSignature.Field::name).toList();
        for (String setting : node.settings().tree().keySet()) {
            if (!names.contains(setting)) {
                findings.error(
                        "unknown-setting",
                        node,
                        "kind " + kind.name() + " has no setting `" + setting + "`" + Spelling.hint(setting, names));
            }
        }
        SettingChecks settings = new SettingChecks(loop, node, language, findings);
        for (KindSignature.Field field : fields) {
            if (node.settings().has(field.name())) {
                settings.check(field);
            } else if (field.presence() == KindSignature.Presence.REQUIRED) {
                findings.error("missing-setting", node, "setting `" + field.name() + "` is missing. " + field.doc());
            }
        }
        promptOrReads(fields);
        problems();
        exits();
        maxVisits();
    }

    private void problems() {
        try {
            kind.problems(loop, node).forEach(problem -> findings.error("bad-setting", node, problem));
        } catch (LoopException e) {
            findings.error("bad-setting", node, e);
        }
    }

    /// Kinds that make a default prompt need one of the two.
    private void promptOrReads(List<KindSignature.Field> fields) {
        Optional<KindSignature.Field> prompt = optional(fields, FieldType.PROMPT);
        Optional<KindSignature.Field> reads = optional(fields, FieldType.READS);
        if (prompt.isPresent()
                && reads.isPresent()
                && !node.settings().has(prompt.get().name())
                && !node.settings().has(reads.get().name())) {
            findings.error(
                    "missing-setting",
                    node,
                    "`prompt` and `reads` are both missing: name the slots that it" + " reads, or write its prompt");
        }
    }

    private static Optional<KindSignature.Field> optional(List<KindSignature.Field> fields, FieldType type) {
        return fields.stream()
                .filter(f -> f.type() == type && f.presence() == KindSignature.Presence.OPTIONAL)
                .findFirst();
    }

    private void exits() {
        Set<String> known = new LinkedHashSet<>(kind.signature().exits());
        try {
            List<String> required = new ArrayList<>(kind.requiredExits(node));
            known.addAll(required);
            if (node.maxVisits() != null) {
                required.add(NodeSpec.CAPPED);
            }
            for (String exit : required) {
                if (!node.exits().containsKey(exit)) {
                    findings.error(
                            "missing-exit",
                            node,
                            "exit `" + exit + "` leads nowhere: write `exits: {" + exit + ": node}`");
                }
            }
        } catch (LoopException e) {
            findings.error("bad-setting", node, e);
            return;
        }
        for (String exit : node.exits().keySet()) {
            if (!known.contains(exit) && !exit.equals(NodeSpec.CAPPED)) {
                findings.error(
                        "unknown-exit", node, "it never leaves by exit `" + exit + "`" + Spelling.hint(exit, known));
            }
        }
    }

    private void maxVisits() {
        if (node.maxVisits() == null) {
            return;
        }
        try {
            int cap = loop.integer(node.maxVisits());
            if (cap < 1) {
                findings.error("bad-max-visits", node, "max-visits is " + cap + ": it should be at least 1");
            }
        } catch (LoopException e) {
            findings.error("bad-max-visits", node, "max-visits: " + e.getMessage());
        }
    }
}
