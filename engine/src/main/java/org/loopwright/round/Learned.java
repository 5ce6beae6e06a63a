package org.loopwright.round;

import java.util.ArrayList;
import java.util.List;
import org.loopwright.loop.LoopException;

/// Which part of an attempt is learned.
public final class Learned {
    private Learned() {}

    /// A row whose conversation is what `learn` says: `last` completion, `all` that the model wrote in its
    /// last conversation, only the `answer` that was read, or the completion of the node with this id.
    ///
    /// @throws LoopException when the attempt has no completion of that node
    public static Row part(Row row, String learn) {
        if (row.replies().isEmpty()) {
            return row;
        }
        return switch (learn) {
            case "last" ->
                row.withMessages(TraceReader.conversation(row.replies().getLast()))
                        .withoutReplies();
            case "answer" -> row.withMessages(answer(row)).withoutReplies();
            case "all" -> row.withMessages(everything(row)).withoutReplies();
            default ->
                row.withMessages(TraceReader.conversation(of(row, learn))).withoutReplies();
        };
    }

    /// What was read of the answer, right after the last prompt: no way to it is learned.
    private static List<Row.Message> answer(Row row) {
        List<Row.Message> all = new ArrayList<>(row.replies().getLast().prompt());
        all.add(new Row.Message("assistant", row.text("answer"), true));
        return all;
    }

    private static Row.Reply of(Row row, String node) {
        return row.replies().stream()
                .filter(reply -> reply.node().equals(node))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new LoopException("no completion of an attempt at item "
                        + row.subject().item() + " is node `" + node + "`'s; there are those of "
                        + row.replies().stream().map(Row.Reply::node).distinct().toList()));
    }

    /// The last conversation, in which every assistant's message that is a completion of this attempt is
    /// learned, and not what the loop file put into the assistant's mouth.
    private static List<Row.Message> everything(Row row) {
        List<String> written = row.replies().stream().map(Row.Reply::text).toList();
        List<Row.Message> all = new ArrayList<>();
        for (Row.Message message : TraceReader.conversation(row.replies().getLast())) {
            boolean own = message.own() || (message.role().equals("assistant") && written.contains(message.text()));
            all.add(new Row.Message(message.role(), message.text(), own));
        }
        return all;
    }
}
