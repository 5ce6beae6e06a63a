package org.loopwright.loop.yaml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Mark;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/// Reads `slots`.
record SlotReader(ProblemList problems) {
    private static final List<String> KEYS = List.of("type", "from", "default", "answer");

    Map<String, SlotSpec> read(YamlMap slots) {
        Map<String, SlotSpec> read = new LinkedHashMap<>();
        slots.entries().forEach((name, entry) -> slot(name, entry).ifPresent(slot -> read.put(name, slot)));
        return read;
    }

    private Optional<SlotSpec> slot(String name, YamlMap.Entry entry) {
        if (!Names.fitsVariable(name)) {
            error(
                    entry.mark(),
                    "a slot can't be named `" + name
                            + "`: use letters, digits and _, and no word of prompts or conditions");
            return Optional.empty();
        }
        if (!(entry.value() instanceof MappingNode node)) {
            error(entry.mark(), "slot " + name + " is no map: write `" + name + ": {type: Text}`");
            return Optional.empty();
        }
        YamlMap map = YamlMap.of(node, null, problems);
        map.refuseOthers(KEYS, "key of slot " + name, problems);
        Map<String, Object> plain = new PlainTree(null, problems).map(map);
        return type(name, entry.mark(), plain.get("type"))
                .map(type -> new SlotSpec(
                        name,
                        type,
                        text(plain.get("from")),
                        text(plain.get("default")),
                        role(name, entry.mark(), plain.get("answer")),
                        entry.mark()));
    }

    private Optional<SlotType> type(String name, Mark mark, @Nullable Object label) {
        Optional<SlotType> type = label instanceof String text ? SlotType.of(text) : Optional.empty();
        if (type.isEmpty()) {
            error(
                    mark,
                    "slot " + name + " has the type `" + label + "`: types are "
                            + Arrays.stream(SlotType.values())
                                    .map(SlotType::label)
                                    .toList());
        }
        return type;
    }

    private SlotSpec.Role role(String name, Mark mark, @Nullable Object answer) {
        if (answer != null && !(answer instanceof Boolean)) {
            error(mark, "slot " + name + " has `answer: " + answer + "`: it should be true or false");
        }
        return Boolean.TRUE.equals(answer) ? SlotSpec.Role.ANSWER : SlotSpec.Role.WORKING;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private void error(Mark mark, String message) {
        problems.error("bad-slot", null, mark, message);
    }
}
