package org.loopwright.app.trial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.trial.BenchPrompt;

/// The prompt bench: which tokens the open node's model reads, what the slots hold, five completions, and how the
/// prompt differs from the paper's.
final class PromptView extends ScrollPane {
    private final PromptViewModel model;
    private final VBox slots = new VBox();
    private final VBox tokens = new VBox();
    private final VBox samples = new VBox();
    private final VBox paper = new VBox();
    private final Label node = Labels.of("", "title-4");
    private final Label about = Labels.of("", "small", "muted");
    private final Label problem = Labels.wrapping("", "problem");
    private final ToggleButton list = Named.tip(
            Named.node(new ToggleButton("", Icons.ITEMS.node()), "try-as-list", Texts.of("try.tokens.as-list")),
            Texts.of("try.tokens.as-list"));
    private final Label stale = Labels.wrapping(Texts.of("try.stale"), "small", "warning-text");
    private final Button draw;
    private final Button stop;
    private final VBox parts;

    PromptView(PromptViewModel model) {
        this.model = model;
        this.draw = Named.button("try-draw", Texts.of("try.draw"), Icons.PLAY.node(), model::draw);
        this.stop = Named.iconButton("try-draw-stop", Texts.of("try.stop"), Icons.STOP.node(), model::stop);
        draw.getStyleClass().add("accent");
        list.getStyleClass().addAll("flat", "icon-button");
        problem.setId("try-problem");
        tokens.setId("try-tokens");
        tokens.getStyleClass().add("try-tokens");
        slots.getStyleClass().add("try-slots");
        samples.getStyleClass().add("try-samples");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        VBox names = new VBox(node, about);
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        HBox head = new HBox(names, list);
        head.setAlignment(Pos.CENTER_LEFT);
        HBox drawing = new HBox(Labels.section(Texts.of("try.completions")), space, stop, draw);
        drawing.setAlignment(Pos.BOTTOM_LEFT);
        drawing.getStyleClass().add("try-line");
        this.parts = new VBox(head, problem, tokens, drawing, stale, samples, paper, source(), slots);
        parts.getStyleClass().addAll("panel-body", "try-body");
        setContent(parts);
        setFitToWidth(true);
        setFocusTraversable(false);
        getStyleClass().add("plain-scroll");
        list.selectedProperty().subscribe(as -> show(model.shownProperty().get()));
    }

    private VBox source() {
        ComboBox<SlotChoice> from =
                Named.node(new ComboBox<>(model.choices()), "try-slots-from", Texts.of("try.slots.from"));
        from.valueProperty().bindBidirectional(model.choiceProperty());
        from.setMaxWidth(Double.MAX_VALUE);
        return new VBox(
                Labels.section(Texts.of("try.slots")), Labels.of(Texts.of("try.slots.from"), "field-name"), from);
    }

    /// Starts to follow the view model.
    Subscription attach() {
        model.samples().addListener(this::changed);
        showSamples();
        return Subscription.combine(
                model.shownProperty().subscribe(this::show),
                model.staleProperty().subscribe(old -> {
                    stale.setVisible(old);
                    stale.setManaged(old);
                }),
                model.drawingProperty().subscribe(busy -> {
                    stop.setVisible(busy);
                    enable(model.shownProperty().get());
                }),
                () -> model.samples().removeListener(this::changed));
    }

    private void changed(javafx.beans.Observable samplesOf) {
        showSamples();
    }

    private void showSamples() {
        samples.getChildren()
                .setAll(model.samples().stream().map(SampleCard::new).toList());
    }

    private void enable(PromptViewModel.Shown shown) {
        BenchPrompt prompt = shown.prompt();
        draw.setDisable(model.drawingProperty().get() || prompt == null || prompt.asked() == null);
    }

    private void show(PromptViewModel.Shown shown) {
        BenchPrompt prompt = shown.prompt();
        enable(shown);
        String wrong = prompt == null ? shown.problem() : prompt.problem();
        problem.setText(wrong);
        problem.setVisible(!wrong.isEmpty());
        problem.setManaged(!wrong.isEmpty());
        if (prompt == null) {
            node.setText(Texts.of("try.no-node"));
            about.setText("");
            tokens.getChildren().clear();
            slots.getChildren().clear();
            paper.getChildren().clear();
            return;
        }
        node.setText(prompt.node());
        BenchPrompt.Asked asked = prompt.asked();
        about.setText(
                asked == null
                        ? ""
                        : Texts.of("try.about", asked.role(), asked.model().id()));
        tokens.getChildren().setAll(asked == null ? List.of() : tokens(asked));
        SlotFields.show(slots, prompt.slots(), model::type);
        paper.getChildren().setAll(PaperDifference.of(prompt.node(), asked != null, prompt.paper()));
    }

    private List<Node> tokens(BenchPrompt.Asked asked) {
        if (asked.tokens().isEmpty()) {
            return List.of(
                    Labels.wrapping(asked.tokenProblem(), "small", "muted"),
                    Labels.wrapping(asked.prompt().toString(), "code-text"));
        }
        Node shown = list.isSelected() ? new TokenList(asked) : new TokenChips(asked);
        return List.of(context(asked), roles(asked), shown);
    }

    /// Prompt and longest completion against the context.
    private static Node context(BenchPrompt.Asked asked) {
        int size = asked.kept();
        ProgressBar bar = new ProgressBar(Math.min(1, size / (double) asked.contextLength()));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add(asked.fits() ? "context-bar" : "context-bar-full");
        Label said = Labels.wrapping(
                Texts.of(
                        asked.fits() ? "try.context" : "try.context.full",
                        Figures.count(size),
                        Figures.count(asked.sampling().maxTokens()),
                        Figures.count(asked.contextLength())),
                "small",
                asked.fits() ? "muted" : "problem");
        said.setId("try-context");
        VBox context = new VBox(3, said, bar);
        String policy = policy(asked);
        if (!policy.isEmpty()) {
            Label consequence = Labels.wrapping(policy, "small", "warning-text");
            consequence.setId("try-too-long");
            context.getChildren().add(1, consequence);
        }
        return context;
    }

    /// What a run would do with a prompt that is too long; empty when it is not.
    private static String policy(BenchPrompt.Asked asked) {
        if (!asked.dropped().isEmpty()) {
            return Texts.of(
                    "try.too-long.truncate-left", Figures.count(asked.dropped().size()));
        }
        return switch (asked.tooLong()) {
            case ERROR -> asked.isTooLong() ? Texts.of("try.too-long.error") : "";
            case STOP -> asked.isTooLong() ? Texts.of("try.too-long.stop") : "";
            case TRUNCATE_LEFT -> "";
        };
    }

    private static Node roles(BenchPrompt.Asked asked) {
        FlowPane chips = new FlowPane(6, 4);
        for (Map.Entry<String, Long> count :
                TokenChips.counts(asked.prompt(), asked.tokens()).entrySet()) {
            boolean template = count.getKey().equals("template");
            Label chip = Labels.of(
                    (template ? Texts.of("try.template") : count.getKey()) + " " + Figures.count(count.getValue()),
                    "token",
                    "legend-token",
                    template ? "role-none" : "role-" + count.getKey());
            if (template) {
                chip.getStyleClass().add("template");
            }
            chips.getChildren().add(chip);
        }
        Optional.of(asked.requests())
                .filter(requests -> requests > 1)
                .ifPresent(requests ->
                        chips.getChildren().add(Labels.of(Texts.of("try.requests", requests), "small", "muted")));
        return chips;
    }
}
