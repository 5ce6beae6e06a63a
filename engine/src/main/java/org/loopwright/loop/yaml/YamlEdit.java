package org.loopwright.loop.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The smallest change of a YAML text that sets or removes the value at a path of keys. All other text
/// stays as it is: comments, spacing, quotes, line breaks.
final class YamlEdit {
    private final String text;
    private final YamlRanges ranges;
    private final MappingNode root;

    private YamlEdit(String text) {
        this.text = text;
        this.ranges = new YamlRanges(text);
        this.root = compose(text);
    }

    /// The text with `value` at `path`; maps on the way are made where they are missing.
    static String set(String text, List<String> path, Object value) {
        YamlEdit edit = new YamlEdit(text);
        String changed = edit.set(edit.root, path, value);
        return verified(changed, PlainEdit.with(plain(edit.root), path, value));
    }

    /// The text without the entry at `path`; the text itself when there is none.
    static String remove(String text, List<String> path) {
        YamlEdit edit = new YamlEdit(text);
        Map<String, Object> expected = PlainEdit.without(plain(edit.root), path);
        return verified(edit.remove(edit.root, path, path), expected);
    }

    /// Whether there is an entry at `path`.
    static boolean has(String text, List<String> path) {
        Object value = plain(compose(text));
        for (String key : path) {
            if (!(value instanceof Map<?, ?> map) || !map.containsKey(key)) {
                return false;
            }
            value = map.get(key);
        }
        return true;
    }

    /// The text with another key at the end of `path`; its value and place stay.
    static String rename(String text, List<String> path, String key) {
        YamlEdit edit = new YamlEdit(text);
        MappingNode map = edit.root;
        for (String step : path.subList(0, path.size() - 1)) {
            NodeTuple outer = find(map, step);
            if (outer == null || !(outer.getValueNode() instanceof MappingNode inner)) {
                return text;
            }
            map = inner;
        }
        NodeTuple tuple = find(map, path.getLast());
        if (tuple == null) {
            return text;
        }
        Node old = tuple.getKeyNode();
        String changed =
                text.substring(0, edit.ranges.start(old)) + YamlText.of(key) + text.substring(edit.ranges.end(old));
        return verified(changed, PlainEdit.renamed(plain(edit.root), path, key));
    }

