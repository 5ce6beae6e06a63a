package org.loopwright.app.trial;

import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.CanvasMarks;
import org.loopwright.app.control.CanvasPanel;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.trial.Breakpoints;
import org.loopwright.trial.TrialState;

/// The panel: which item, and below it the prompt or the steps. It follows the canvas while it is in the scene.
final class TryView extends BorderPane {
    private final TryViewModel model;
    private final CanvasPanel.Subject subject;
    private final PromptView prompt;
    private final StepView step;
    private final StepKeys keys;
    private final ToggleGroup tabs = new ToggleGroup();
    private final HBox strip = new HBox();
    private Subscription attached = Subscription.EMPTY;

    TryView(TryViewModel model, CanvasPanel.Subject subject) {
        this.model = model;
        this.subject = subject;
        this.prompt = new PromptView(model.prompt());
        this.step = new StepView(model.step());
        this.keys = new StepKeys(model, subject);
        setId("try-panel");
        getStyleClass().addAll("side-panel", "try-panel");
        setTop(new VBox(head(), strip()));
        setLeft(new WidthGrip(this));
        sceneProperty().subscribe(this::follow);
        model.tabProperty().subscribe(this::show);
    }

    private HBox head() {
        ComboBox<String> items = Named.node(new ComboBox<>(model.items()), "try-item", Texts.of("try.item"));
        items.valueProperty().bindBidirectional(model.itemProperty());
        items.setMaxWidth(Double.MAX_VALUE);
        items.setVisibleRowCount(16);
        HBox.setHgrow(items, Priority.ALWAYS);
        HBox head = new HBox(
                Icons.DATASET.node(),
                items,
                Named.iconButton("try-previous", Texts.of("try.previous"), Icons.PREVIOUS.node(), () -> move(-1)),
                Named.iconButton("try-next", Texts.of("try.next"), Icons.NEXT.node(), () -> move(1)));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("try-head");
        return head;
    }

    private void move(int by) {
        int to = model.items().indexOf(model.itemProperty().get()) + by;
        if (to >= 0 && to < model.items().size()) {
            model.itemProperty().set(model.items().get(to));
        }
    }

    private HBox strip() {
        for (TryViewModel.Tab tab : TryViewModel.Tab.values()) {
            String key = tab.name().toLowerCase(java.util.Locale.ROOT);
            ToggleButton button = Named.node(
                    new ToggleButton(
                            Texts.of("try.tab." + key),
                            (tab == TryViewModel.Tab.PROMPT ? Icons.COMMENT : Icons.STEP).node()),
                    "try-tab-" + key,
                    Texts.of("try.tab." + key));
            button.getStyleClass().add("nav-tab");
            button.setToggleGroup(tabs);
            button.setUserData(tab);
            button.setOnAction(event -> {
                button.setSelected(true);
                model.tabProperty().set(tab);
            });
            strip.getChildren().add(button);
        }
        strip.getStyleClass().add("try-tabs");
        return strip;
    }

    private void show(TryViewModel.Tab tab) {
        tabs.getToggles().stream()
                .filter(toggle -> tab.equals(toggle.getUserData()))
                .forEach(toggle -> toggle.setSelected(true));
        Node shown = switch (tab) {
            case PROMPT -> prompt;
            case STEP -> step;
        };
        setCenter(shown);
        model.prompt().setActive(getScene() != null && tab == TryViewModel.Tab.PROMPT);
    }

    private void follow(@Nullable Scene scene) {
        attached.unsubscribe();
        attached = Subscription.EMPTY;
        if (scene == null) {
            model.prompt().setActive(false);
            subject.mark(CanvasMarks.NONE);
            return;
        }
        attached = Subscription.combine(
                model.follow(subject),
                prompt.attach(),
                step.attach(),
                keys.on(scene),
                model.step().stateProperty().subscribe(state -> mark()),
                model.step().breakpointsProperty().subscribe(breakpoints -> mark()),
                subject.loopProperty().subscribe(loop -> mark()));
        show(model.tabProperty().get());
    }

    /// Breakpoints of the drawn loop, and where the trial stands in it.
    private void mark() {
        String file = subject.fileName().orElse("");
        Set<String> nodes = model.step().breakpointsProperty().get().nodes().stream()
                .filter(place -> place.loopFile().equals(file))
                .map(Breakpoints.Place::node)
                .collect(Collectors.toSet());
        TrialState state = model.step().stateProperty().get();
        subject.mark(new CanvasMarks(
                nodes,
                java.util.Optional.ofNullable(state)
                        .filter(standing -> standing.loopFile().equals(file))
                        .flatMap(TrialState::next),
                model.step()::toggle));
    }
}
