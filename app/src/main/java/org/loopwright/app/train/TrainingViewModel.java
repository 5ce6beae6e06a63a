package org.loopwright.app.train;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RoundStanding;
import org.loopwright.app.session.Training;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.app.work.Pulse;
import org.loopwright.app.work.PulseQueue;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;
import org.loopwright.project.RoundSamples;
import org.loopwright.round.RoundControl;
import org.loopwright.round.RoundEstimate;
import org.loopwright.round.RoundOutlook;
import org.loopwright.round.RoundReport;
import org.loopwright.round.TrainingAlarms;
import org.loopwright.run.RunListener;
import org.loopwright.run.StepProgress;

/// One run of a round loop: as it goes on in this window, or as it ended.
public final class TrainingViewModel {
    private static final int SAMPLES = 40;
    /// Charts are drawn again about three times a second while a training goes on.
    private static final int PULSES_PER_CURVE = 20;

    private final Background background;
    private final Pulse pulse;
    private final PulseQueue<Heard> queue = new PulseQueue<>();
    private final ReadOnlyObjectWrapper<@Nullable Page> page = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Going> going = new ReadOnlyObjectWrapper<>(Going.NOTHING);
    private final ReadOnlyObjectWrapper<RoundStanding> standing = new ReadOnlyObjectWrapper<>(RoundStanding.NONE);
    private final LiveSamples samples;
    private final LiveCurve curve = new LiveCurve();
    private @Nullable ProjectSession session;
    private @Nullable UUID wanted;
    private @Nullable UUID followed;
    private @Nullable RoundEstimate estimate;
    private @Nullable RoundReport report;
    private Set<String> repeated = Set.of();
    private Subscription beat = Subscription.EMPTY;
    private Optional<StepProgress> step = Optional.empty();
    private int quiet;
    private boolean reading;
    private boolean again;

    /// What the page shows of a run.
    ///
    /// @param samples what the last two measured checkpoints wrote, side by side
    /// @param measured the run in which the later one was measured, or null
    public record Page(
            Training.Reading reading,
            List<RoundSamples.Pair> samples,
            @Nullable UUID measured) {
        public Page {
            samples = List.copyOf(samples);
        }
    }

    /// The step that goes on.
    ///
    /// @param node that is worked on; empty when nothing goes on
    /// @param curves of the training that goes on, by its name
    /// @param alarms that its steps show so far
    public record Going(
            String node,
            Optional<StepProgress> step,
            Map<String, Map<String, List<Double>>> curves,
            List<Event.Alarmed> alarms) {
        /// Nothing.
        static final Going NOTHING = at("", Optional.empty());

        /// A step without curves.
        static Going at(String node, Optional<StepProgress> step) {
            return new Going(node, step, Map.of(), List.of());
        }
    }

    /// What the engine said.
    private sealed interface Heard {
        record Progress(StepProgress progress) implements Heard {}

        record Entered(String node) implements Heard {}

        record Changed() implements Heard {}
    }

    /// A page that shows nothing yet.
    public TrainingViewModel(Background background, Pulse pulse) {
        this.background = background;
        this.pulse = pulse;
        this.samples = new LiveSamples(background);
    }

    /// Hears the run that goes on in this window, on the engine's threads.
    public RunListener listener() {
        return new RunListener() {
            @Override
            public void committed(List<JournalEntry> entries) {
                boolean changed = entries.stream()
                        .map(JournalEntry::event)
                        .anyMatch(event -> event instanceof Event.Made
                                || event instanceof Event.Alarmed
                                || event instanceof Event.FrameClosed
                                || event instanceof Event.RunFinished);
                if (changed) {
                    queue.offer(new Heard.Changed());
                }
            }

            @Override
            public void entered(FramePath frame, String node) {
                if (frame.isRoot()) {
                    queue.offer(new Heard.Entered(node));
                }
            }

            @Override
            public void working(FramePath frame, StepProgress progress) {
                queue.offer(new Heard.Progress(progress));
            }
        };
    }

    /// Follows a run of a round loop that began in this window, and shows it; a control arm of the run that is shown
    /// is drawn beside that.
    ///
    /// @param expected what it was estimated to take, or empty
    public void follow(ProjectSession open, RunHeader header, Optional<RoundEstimate> expected) {
        UUID run = header.id();
        curve.clear();
        samples.clear();
        step = Optional.empty();
        report = null;
        estimate = expected.orElse(null);
        followed = run;
        going.set(Going.NOTHING);
        if (isBeside(header)) {
            read();
        } else {
            show(open, run);
        }
        beat.unsubscribe();
        beat = pulse.every(this::tick);
        if (expected.isEmpty()) {
            background.run(Texts.of("work.estimate"), () -> open.training().estimate(run), known -> {
                if (run.equals(followed)) {
                    estimate = known;
                    stand();
                }
            });
        }
    }

    private boolean isBeside(RunHeader header) {
        Page shown = page.get();
        if (shown == null || RoundControl.of(header.loop()).isEmpty()) {
            return false;
        }
        RunHeader main = shown.reading().run().header();
        return main.loopFile().equals(header.loopFile()) && main.seed() == header.seed();
    }

    /// The run that was followed ended.
    public void ended(UUID run) {
        if (run.equals(followed)) {
            beat.unsubscribe();
            queue.drain(batch -> {});
            followed = null;
            step = Optional.empty();
            going.set(Going.NOTHING);
            read();
        }
    }

    /// Nothing of a round loop goes on here any more.
    public void forget() {
        standing.set(RoundStanding.NONE);
    }

