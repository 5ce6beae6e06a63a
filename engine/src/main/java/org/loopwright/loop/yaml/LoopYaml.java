package org.loopwright.loop.yaml;

import java.util.List;
import java.util.Map;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;

/// Reads and writes `*.loop.yaml`.
public final class LoopYaml {
    /// The first key of every loop file.
    static final String HEADER = "loopwright";
    /// The format that this program writes, and the newest that it reads.
    static final int VERSION = 1;

    private LoopYaml() {}

    /// Reads a loop and says what is wrong with its form. What it means is for `LoopChecks`: a node of
    /// an unknown kind, for example, is no problem here.
    public static LoopParse read(String text) {
        try {
            return LoopReader.read(YamlSource.compose(text));
        } catch (YamlSource.BrokenYaml e) {
            return new LoopParse(
                    null, List.of(new LoopProblem("yaml", LoopProblem.Severity.ERROR, null, e.mark(), e.reason())));
        }
    }

    /// The text of a new file: one line for each slot and short node. To change an existing file use
    /// [LoopPatch], which keeps its comments.
    public static String write(LoopSpec loop) {
        StringBuilder out = new StringBuilder();
        LoopTree.of(loop).forEach((key, value) -> {
            boolean lines = key.equals("slots") || key.equals("nodes");
            if (lines && value instanceof Map<?, ?> map && !map.isEmpty()) {
                out.append(key).append(":\n");
                map.forEach((name, element) -> out.append(element(String.valueOf(name), element)));
            } else if (!isEmpty(value)) {
                out.append(key).append(": ").append(YamlText.of(value)).append('\n');
            }
        });
        if (!loop.layout().isEmpty()) {
            out.append("layout:\n");
            loop.layout().forEach((id, place) -> out.append(element(id, LoopTree.position(place))));
        }
        if (!loop.notes().isEmpty()) {
            out.append("notes:\n");
            loop.notes().forEach((id, note) -> out.append(element(id, NoteReader.tree(note))));
        }
        return out.toString();
    }

    private static String element(String name, Object value) {
        return YamlText.entry(name, value, "  ") + "\n";
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof Map<?, ?> map && map.isEmpty()) || (value instanceof List<?> list && list.isEmpty());
    }
}
