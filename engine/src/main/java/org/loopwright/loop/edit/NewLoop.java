package org.loopwright.loop.edit;

/// The text that a new loop begins with: a question that is read, an answer that is written, no node.
public final class NewLoop {
    private NewLoop() {}

    /// The text of a loop of this name.
    ///
    /// @param name letters, digits, _ and -
    public static String text(String name) {
        return """
                loopwright: 1
                name: %s
                level: item
                models: [student]
                slots:
                  question: {type: Text, from: item.question}
                  answer:   {type: Text, answer: true}   # each write is a turn
                start: none
                nodes: {}
                """.replace("%s", name);
    }
}