    /// The text with each of `values` under its key in the map `top`, read once however many there are.
    static String setAll(String text, String top, Map<String, ?> values) {
        YamlEdit edit = new YamlEdit(text);
        Map<String, Object> expected = plain(edit.root);
        Map<String, Object> missing = new LinkedHashMap<>();
        Map<Integer, NodeTuple> present = new TreeMap<>(java.util.Comparator.reverseOrder());
        values.forEach((key, value) -> {
            NodeTuple outer = find(edit.root, top);
            NodeTuple tuple = outer != null && outer.getValueNode() instanceof MappingNode map ? find(map, key) : null;
            if (tuple != null && YamlRanges.isFlow(tuple.getValueNode())) {
                present.put(edit.ranges.start(tuple.getValueNode()), tuple);
            } else {
                missing.put(key, value);
            }
        });
        StringBuilder changed = new StringBuilder(text);
        present.forEach((start, tuple) -> {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            changed.replace(
                    start, edit.ranges.end(tuple.getValueNode()), YamlText.of(Objects.requireNonNull(values.get(key))));
        });
        String next = changed.toString();
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            expected = PlainEdit.with(expected, List.of(top, entry.getKey()), entry.getValue());
        }
        return verified(new YamlEdit(next).addAll(top, missing), expected);
    }

    private String addAll(String top, Map<String, Object> missing) {
        NodeTuple outer = find(root, top);
        if (missing.isEmpty()) {
            return text;
        }
        if (outer == null) {
            return insert(root, top, missing, Lines.ONE_EACH);
        }
        if (missing.size() > 1 && outer.getValueNode() instanceof MappingNode map && !YamlRanges.isFlow(map)) {
            String indent = ranges.indent(map.getValue());
            StringBuilder entries = new StringBuilder();
            missing.forEach(
                    (key, value) -> entries.append(ranges.lineBreak()).append(YamlText.entry(key, value, indent)));
            return spliced(ranges.lineEnd(ranges.end(map.getValue().getLast())), entries.toString());
        }
        String next = text;
        for (Map.Entry<String, Object> entry : missing.entrySet()) {
            YamlEdit edit = new YamlEdit(next);
            next = edit.set(edit.root, List.of(top, entry.getKey()), entry.getValue());
        }
        return next;
    }

    private boolean isTop(MappingNode map) {
        return ranges.start(map) == ranges.start(root);
    }

    /// How an inserted map is written.
    private enum Lines {
        AS_SHORT_AS_IT_IS,
        ONE_EACH
    }

    private String set(MappingNode map, List<String> path, Object value) {
        NodeTuple tuple = find(map, path.getFirst());
        List<String> rest = path.subList(1, path.size());
        if (tuple == null) {
            return insert(map, path.getFirst(), PlainEdit.nested(rest, value));
        }
        if (!rest.isEmpty() && tuple.getValueNode() instanceof MappingNode inner) {
            if (isTop(map) && inner.getValue().isEmpty() && !YamlRanges.isFlow(map)) {
                return open(inner, rest, value);
            }
            return set(inner, rest, value);
        }
        return replace(tuple, PlainEdit.nested(rest, value));
    }

    private String replace(NodeTuple tuple, Object value) {
        Node old = tuple.getValueNode();
        if (old instanceof SequenceNode list && value instanceof List<?> values && isScalars(list, values)) {
            return replaceElements(list, values);
        }
        String yaml = YamlText.of(value);
        int colon = ranges.afterColon(tuple);
        if (YamlRanges.isBlockCollection(old)) {
            // The new value follows the key; a comment on the key's line stays.
            return text.substring(0, colon) + " " + yaml + text.substring(colon, ranges.lineEnd(colon))
                    + text.substring(ranges.lineEnd(ranges.end(old)));
        }
        if (old instanceof ScalarNode && ranges.start(old) == ranges.end(old)) {
            String separator = text.charAt(colon - 1) == ':' ? " " : ": ";
            return text.substring(0, colon) + separator + yaml + text.substring(colon);
        }
        return text.substring(0, ranges.start(old)) + yaml + text.substring(ranges.end(old));
    }

    /// An empty top-level map, `nodes: {}`, becomes a block with one entry a line.
    private String open(MappingNode empty, List<String> path, Object value) {
        String entry = YamlText.entry(path.getFirst(), PlainEdit.nested(path.subList(1, path.size()), value), "  ");
        int end = ranges.end(empty);
        int before = ranges.start(empty);
        while (before > 0 && text.charAt(before - 1) == ' ') {
            before--;
        }
        return text.substring(0, before)
                + text.substring(end, ranges.lineEnd(end))
                + ranges.lineBreak()
                + entry.replace("\n", ranges.lineBreak())
                + text.substring(ranges.lineEnd(end));
    }

    private static boolean isScalars(SequenceNode list, List<?> values) {
        return list.getValue().size() == values.size()
                && list.getValue().stream().allMatch(e -> e instanceof ScalarNode scalar && scalar.isPlain())
                && values.stream().noneMatch(e -> e instanceof Map || e instanceof List);
    }

    /// Element by element, so that a list with one element a line stays one.
    private String replaceElements(SequenceNode list, List<?> values) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = values.size() - 1; i >= 0; i--) {
            Node old = list.getValue().get(i);
            changed.replace(ranges.start(old), ranges.end(old), YamlText.of(values.get(i)));
        }
        return changed.toString();
    }

    private String insert(MappingNode map, String key, Object value) {
        return insert(map, key, value, isTop(map) && value instanceof Map ? Lines.ONE_EACH : Lines.AS_SHORT_AS_IT_IS);
    }

    private String insert(MappingNode map, String key, Object value, Lines lines) {
        List<NodeTuple> entries = map.getValue();
        if (YamlRanges.isFlow(map)) {
            String entry = YamlText.of(key) + ": " + YamlText.of(value);
            return entries.isEmpty()
                    ? spliced(ranges.start(map) + 1, entry)
                    : spliced(ranges.end(entries.getLast()), ", " + entry);
        }
        String entry = lines == Lines.ONE_EACH
                ? YamlText.lines(key, value, ranges.indent(entries))
                : YamlText.entry(key, value, ranges.indent(entries));
        int place = ranges.lineEnd(ranges.end(entries.getLast()));
        return spliced(place, ranges.lineBreak() + entry.replace("\n", ranges.lineBreak()));
    }

    private String spliced(int place, String addition) {
        return text.substring(0, place) + addition + text.substring(place);
    }

    /// @param full the whole path, of which `path` is left
    private String remove(MappingNode map, List<String> path, List<String> full) {
        NodeTuple tuple = find(map, path.getFirst());
        if (tuple == null) {
            return text;
        }
        if (path.size() > 1) {
            return tuple.getValueNode() instanceof MappingNode inner
                    ? remove(inner, path.subList(1, path.size()), full)
                    : text;
        }
        if (YamlRanges.isFlow(map)) {
            return removeFlow(map.getValue(), tuple);
        }
        if (map.getValue().size() == 1) {
            // A block map can't be empty.
            return set(root, full.subList(0, full.size() - 1), Map.of());
        }
        int from = ranges.lineStart(ranges.start(tuple.getKeyNode()));
        int to = Math.min(text.length(), text.indexOf('\n', ranges.end(tuple)) + 1);
        return to == 0
                ? text.substring(0, Math.max(0, from - ranges.lineBreak().length()))
                : text.substring(0, from) + text.substring(to);
    }

    private String removeFlow(List<NodeTuple> entries, NodeTuple tuple) {
        int place = entries.indexOf(tuple);
        int from = ranges.start(tuple.getKeyNode());
        int to = ranges.end(tuple);
        if (place < entries.size() - 1) {
            to = ranges.start(entries.get(place + 1).getKeyNode());
        } else if (place > 0) {
            from = ranges.end(entries.get(place - 1));
        }
        return text.substring(0, from) + text.substring(to);
    }

    private static @Nullable NodeTuple find(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(t -> t.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static MappingNode compose(String text) {
        try {
            return YamlSource.compose(text);
        } catch (YamlSource.BrokenYaml e) {
            throw new LoopException("line " + e.mark().line() + ": " + e.reason() + ": mend the text first", e);
        }
    }

    private static Map<String, Object> plain(MappingNode root) {
        ProblemList ignored = new ProblemList();
        return new LinkedHashMap<>(new PlainTree(null, ignored).map(YamlMap.of(root, null, ignored)));
    }

    /// INVARIANT: a patch that would mean anything else than asked never gets out.
    private static String verified(String changed, Map<String, Object> expected) {
        if (!plain(compose(changed)).equals(expected)) {
            throw new LoopException("this text is written in a way that can't be patched: edit it by hand");
        }
        return changed;
    }
}
