package org.loopwright.app.home;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.ClaimCard;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.experiment.NextAction;
import org.loopwright.measure.Verdict;

/// A claim as a dated card: what is expected, what decides it, what came of it, and what to do next.
final class ClaimView extends VBox {
    private final ClaimCard claim;

    /// @param enqueue queues what the experiment of this name still wants
    /// @param compare opens the comparison of its runs
    ClaimView(ClaimCard claim, Consumer<String> enqueue, Consumer<List<UUID>> compare) {
        this.claim = claim;
        setId("claim-" + claim.name());
        getStyleClass().addAll("card-box", "claim");
        getChildren().add(head());
        if (!claim.hypothesis().isEmpty()) {
            getChildren().addAll(Labels.wrapping(claim.hypothesis(), "claim-hypothesis"), facts());
        }
        claim.restated()
                .forEach(change ->
                        getChildren().add(Labels.wrapping(Texts.of("home.restated", change), "small", "danger-text")));
        getChildren().add(foot(enqueue, compare));
    }

    private HBox head() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, Labels.of(claim.name(), "card-title"), space, verdict());
        if (!claim.hypothesis().isEmpty()) {
            head.getChildren().add(1, Labels.whole(claim.dated().toString(), "field-name"));
        }
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Label verdict() {
        Label chip = claim.finding()
                .map(finding -> Labels.chip(finding.verdict().word(), tone(finding.verdict())))
                .orElseGet(() -> claim.next().kind() == NextAction.Kind.MEND
                        ? Labels.chip(Icons.WARNING.node(), Texts.of("home.broken"), "danger")
                        : Labels.chip(Texts.of("home.no-verdict"), "neutral"));
        chip.setId("verdict-" + claim.name());
        return claim.finding()
                .map(finding -> Named.tip(
                        chip, Texts.of("home.verdict-tip", finding.verdict().word(), finding.reason())))
                .orElse(chip);
    }

    private static String tone(Verdict verdict) {
        return switch (verdict) {
            case MET -> "success";
            case NULL -> "accent";
            case CONTRARY -> "danger";
            case INCONCLUSIVE -> "warning";
        };
    }

    private FlowPane facts() {
        FlowPane facts = new FlowPane(22, 8);
        facts.getChildren()
                .addAll(
                        fact("home.primary", claim.primary()),
                        fact("home.n", Figures.count(claim.plannedN())),
                        fact("home.margin", claim.margin()));
        if (!claim.difference().isEmpty()) {
            facts.getChildren().add(fact("home.found", claim.difference()));
        }
        return facts;
    }

    private static VBox fact(String key, String value) {
        return new VBox(Labels.whole(Texts.of(key), "field-name"), Labels.whole(value, "figure-own"));
    }

    private HBox foot(Consumer<String> enqueue, Consumer<List<UUID>> compare) {
        Label next = Labels.wrapping(claim.next().sentence(), "small", "muted");
        HBox.setHgrow(next, Priority.ALWAYS);
        next.setMaxWidth(Double.MAX_VALUE);
        HBox foot = new HBox(10, next);
        if (claim.next().kind() == NextAction.Kind.RUN) {
            Button run = Named.button(
                    "claim-run-" + claim.name(),
                    Texts.of(
                            "home.queue",
                            claim.progress().missing() + claim.progress().stale()),
                    Icons.PLAY.node(),
                    () -> enqueue.accept(claim.name()));
            run.getStyleClass().add("accent");
            foot.getChildren().add(run);
        }
        if (claim.done().size() > 1) {
            foot.getChildren()
                    .add(Named.button(
                            "claim-compare-" + claim.name(),
                            Texts.of("home.compare"),
                            Icons.COMPARE.node(),
                            () -> compare.accept(claim.done())));
        }
        foot.setAlignment(Pos.CENTER_LEFT);
        return foot;
    }
}
