package org.loopwright.app.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.yaml.LoopYaml;

/// The settings of the loop that a run ran, as texts to edit.
final class NodeTemplates {
    private final @Nullable LoopSpec loop;
    private final RunHeader run;

    private NodeTemplates(RunHeader run, @Nullable LoopSpec loop) {
        this.run = run;
        this.loop = loop;
    }

    /// Of the loop in a run's header.
    static NodeTemplates of(RunHeader run) {
        return new NodeTemplates(
                run,
                LoopYaml.read(run.loopText().getOrDefault(run.loopFile(), "")).loop());
    }

    /// The loop's answer slot; empty when its text can't be read.
    String answer() {
        return loop == null ? "" : loop.answer().map(SlotSpec::name).orElse("");
    }

    /// A node's prompt, a message a line, as a loop file has it; empty when it has none of its own.
    String prompt(String node) {
        Map<String, Object> tree = tree(node);
        if (!(tree.get("prompt") instanceof List<?> messages)) {
            return "";
        }
        StringBuilder lines = new StringBuilder();
        for (Object message : messages) {
            if (message instanceof Map<?, ?> map) {
                map.forEach((role, template) -> lines.append("- ")
                        .append(role)
                        .append(": ")
                        .append(quoted(String.valueOf(template)))
                        .append('\n'));
            }
        }
        return lines.toString().stripTrailing();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /// The names of what can be set: the node's settings, and the loop's parameters.
    List<String> settings(String node) {
        List<String> names = new ArrayList<>();
        flat(node, tree(node)).forEach((name, value) -> names.add(name));
        run.params().keySet().forEach(name -> names.add("params." + name));
        return names;
    }

    /// What a setting holds now; empty when it is not there.
    String value(String setting) {
        if (setting.startsWith("params.")) {
            return String.valueOf(run.params().getOrDefault(setting.substring("params.".length()), ""));
        }
        int dot = setting.indexOf('.');
        return dot < 0
                ? ""
                : flat(setting.substring(0, dot), tree(setting.substring(0, dot)))
                        .getOrDefault(setting, "");
    }

    private static Map<String, String> flat(String prefix, Map<?, ?> tree) {
        Map<String, String> flat = new TreeMap<>();
        tree.forEach((name, value) -> {
            String path = prefix + "." + name;
            switch (value) {
                case Map<?, ?> map -> flat.putAll(flat(path, map));
                case List<?> _ -> {} // a list is no line of text
                default -> flat.put(path, String.valueOf(value));
            }
        });
        return flat;
    }

    private Map<String, Object> tree(String node) {
        NodeSpec spec = loop == null ? null : loop.nodes().get(node);
        return spec == null ? Map.of() : spec.settings().tree();
    }
}
