package org.loopwright.project;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.FramePath;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.run.Budget;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.run.StepProgress;
import org.loopwright.store.RunSummary;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.Trainer;
import org.loopwright.train.TrainingJob;
import org.loopwright.train.TrainingSettings.Saving;
import org.loopwright.train.djl.DjlMovingModels;

/// The program that [KillRoundsTest] kills: `KilledRounds PROJECT` starts the project's round loop, or goes on with
/// the one that was begun.
final class KilledRounds {
    private KilledRounds() {}

    /// Exit code of a run that stopped and can be resumed.
    static final int STOPPED = 9;

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws InterruptedException {
        boolean done;
        try (DjlModels models = DjlModels.onCpu(1);
                Project project = Project.open(
                        Path.of(arguments[0]),
                        models,
                        List.of(),
                        () -> savingOften(new JobTrainer(new DjlMovingModels(models.device()))))) {
            Optional<RunSummary> before = project.runs().stream().findFirst();
            RunHandle run = before.isEmpty()
                    ? project.start(RunRequest.of(project.file().defaults()), listener())
                    : project.resume(before.get().header().id(), "tester", Budget.UNLIMITED, listener());
            RunHandle.Progress end = run.await();
            System.out.println(end.status() + " " + end.failure());
            done = end.status() == RunHandle.Status.FINISHED;
        }
        System.exit(done ? 0 : STOPPED);
    }

    private static Trainer savingOften(Trainer trainer) {
        return (job, listener) -> trainer.train(
                new TrainingJob(
                        job.base(),
                        job.objective(),
                        job.examples(),
                        job.dev(),
                        job.settings().withSaving(new Saving(Duration.ofMillis(100), 0)),
                        job.reference(),
                        job.teacher(),
                        job.record(),
                        job.folder()),
                listener);
    }

    @SuppressWarnings("SystemOut")
    private static RunListener listener() {
        return new RunListener() {
            @Override
            public void committed(List<JournalEntry> entries) {
                for (JournalEntry entry : entries) {
                    if (entry.event() instanceof Event.Made made) {
                        System.out.println("made " + made.node() + " " + made.visit());
                    }
                }
                System.out.flush();
            }

            @Override
            public void working(FramePath frame, StepProgress progress) {
                System.out.println("at " + progress.node() + " " + progress.visit() + " " + progress.done());
                System.out.flush();
            }
        };
    }
}
