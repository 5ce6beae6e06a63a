package org.loopwright.loop.yaml;

import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Where YAML nodes stand in their text, as offsets of characters.
///
/// Marks count code points, and the end mark of a block collection stands behind the comments and empty
/// lines that follow it. Here an end is where the node's own text ends.
record YamlRanges(String text) {

    static boolean isFlow(Node node) {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.FLOW;
    }

    /// Whether the value begins on a line of its own, below its key.
    static boolean isBlockCollection(Node node) {
        return node instanceof CollectionNode<?> && !isFlow(node);
    }

    int start(Node node) {
        return offset(node.getStartMark()
                .orElseThrow(() -> new IllegalStateException("marks are on"))
                .getIndex());
    }

    int end(Node node) {
        int marked = offset(node.getEndMark()
                .orElseThrow(() -> new IllegalStateException("marks are on"))
                .getIndex());
        return switch (node) {
            case MappingNode map
            when isBlockCollection(map) && !map.getValue().isEmpty() ->
                end(map.getValue().getLast());
            case CollectionNode<?> list
            when isBlockCollection(list) && !list.getValue().isEmpty() ->
                end((Node) list.getValue().getLast());
            case ScalarNode scalar
            when scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED ->
                blockScalarEnd(start(scalar), marked);
            default -> marked;
        };
    }

    int end(NodeTuple tuple) {
        return Math.max(end(tuple.getKeyNode()), end(tuple.getValueNode()));
    }

    /// Behind the colon of a key, or behind the key when it has none, as in `{key}`.
    int afterColon(NodeTuple tuple) {
        int end = end(tuple.getKeyNode());
        int colon = end;
        while (colon < text.length() && (text.charAt(colon) == ' ' || text.charAt(colon) == '\t')) {
            colon++;
        }
        return colon < text.length() && text.charAt(colon) == ':' ? colon + 1 : end;
    }

    int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /// The line break that ends the line of `offset`, or the end of the text.
    int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        if (end < 0) {
            return text.length();
        }
        return end > offset && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /// The text's own line break.
    String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /// The spaces before the first key of a block map.
    String indent(List<NodeTuple> entries) {
        int column = entries.getFirst()
                .getKeyNode()
                .getStartMark()
                .orElseThrow(() -> new IllegalStateException("marks are on"))
                .getColumn();
        return " ".repeat(column);
    }

    private int blockScalarEnd(int start, int marked) {
        int end = marked;
        // `|+` keeps its empty lines, so all but the last line break belong to it.
        if (text.substring(start, lineEnd(start)).matches("[|>]\\d?\\+.*")) {
            return text.startsWith(lineBreak(), end - lineBreak().length())
                    ? end - lineBreak().length()
                    : end;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private int offset(int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }
}
