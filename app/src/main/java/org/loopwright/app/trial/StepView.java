package org.loopwright.app.trial;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.trial.Breakpoints;
import org.loopwright.trial.Halt;
import org.loopwright.trial.SlotChange;
import org.loopwright.trial.TrialState;

/// The loop step by step: what can be done, where the trial stands, every slot before and after, the steps so far,
/// breakpoints and branches.
final class StepView extends ScrollPane {
    private static final int STREAM_LENGTH = 600;

    private final StepViewModel model;
    private final Button step;
    private final Button into;
    private final Button proceed;
    private final Button back;
    private final Button rerun;
    private final Button stop;
    private final Button restart;
    private final VBox standing = new VBox();
    private final Label stream = Labels.wrapping("", "code-text", "step-stream");
    private final Label problem = Labels.wrapping("", "problem");
    private final VBox slots = new VBox();
    private final StepList steps;
    private final BreakpointList breakpoints;
    private final BranchList branches;
    private final VBox body;

    StepView(StepViewModel model) {
        this.model = model;
        this.step = button("step", Icons.STEP, StepKeys.STEP, model::step);
        this.into = button("into", Icons.INTO, StepKeys.INTO, model::into);
        this.proceed = button("continue", Icons.CONTINUE, StepKeys.PROCEED, model::proceed);
        this.back = button("back", Icons.BACK, StepKeys.BACK, model::back);
        this.rerun = button("rerun", Icons.REFRESH, StepKeys.RERUN, model::rerun);
        this.stop = Named.iconButton("try-stop", Texts.of("try.stop"), Icons.STOP.node(), model::stop);
        this.restart = Named.iconButton("try-restart", Texts.of("try.restart"), Icons.FIRST.node(), model::restart);
        this.steps = new StepList(model);
        this.breakpoints = new BreakpointList(model);
        this.branches = new BranchList(model);
        problem.setId("try-step-problem");
        standing.setId("try-standing");
        standing.getStyleClass().add("step-standing");
        slots.getStyleClass().add("step-slots");
        this.body = new VBox(tools(), standing, stream, problem, slots, steps, breakpoints, branches);
        body.getStyleClass().addAll("panel-body", "try-body");
        setContent(body);
        setFitToWidth(true);
        setFocusTraversable(false);
        getStyleClass().add("plain-scroll");
    }

    private static Button button(String id, Icons icon, KeyCombination keys, Runnable action) {
        String words = Texts.of("try." + id) + " (" + keys.getDisplayText() + ")";
        return Named.iconButton("try-" + id, words, icon.node(), action);
    }

    private HBox tools() {
        step.setText(Texts.of("try.step"));
        step.getStyleClass().removeAll("flat", "icon-button");
        step.getStyleClass().add("accent");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(step, into, proceed, back, rerun, space, stop, restart);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("step-tools");
        return tools;
    }

    /// Starts to follow the view model.
    Subscription attach() {
        return Subscription.combine(
                model.stateProperty().subscribe(this::show),
                model.busyProperty().subscribe(busy -> enable()),
                model.streamProperty().subscribe(this::showStream),
                model.problemProperty().subscribe(this::showProblem),
                model.breakpointsProperty().subscribe(this::showBreakpoints));
    }

    private void enable() {
        boolean busy = model.busyProperty().get();
        TrialState state = model.stateProperty().get();
        boolean open = state == null || state.frame().isOpen();
        boolean asking = state != null && state.halt() instanceof Halt.Asking;
        step.setDisable(busy || !open || asking);
        into.setDisable(busy || !open || asking);
        proceed.setDisable(busy || !open || asking);
        back.setDisable(busy || state == null || (state.at() == 0 && !state.isNested()));
        rerun.setDisable(busy || state == null || !open || state.isNested());
        restart.setDisable(busy || state == null);
        stop.setDisable(!busy);
        step.setText(Texts.of(state == null ? "try.begin" : "try.step"));
        showStream(model.streamProperty().get());
    }

    private void showStream(String text) {
        boolean shown = model.busyProperty().get() && !text.isBlank();
        String last = text.strip();
        stream.setText(last.length() <= STREAM_LENGTH ? last : "…" + last.substring(last.length() - STREAM_LENGTH));
        stream.setVisible(shown);
        stream.setManaged(shown);
    }

    private void showProblem(String text) {
        problem.setText(text);
        problem.setVisible(!text.isEmpty());
        problem.setManaged(!text.isEmpty());
    }

    private void showBreakpoints(Breakpoints set) {
        breakpoints.show(set);
    }

    private void show(@Nullable TrialState state) {
        enable();
        steps.show(state);
        branches.show(state);
        if (state == null) {
            standing.getChildren().setAll(Labels.wrapping(Texts.of("try.step.about"), "small", "muted"));
            slots.getChildren().clear();
            return;
        }
        standing.getChildren().setAll(StandingLine.of(state, model::answer));
        showSlots(state);
    }

    /// Slots that the last step wrote first stand out; the others keep their place, too.
    private void showSlots(TrialState state) {
        boolean editable = state.frame().isOpen() && !state.isNested();
        List<SlotChange> changes = state.changes();
        slots.getChildren().setAll(Labels.section(title(state)));
        for (SlotChange change : changes) {
            slots.getChildren().add(new SlotRow(change, type(state, change), state.at() > 0, editable, model::edit));
        }
    }

    private static String title(TrialState state) {
        return state.lastStep()
                .map(last -> last.isEdit()
                        ? Texts.of("try.slots.after-edit")
                        : Texts.of("try.slots.after", last.node(), last.exit().orElse("")))
                .orElseGet(() -> Texts.of("try.slots.first"));
    }

    private static String type(TrialState state, SlotChange change) {
        var slot = state.loop().slots().get(change.slot());
        return slot == null ? "" : slot.type().name().toLowerCase(Locale.ROOT);
    }
}
