package org.loopwright.app.train;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopSpec;
import org.loopwright.round.RoundControl;
import org.loopwright.round.RoundEstimate;

/// Below the run bar, for a round loop: a tick for each control arm, and what all of it will take.
public final class RoundBarView extends HBox {
    private final RoundBarViewModel model;
    private final Map<RoundControl, CheckBox> boxes = new EnumMap<>(RoundControl.class);
    private final Label time = Named.node(Labels.whole("", "strip-value"), "round-estimate", Texts.of("estimate.name"));
    private final Label kept = Named.node(Labels.of("", "small", "muted"), "round-kept", Texts.of("estimate.name"));

    /// The bar of `model`.
    public RoundBarView(RoundBarViewModel model) {
        this.model = model;
        getStyleClass().add("round-bar");
        setAlignment(Pos.CENTER_LEFT);
        FlowPane ticks = new FlowPane(14, 6);
        ticks.setAlignment(Pos.CENTER_LEFT);
        ticks.getChildren().add(Labels.whole(Texts.of("control.title"), "field-name"));
        for (RoundControl control : RoundControl.values()) {
            String name = Texts.of("control." + control.word());
            CheckBox box = Named.node(new CheckBox(name), "control-" + control.word(), name);
            box.setTooltip(new javafx.scene.control.Tooltip(Texts.of("control." + control.word() + ".meaning")));
            box.selectedProperty().bindBidirectional(model.tick(control));
            boxes.put(control, box);
            ticks.getChildren().add(box);
        }
        HBox.setHgrow(ticks, Priority.ALWAYS);
        HBox line = new HBox(6, Icons.CLOCK.node(), time);
        line.setAlignment(Pos.CENTER_RIGHT);
        kept.setMaxWidth(Double.MAX_VALUE);
        kept.setAlignment(Pos.CENTER_RIGHT);
        VBox estimate = new VBox(2, line, kept);
        estimate.setMinWidth(USE_PREF_SIZE);
        estimate.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(ticks, estimate);
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        Subscription all = Subscription.combine(
                model.loopProperty().subscribe(loop -> show(loop)),
                model.estimateProperty().subscribe(known -> show(known)));
        for (RoundControl control : RoundControl.values()) {
            all = all.and(model.tick(control)
                    .subscribe(_ -> show(model.estimateProperty().get())));
        }
        return all;
    }

    private void show(@Nullable LoopSpec loop) {
        setVisible(loop != null);
        setManaged(loop != null);
        boxes.forEach((control, box) -> box.setDisable(!model.isPossible(control)));
    }

    /// What samples during trainings take of it.
    private static String looks(RoundEstimate estimate, int arms) {
        double seconds = arms * estimate.lookSeconds();
        return estimate.looks().isEmpty()
                ? ""
                : "\n"
                        + Texts.of(
                                "estimate.looks",
                                Integer.toString(arms
                                        * estimate.looks().stream()
                                                .mapToInt(RoundEstimate.Looks::times)
                                                .sum()),
                                Double.isNaN(seconds) ? "–" : Figures.nanos(Math.round(seconds * 1e9)));
    }

    private void show(Optional<RoundEstimate> known) {
        if (known.isEmpty()) {
            time.setText(Texts.of("estimate.unknown"));
            kept.setText("");
            return;
        }
        RoundEstimate estimate = known.get();
        int arms = 1 + model.controls().size();
        double seconds = arms * estimate.seconds();
        time.setText(
                Double.isNaN(seconds)
                        ? Texts.of("estimate.measuring")
                        : Texts.of(
                                "estimate.time",
                                Figures.nanos(Math.round(seconds * 1e9)),
                                Texts.of("estimate.basis."
                                        + estimate.basis()
                                                .name()
                                                .toLowerCase(Texts.LOCALE)
                                                .replace('_', '-'))));
        kept.setText(Texts.of(
                        "estimate.kept",
                        Integer.toString(arms * estimate.checkpoints()),
                        Bytes.of(arms * estimate.keptBytes()),
                        Bytes.of(estimate.memoryBytes()),
                        Bytes.of(estimate.stateBytes()))
                + looks(estimate, arms));
    }
}
