package org.loopwright.loop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks calls of other loops: that they exist, fit, and don't come back.
record CallChecks(LoopSpec loop, NodeKinds kinds, Function<String, Optional<LoopSpec>> loops, Findings findings) {

    void run() {
        for (NodeSpec node : loop.nodes().values()) {
            fields(node, FieldType.LOOP).forEach(field -> {
                try {
                    node.settings().optionalText(field.name()).ifPresent(file -> call(node, file));
                } catch (LoopException _) {
                    // The form of a setting is reported with the node's settings.
                }
            });
        }
    }

    private void call(NodeSpec node, String file) {
        Optional<LoopSpec> called = loops.apply(file);
        if (called.isEmpty()) {
            findings.error(
                    "no-such-loop",
                    node,
                    "the project has no loop `" + file + "`: write the name of a file in its folder `loops`");
            return;
        }
        List<String> back = new ArrayList<>(List.of(file));
        if (comesBack(called.get(), back)) {
            findings.error(
                    "recursive-call",
                    node,
                    "the call comes back to a loop that is still running: " + String.join(" -> ", back)
                            + ": a loop can't call itself, use a cycle");
        }
        fit(node, file, called.get());
    }

    /// Follows calls depth first; `path` then holds the files up to the one that closes the circle.
    private boolean comesBack(LoopSpec current, List<String> path) {
        if (current.equals(loop)) {
            return true;
        }
        for (String file : calls(current)) {
            boolean again = path.contains(file);
            path.add(file);
            if (again || loops.apply(file).map(next -> comesBack(next, path)).orElse(false)) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    private List<String> calls(LoopSpec other) {
        List<String> files = new ArrayList<>();
        for (NodeSpec node : other.nodes().values()) {
            for (KindSignature.Field field : fields(node, FieldType.LOOP)) {
                if (node.settings().tree().get(field.name()) instanceof String file) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private void fit(NodeSpec node, String file, LoopSpec called) {
        Set<String> given = new HashSet<>();
        for (KindSignature.Field field : fields(node, FieldType.ROLES)) {
            given.addAll(node.settings().map(field.name()).tree().keySet());
        }
        for (String role : given) {
            if (!called.models().contains(role)) {
                findings.error(
                        "unknown-role",
                        node,
                        "loop " + file + " has no model role `" + role + "`" + Spelling.hint(role, called.models()));
            }
        }
        for (String role : called.models()) {
            if (given.contains(role)) {
                continue;
            }
            if (!loop.models().contains(role)) {
                findings.error(
                        "unknown-role",
                        node,
                        "loop " + file + " needs the model role `" + role + "`: add it to `models` here, too");
            }
        }
        for (KindSignature.Field field : fields(node, FieldType.ARGUMENTS)) {
            Settings arguments = node.settings().map(field.name());
            arguments.tree().keySet().forEach(theirs -> pair(node, file, called, arguments.text(theirs), theirs));
        }
        for (KindSignature.Field field : fields(node, FieldType.RESULTS)) {
            Map<String, String> results = NodeSlots.results(node.settings(), field.name());
            results.forEach((own, theirs) -> pair(node, file, called, own, theirs));
        }
    }

    private void pair(NodeSpec node, String file, LoopSpec called, String own, String theirs) {
        @Nullable SlotSpec there = called.slots().get(theirs);
        @Nullable SlotSpec here = loop.slots().get(own);
        if (there == null) {
            findings.error(
                    "unknown-slot",
                    node,
                    "loop " + file + " has no slot `" + theirs + "`"
                            + Spelling.hint(theirs, called.slots().keySet()));
        } else if (here != null && here.type() != there.type()) {
            findings.error(
                    "type-mismatch",
                    node,
                    "slot `" + own + "` is " + here.type().label() + ", and slot `" + theirs + "` of loop " + file
                            + " is " + there.type().label());
        }
    }

    private List<KindSignature.Field> fields(NodeSpec node, FieldType type) {
        return kinds.find(node.kind()).map(NodeKind::signature).stream()
                .flatMap(signature -> signature.fields().stream())
                .filter(field -> field.type() == type)
                .toList();
    }
}
