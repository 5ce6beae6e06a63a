package org.loopwright.loop.yaml;

import java.util.Optional;
import org.loopwright.loop.Mark;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Text to YAML nodes, within limits.
final class YamlSource {
    private static final int MAX_CHARACTERS = 1_000_000;
    private static final int MAX_DEPTH = 50;

    private YamlSource() {}

    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(MAX_CHARACTERS)
                // The whole text at once: the reader fails on a surrogate pair that two buffers share.
                .setBufferSize(Math.max(1024, text.length() + 2))
                // Allowed here to be refused later, with a better message.
                .setAllowNonScalarKeys(true)
                .build();
    }

    /// A text that is no YAML map, or one beyond the limits.
    static final class BrokenYaml extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final transient Mark mark;

        BrokenYaml(Mark mark, String message) {
            super(message);
            this.mark = mark;
        }

        Mark mark() {
            return mark;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /// The top map of a text.
    static MappingNode compose(String text) throws BrokenYaml {
        try {
            limit(text);
            Optional<Node> root = new Compose(settings(text)).composeString(text);
            if (root.isPresent() && root.get() instanceof MappingNode map) {
                return map;
            }
            throw new BrokenYaml(new Mark(1, 1), "the text is no map: a loop begins with `loopwright: 1`");
        } catch (MarkedYamlEngineException e) {
            throw new BrokenYaml(ProblemList.mark(e.getProblemMark()), "the text is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new BrokenYaml(Mark.NONE, "the text is no YAML: " + e.getMessage());
        }
    }

    /// Walks over the events before nodes are built, because building them recurses.
    private static void limit(String text) throws BrokenYaml {
        if (text.length() > MAX_CHARACTERS) {
            throw new BrokenYaml(
                    Mark.NONE, "the text has " + text.length() + " characters: a loop has at most " + MAX_CHARACTERS);
        }
        int depth = 0;
        for (Event event : new Parse(settings(text)).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw new BrokenYaml(mark(event), "the text nests deeper than " + MAX_DEPTH + " levels");
            }
            if (event instanceof AliasEvent
                    || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
                throw new BrokenYaml(
                        mark(event), "anchors (&) and aliases (*) are not used in loops: write the value out");
            }
        }
    }

    private static Mark mark(Event event) {
        return ProblemList.mark(event.getStartMark());
    }
}
