package org.loopwright.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.loopwright.model.Completion;

/// How completions are written as JSON. Closed set.
sealed interface Shape permits ChatShape, TextShape {
    /// The word for a whole answer, `chat.completion`.
    String object();

    /// The word for a piece of a stream, `chat.completion.chunk`.
    String chunkObject();

    /// Begins an answer's id, `chatcmpl-`.
    String idPrefix();

    /// Writes a whole choice.
    void whole(Completion completion, ObjectNode choice);

    /// Writes a piece of a choice's text.
    void piece(String text, ObjectNode choice);

    /// Writes the end of a choice whose text was sent in pieces, with what only the end knows.
    void end(Completion completion, ObjectNode choice);

    /// OpenAI's word for why a completion ended.
    static String finish(Completion completion) {
        return switch (completion.finish()) {
            case STOP -> "stop";
            case LENGTH -> "length";
        };
    }
}
