package org.loopwright.app.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.Trials;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Failure;
import org.loopwright.app.work.Pulse;
import org.loopwright.app.work.PulseQueue;
import org.loopwright.model.Prompt;
import org.loopwright.store.RunSummary;
import org.loopwright.trial.BenchAnswer;
import org.loopwright.trial.BenchListener;
import org.loopwright.trial.BenchPrompt;
import org.loopwright.trial.BenchRequest;
import org.loopwright.trial.PromptBench;
import org.loopwright.trial.SlotSource;
import org.loopwright.trial.TrialState;

/// The prompt of the open node as its model would read it now, and a few completions of it. Every change of the
/// drawing, the item or a value shows at once: one reading at a time, the latest wins.
final class PromptViewModel {
    private final TryViewModel tried;
    private final Background background;
    private final Pulse pulse;
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.NOTHING);
    private final ObservableList<Sample> samples = FXCollections.observableArrayList();
    /// Kept here, because such a list is dropped with its listeners when nobody holds it.
    private final ObservableList<Sample> samplesToRead = FXCollections.unmodifiableObservableList(samples);
    private final BooleanProperty stale = new SimpleBooleanProperty();
    private final BooleanProperty drawing = new SimpleBooleanProperty();
    private final ObservableList<SlotChoice> choices = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable SlotChoice> choice = new SimpleObjectProperty<>();
    private final Map<String, String> typed = new LinkedHashMap<>();
    private final PulseQueue<Runnable> streamed = new PulseQueue<>();
    private Optional<TrialState> stood = Optional.empty();
    private Subscription streaming = Subscription.EMPTY;
    private boolean reading;
    private boolean dirty;
    private boolean active;
    private @Nullable BenchPrompt drawnOf;
    private volatile @Nullable Thread worker;

    /// What is shown.
    ///
    /// @param prompt the prompt, or null when there is none to show
    /// @param problem why there is none; empty when there is, or when nothing was asked
    record Shown(@Nullable BenchPrompt prompt, String problem) {
        static final Shown NOTHING = new Shown(null, "");
    }

    PromptViewModel(TryViewModel tried, Background background, Pulse pulse) {
        this.tried = tried;
        this.background = background;
        this.pulse = pulse;
        choice.subscribe((before, now) -> {
            if (now != null) { // a list that is changed has nothing chosen meanwhile
                refresh();
            }
        });
        offer(List.of());
    }

    /// Whether the prompt is looked at: it is not read while nobody sees it.
    void setActive(boolean seen) {
        active = seen;
        refresh();
    }

    /// Another item: what was typed and drawn for the one before is gone.
    void otherItem() {
        stop();
        typed.clear();
        samples.clear();
        drawnOf = null;
        stale.set(false);
        stood = Optional.empty();
        offerRuns();
        refresh();
    }

    /// The trial stands somewhere else.
    void stood(Optional<TrialState> state) {
        boolean offered = stood.isPresent();
        stood = state;
        SlotChoice chosen = choice.get();
        if (offered != state.isPresent()) {
            offerRuns();
        } else if (chosen != null && chosen.source() instanceof SlotSource.Standing) {
            state.ifPresent(this::takeStanding);
        }
    }

    /// The choice that is chosen stays so, with the slots of where the trial stands now.
    private void takeStanding(TrialState now) {
        SlotChoice fresh = standing(now);
        choices.replaceAll(one -> one.source() instanceof SlotSource.Standing ? fresh : one);
        choice.set(fresh);
    }

    private static SlotChoice standing(TrialState state) {
        return new SlotChoice(Texts.of("try.slots.trial"), new SlotSource.Standing(state.frame()));
    }

    private void offerRuns() {
        String dataset = tried.choicesProperty().get().dataset();
        String item = tried.itemProperty().get();
        Optional<Trials> trials = tried.trials();
        if (trials.isEmpty() || item.isEmpty()) {
            offer(List.of());
            return;
        }
        background.run(Texts.of("work.try-runs"), () -> trials.get().runsOf(dataset, item), runs -> {
            if (item.equals(tried.itemProperty().get())) {
                offer(runs);
            }
        });
    }

    private void offer(List<RunSummary> runs) {
        List<SlotChoice> offered = new ArrayList<>();
        offered.add(new SlotChoice(Texts.of("try.slots.given"), new SlotSource.Given()));
        stood.filter(state -> !state.isNested()).ifPresent(state -> offered.add(standing(state)));
        runs.forEach(run -> offered.add(
                new SlotChoice(name(run), new SlotSource.Stored(run.header().id(), 1))));
        SlotChoice before = choice.get();
        // Where there was nothing to choose, nobody chose the item alone.
        boolean chosen = before != null && choices.size() > 1;
        choices.setAll(offered);
        choice.set(offered.stream()
                .filter(one -> chosen && one.name().equals(before.name()))
                .findFirst()
                .orElseGet(() -> offered.get(offered.size() > 1 ? 1 : 0)));
    }

    private static String name(RunSummary run) {
        UUID id = run.header().id();
        return Texts.of(
                "try.slots.run",
                run.header().loop(),
                id.toString().substring(id.toString().length() - 6));
    }

    /// Puts a value into a slot for the prompt alone; null takes it away.
    void type(String slot, @Nullable String text) {
        if (text == null ? typed.remove(slot) != null : !Objects.equals(typed.put(slot, text), text)) {
            refresh();
        }
    }

    /// Reads the prompt again.
    void refresh() {
        if (!active) {
            return;
        }
        if (reading) {
            dirty = true;
            return;
        }
        Optional<Trials> trials = tried.trials();
        Optional<BenchRequest> request = request();
        if (trials.isEmpty() || request.isEmpty()) {
            shown.set(Shown.NOTHING);
            return;
        }
        reading = true;
        background.run(Texts.of("work.try-prompt"), () -> read(trials.get(), request.get()), read -> {
            reading = false;
            shown.set(read);
            compareWithDrawn(read.prompt());
            if (dirty) {
                dirty = false;
                refresh();
            }
        });
    }

    /// Completions of another node are gone; those of an earlier prompt say so.
    private void compareWithDrawn(@Nullable BenchPrompt now) {
        BenchPrompt then = drawnOf;
        if (then == null || now == null || drawing.get()) {
            return;
        }
        if (!then.node().equals(now.node())) {
            samples.clear();
            drawnOf = null;
        }
        stale.set(drawnOf != null && !asked(then).equals(asked(now)));
    }

    private static Optional<Prompt> asked(BenchPrompt prompt) {
        return Optional.ofNullable(prompt.asked()).map(BenchPrompt.Asked::prompt);
    }

    private static Shown read(Trials trials, BenchRequest request) {
        try {
            return new Shown(trials.prompt(request), "");
        } catch (RuntimeException e) { // shown in the panel, where the prompt would stand
            return new Shown(null, Failure.of("", e).message());
        }
    }

    private Optional<BenchRequest> request() {
        SlotChoice chosen = choice.get();
        SlotSource slots = chosen == null ? new SlotSource.Given() : chosen.source();
        return tried.request()
                .flatMap(where -> tried.node().map(node -> new BenchRequest(where, node, slots, known(typed))));
    }

    /// A slot that was typed into may have been taken out of the loop since.
    private Map<String, String> known(Map<String, String> texts) {
        Map<String, String> known = new LinkedHashMap<>(texts);
        tried.loop().ifPresent(loop -> known.keySet().retainAll(loop.slots().keySet()));
        return known;
    }

    /// Draws completions of the prompt as it is now, in place of those before.
    void draw() {
        Optional<Trials> trials = tried.trials();
        Optional<BenchRequest> request = request();
        if (drawing.get() || trials.isEmpty() || request.isEmpty()) {
            return;
        }
        drawing.set(true);
        drawnOf = shown.get().prompt();
        stale.set(false);
        List<Sample> fresh = new ArrayList<>();
        for (int i = 0; i < PromptBench.SAMPLES; i++) {
            fresh.add(new Sample(i));
        }
        samples.setAll(fresh);
        streaming = pulse.every(() -> streamed.drain(all -> all.forEach(Runnable::run)));
        background.run(
                Texts.of("work.try-complete"),
                () -> complete(trials.get(), request.get(), fresh),
                done -> drawn(),
                this::drawn);
    }

    private boolean complete(Trials trials, BenchRequest request, List<Sample> fresh) {
        worker = Thread.currentThread();
        try {
            trials.complete(request, fresh.size(), new BenchListener() {
                @Override
                public void token(int sample, String text) {
                    streamed.offer(() -> {
                        var so = fresh.get(sample).textProperty();
                        so.set(so.get() + text);
                    });
                }

                @Override
                public void done(BenchAnswer answer) {
                    streamed.offer(() -> {
                        fresh.get(answer.sample())
                                .textProperty()
                                .set(answer.completion().text());
                        fresh.get(answer.sample()).answerProperty().set(answer);
                    });
                }
            });
            return true;
        } catch (InterruptedException _) {
            return false; // stopped by a person: what is finished stays
        } finally {
            worker = null;
        }
    }

    private void drawn() {
        streamed.drain(all -> all.forEach(Runnable::run));
        streaming.unsubscribe();
        drawing.set(false);
        compareWithDrawn(shown.get().prompt());
    }

    /// Drops the completions that are not finished.
    void stop() {
        Thread drawn = worker;
        if (drawn != null) {
            drawn.interrupt();
        }
    }

    /// What is shown.
    ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// The completions.
    ObservableList<Sample> samples() {
        return samplesToRead;
    }

    /// Whether the prompt has changed since the completions were drawn.
    ReadOnlyBooleanProperty staleProperty() {
        return stale;
    }

    /// Whether completions are being drawn.
    ReadOnlyBooleanProperty drawingProperty() {
        return drawing;
    }

    /// Where slots may come from.
    ObservableList<SlotChoice> choices() {
        return FXCollections.unmodifiableObservableList(choices);
    }

    /// Where slots come from.
    ObjectProperty<@Nullable SlotChoice> choiceProperty() {
        return choice;
    }
}
