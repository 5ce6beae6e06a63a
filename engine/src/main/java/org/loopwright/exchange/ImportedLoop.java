package org.loopwright.exchange;

import java.util.List;
import java.util.Objects;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.yaml.LoopYaml;

/// The loop that an imported run is said to have run: a chain of `generate` nodes, one for each reply,
/// so that the run opens, replays and compares as one of our own.
///
/// ```
/// earlier2 -> earlier1 -> answer -> done
/// ```
///
/// The longest attempt begins at the chain's head, a shorter one further on. What was said before each reply
/// is in a slot of its own, because the program that made the file knows how it came about, and we don't.
/// Replies that were graded write the slot `answer`, others `work`.
final class ImportedLoop {
    static final String FILE = "imported.loop.yaml";
    static final String ROLE = "model";
    static final String ANSWER = "answer";
    static final String WORK = "work";
    static final String QUESTION = "question";

    private final String text;
    private final LoopSpec spec;
    private final int replies;

    /// @param name of the loop, reduced to letters, digits and `-`
    /// @param attempts of the run
    ImportedLoop(String name, List<Attempt> attempts) {
        this.replies = Math.max(
                1, attempts.stream().mapToInt(a -> a.replies().size()).max().orElse(1));
        boolean turns = attempts.stream()
                .anyMatch(a ->
                        a.replies().stream().filter(Attempt.Reply::isGraded).count() > 1);
        this.text = text(plain(name), turns);
        this.spec =
                Objects.requireNonNull(LoopYaml.read(text).loop(), () -> "a loop that we wrote is readable:\n" + text);
    }

    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "imported-" + plain : plain;
    }

    private String text(String name, boolean turns) {
        StringBuilder yaml = new StringBuilder("""
                loopwright: 1
                name: NAME
                level: item
                models: [model]
                slots:
                  question: {type: Text, from: item.question}
                  work: {type: Text, default: ""}
                  answer: {type: Text, answer: true}
                """.replace("NAME", name));
        for (int left = replies - 1; left >= 0; left--) {
            yaml.append("  ").append(before(left)).append(": {type: Text, default: \"\"}\n");
        }
        yaml.append("start: ").append(node(replies - 1)).append("\nnodes:\n");
        for (int left = replies - 1; left >= 0; left--) {
            yaml.append("  NODE: {kind: generate, model: model, prompt: [{user: \"{{ BEFORE }}\"}],"
                            .replace("NODE", node(left))
                            .replace("BEFORE", before(left)))
                    .append(" writes: SLOT, exits: {next: NEXT}}\n"
                            .replace("SLOT", left == 0 || turns ? ANSWER : WORK)
                            .replace("NEXT", left == 0 ? "done" : node(left - 1)));
        }
        return yaml.append("  done: {kind: stop, returns: answer}\n").toString();
    }

    String text() {
        return text;
    }

    LoopSpec spec() {
        return spec;
    }

    /// How many replies the longest attempt has; at least 1.
    int replies() {
        return replies;
    }

    /// The node of the reply that `left` others follow.
    static String node(int left) {
        return left == 0 ? ANSWER : "earlier" + left;
    }

    /// The slot that holds what was said before that reply.
    static String before(int left) {
        return left == 0 ? "asked" : "asked" + left;
    }

    /// The slot that it writes.
    String slot(int left) {
        return spec.node(node(left)).settings().text("writes");
    }

    /// Where it leads.
    static String target(int left) {
        return left == 0 ? "done" : node(left - 1);
    }
}
