package org.loopwright.app.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.loopwright.app.control.Labels;
import org.loopwright.app.text.Texts;
import org.loopwright.trial.BenchPrompt;
import org.loopwright.trial.WordDiff;

/// How the prompt differs from the paper's, word by word; where the project keeps no paper's prompt, how to keep one.
final class PaperDifference {
    private PaperDifference() {}

    /// @param asks whether the node has a prompt at all
    static List<Node> of(String node, boolean asks, Optional<BenchPrompt.Difference> difference) {
        if (difference.isEmpty() && !asks) {
            return List.of();
        }
        List<Node> parts = new ArrayList<>();
        parts.add(Labels.section(Texts.of("try.paper")));
        difference.ifPresentOrElse(
                found -> parts.addAll(shown(found)),
                () -> parts.add(Labels.wrapping(Texts.of("try.paper.none", node), "small", "muted")));
        return parts;
    }

    private static List<Node> shown(BenchPrompt.Difference difference) {
        List<Node> parts = new ArrayList<>();
        String source = difference.paper().source();
        if (!source.isEmpty()) {
            parts.add(Labels.wrapping(source, "small", "muted"));
        }
        if (!difference.problem().isEmpty()) {
            parts.add(Labels.wrapping(difference.problem(), "problem"));
        } else if (difference.none()) {
            parts.add(Labels.wrapping(Texts.of("try.paper.same"), "small"));
        } else {
            TextFlow flow = new TextFlow();
            flow.setId("try-paper-diff");
            flow.getStyleClass().add("paper-diff");
            StringBuilder said = new StringBuilder();
            for (WordDiff.Piece piece : difference.pieces()) {
                Text text = new Text(piece.text());
                text.getStyleClass()
                        .addAll("code-text", "diff-" + piece.mark().name().toLowerCase(java.util.Locale.ROOT));
                flow.getChildren().add(text);
                said.append(piece.text());
            }
            flow.setAccessibleText(said.toString());
            parts.add(flow);
        }
        return parts;
    }
}
