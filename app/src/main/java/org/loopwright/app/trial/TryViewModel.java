package org.loopwright.app.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.CanvasPanel;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.Trials;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Pulse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.project.TrialRequest;

/// What is tried on what: the loop as it is drawn, an item, the models of the run bar. Belongs to the
/// window's thread.
public final class TryViewModel {
    private final Background background;
    private final ObservableList<String> items = FXCollections.observableArrayList();
    private final StringProperty item = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Choices> choices = new ReadOnlyObjectWrapper<>(Choices.NONE);
    private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(Tab.PROMPT);
    private final PromptViewModel prompt;
    private final StepViewModel step;
    private @Nullable ProjectSession session;
    private CanvasPanel.@Nullable Subject subject;

    /// What the panel shows. Closed set.
    public enum Tab {
        PROMPT,
        STEP
    }

    /// @param pulse the window's heartbeat, by which streamed tokens are shown
    public TryViewModel(Background background, Pulse pulse) {
        this.background = background;
        this.prompt = new PromptViewModel(this, background, pulse);
        this.step = new StepViewModel(this, background, pulse);
        item.subscribe((before, now) -> {
            step.leave();
            prompt.otherItem();
        });
        step.stateProperty().subscribe(state -> prompt.stood(Optional.ofNullable(state)));
    }

    /// Follows another project, or none.
    ///
    /// @return ends what was tried in the project before, and waits for that; to be run off the window's
    ///     thread, before that project is closed
    public Runnable use(@Nullable ProjectSession opened) {
        Runnable end = step.end();
        prompt.stop();
        session = opened;
        items.clear();
        item.set("");
        choices.set(Choices.NONE);
        return end;
    }

    /// Ends what goes on, and waits for that; the window closes. Thread-safe.
    public void close() {
        prompt.stop();
        step.close();
    }

    /// Takes what the run bar has chosen now.
    public void choose(Choices chosen) {
        Choices before = choices.get();
        choices.set(chosen);
        if (!chosen.dataset().equals(before.dataset())) {
            readItems(chosen.dataset());
        } else if (!chosen.equals(before)) {
            prompt.refresh();
        }
    }

    private void readItems(String dataset) {
        ProjectSession open = session;
        items.clear();
        if (open == null || dataset.isEmpty()) {
            item.set("");
            return;
        }
        background.run(Texts.of("work.try-items"), () -> open.trials().items(dataset), read -> {
            if (open.equals(session) && dataset.equals(choices.get().dataset())) {
                items.setAll(read);
                item.set(read.isEmpty() ? "" : read.getFirst());
            }
        });
    }

    /// Starts to follow the canvas.
    Subscription follow(CanvasPanel.Subject beside) {
        subject = beside;
        return Subscription.combine(
                // The text follows the loop within the same change.
                beside.loopProperty().subscribe(loop -> Platform.runLater(this::drawn)),
                beside.nodeProperty().subscribe(node -> prompt.refresh()));
    }

    private void drawn() {
        step.drawn();
        prompt.refresh();
    }

    /// Trying in the open project, or empty when none is open.
    Optional<Trials> trials() {
        return Optional.ofNullable(session).map(ProjectSession::trials);
    }

    /// The canvas, once the panel is open.
    Optional<CanvasPanel.Subject> subject() {
        return Optional.ofNullable(subject);
    }

    /// The loop as it is drawn, or empty when none is.
    Optional<LoopSpec> loop() {
        return subject().map(beside -> beside.loopProperty().get());
    }

    /// The file of the loop that is drawn, or empty.
    Optional<String> loopFile() {
        return subject().flatMap(CanvasPanel.Subject::fileName);
    }

    /// The text of the loop that is drawn, by its file name.
    Map<String, String> drawnTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        subject().ifPresent(beside -> beside.fileName().ifPresent(file -> texts.put(file, beside.text())));
        return texts;
    }

    /// The node that the prompt is shown of: the open one, or the loop's first.
    Optional<String> node() {
        return subject().flatMap(beside -> beside.nodeProperty().get()).or(() -> loop().map(LoopSpec::start));
    }

    /// What is tried, or empty while a loop or an item is missing.
    Optional<TrialRequest> request() {
        Choices chosen = choices.get();
        return loopFile()
                .filter(file -> loop().isPresent() && !chosen.dataset().isEmpty())
                .map(file -> new TrialRequest(
                        drawnTexts(), file, chosen.models(), chosen.dataset(), item.get(), chosen.seed(), Map.of()));
    }

    /// The items to choose from.
    ObservableList<String> items() {
        return FXCollections.unmodifiableObservableList(items);
    }

    /// The chosen item.
    StringProperty itemProperty() {
        return item;
    }

    /// The run bar's choices.
    ReadOnlyObjectProperty<Choices> choicesProperty() {
        return choices.getReadOnlyProperty();
    }

    /// What the panel shows.
    public ObjectProperty<Tab> tabProperty() {
        return tab;
    }

    /// The prompt bench.
    PromptViewModel prompt() {
        return prompt;
    }

    /// The steps.
    StepViewModel step() {
        return step;
    }
}