    /// Shows a run; a later call wins.
    public void show(ProjectSession open, UUID run) {
        if (!run.equals(wanted)) {
            samples.clear();
        }
        session = open;
        wanted = run;
        reading = false;
        read();
    }

    private void tick() {
        boolean[] changed = {false};
        boolean[] moved = {false};
        queue.drain(batch -> {
            for (Heard heard : batch) {
                moved[0] = true;
                switch (heard) {
                    case Heard.Progress(StepProgress progress) -> {
                        step = Optional.of(progress);
                        if (progress.phase() == StepProgress.Phase.TRAINING) {
                            curve.add(progress);
                            sample(progress);
                        }
                    }
                    case Heard.Entered(String node) -> {
                        step = Optional.empty();
                        going.set(Going.at(node, step));
                    }
                    case Heard.Changed() -> changed[0] = true;
                }
            }
        });
        if (changed[0]) {
            step = Optional.empty();
            read();
        }
        quiet++;
        if (moved[0] && quiet >= PULSES_PER_CURVE) {
            quiet = 0;
            String node = step.map(StepProgress::node).orElse(going.get().node());
            going.set(step.filter(one -> one.phase() == StepProgress.Phase.TRAINING)
                    .map(one -> training(one))
                    .orElseGet(() -> Going.at(node, step)));
            stand();
        }
    }

    private Going training(StepProgress progress) {
        Map<String, List<Double>> values = curve.curve();
        RoundReport known = report;
        List<Event.Alarmed> alarms =
                known == null ? List.of() : TrainingAlarms.during(known, progress.node(), progress.visit(), values);
        return new Going(progress.node(), Optional.of(progress), Map.of(curve.name(), values), alarms);
    }

    private void sample(StepProgress progress) {
        ProjectSession open = session;
        Page shown = page.get();
        if (open != null && isFollowed()) {
            Optional<UUID> measured = shown == null ? Optional.empty() : Optional.ofNullable(shown.measured());
            samples.add(progress, open.training(), measured);
        }
    }

    private void stand() {
        RoundReport known = report;
        RoundEstimate expected = estimate;
        if (known == null || followed == null) {
            return;
        }
        RoundOutlook outlook =
                expected == null ? new RoundOutlook(0, Double.NaN) : RoundOutlook.of(expected, known, step);
        Optional<Duration> left = Double.isFinite(outlook.secondsLeft())
                ? Optional.of(Duration.ofMillis(Math.round(1000 * outlook.secondsLeft())))
                : Optional.empty();
        int begun = step.filter(now -> repeated.contains(now.node()))
                .map(StepProgress::visit)
                .orElse(0);
        standing.set(new RoundStanding(
                Math.max(known.round(), begun),
                known.most(),
                going.get().node(),
                step.map(StepProgress::done).orElse(0L),
                step.map(StepProgress::all).orElse(0L),
                outlook.share(),
                left));
    }

    private void read() {
        ProjectSession open = session;
        UUID run = wanted;
        if (open == null || run == null) {
            return;
        }
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        again = false;
        Page before = page.get();
        background.run(
                Texts.of("work.training"), () -> read(open.training(), run, before), read -> take(run, read), () -> {
                    reading = false;
                });
    }

    private void take(UUID run, Page read) {
        if (!run.equals(wanted)) {
            return;
        }
        reading = false;
        Page before = page.get();
        if (before != null && !Objects.equals(before.measured(), read.measured())) {
            // The checkpoint was measured: its own samples are there now.
            samples.clear();
        }
        page.set(read);
        read.reading().arms().stream()
                .filter(arm -> arm.run().header().id().equals(followed))
                .findFirst()
                .ifPresent(arm -> {
                    report = arm.report();
                    repeated = read.reading().repeated();
                    stand();
                });
        if (again) {
            read();
        }
    }

    private static Page read(Training training, UUID run, @Nullable Page before) {
        Training.Reading reading = training.read(run);
        List<RoundReport.Step> measured =
                reading.report().of(reading.report().measuringNode().orElse(""));
        if (measured.isEmpty()) {
            return new Page(reading, List.of(), null);
        }
        UUID now = measured.getLast().itemRun().orElse(null);
        if (now == null) {
            return new Page(reading, List.of(), null);
        }
        if (before != null && now.equals(before.measured())) {
            return new Page(reading, before.samples(), now);
        }
        Optional<UUID> earlier = measured.size() < 2
                ? Optional.empty()
                : measured.get(measured.size() - 2).itemRun();
        return new Page(reading, training.samples(now, earlier, SAMPLES), now);
    }

    /// Shows nothing.
    public void clear() {
        wanted = null;
        page.set(null);
        standing.set(RoundStanding.NONE);
    }

    /// The run that is shown, or null.
    public ReadOnlyObjectProperty<@Nullable Page> pageProperty() {
        return page.getReadOnlyProperty();
    }

    /// The step that goes on; that of another run than the one that is shown is not shown.
    public ReadOnlyObjectProperty<Going> goingProperty() {
        return going.getReadOnlyProperty();
    }

    /// What the model in training wrote last, or null: a later measurement takes its place.
    public ReadOnlyObjectProperty<LiveSamples.@Nullable Looked> lookedProperty() {
        return samples.lookedProperty();
    }

    /// Whether the run that is shown goes on in this window.
    public boolean isFollowed() {
        return followed != null && followed.equals(wanted);
    }

    /// Where the run that goes on stands.
    public ReadOnlyObjectProperty<RoundStanding> standingProperty() {
        return standing.getReadOnlyProperty();
    }
}
