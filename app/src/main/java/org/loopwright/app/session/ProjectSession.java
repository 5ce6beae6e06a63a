package org.loopwright.app.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.journal.JournalEntry;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.SearchTree;
import org.loopwright.measure.BudgetGain;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.figure.FigureSubject;
import org.loopwright.model.Prompt;
import org.loopwright.project.kinds.ProjectKinds;
import org.loopwright.recipe.gallery.RecipeOrigin;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Item;

/// An open project, as far as screens need it. Thread-safe. Every method may be slow: call it off the
/// window's thread. Failures are unchecked exceptions whose message says what, where and the remedy.
public interface ProjectSession extends AutoCloseable {
    /// Name, folder and defaults.
    ProjectCard card();

    /// The loops in the project's folder, read again.
    List<LoopEntry> loops();

    /// Writes a loop's file whole, or not at all. What was kept unsaved of it is dropped.
    void saveLoop(String fileName, String text);

    /// Keeps the text of a loop that is not saved yet, so that a kill does not lose it.
    void keepUnsaved(String fileName, String text);

    /// What was kept unsaved of a loop, or empty.
    Optional<String> unsaved(String fileName);

    /// The kinds of nodes that its loops can have, and what became of the jars that bring some.
    default ProjectKinds kinds() {
        return ProjectKinds.installed();
    }

    /// The recipe that the project was made from, as it was shipped; empty for a project of its own.
    default Optional<RecipeOrigin> origin() {
        return Optional.empty();
    }

    /// The datasets in the project's folder.
    List<DatasetEntry> datasets();

    /// The models that a role can be given.
    List<ModelEntry> models();

    /// The items that a run answered, by id.
    Map<String, Item> items(UUID run);

    /// All runs but forks, latest first: a fork stands beside the item that it left.
    List<RunSummary> runs();

    /// One run, or empty.
    Optional<RunSummary> run(UUID run);

    /// What a run measured so far.
    RunFigures figures(UUID run);

    /// One run as figures show it: its arm, and what its transitions are measured against.
    FigureSubject subject(UUID run);

    /// The turns of all finished items of a run.
    List<ItemTurn> itemTurns(UUID run);

    /// Runs beside one another, each graded as it was started.
    ///
    /// @param base name of the arm that the others are compared with; empty where nobody says
    /// @throws org.loopwright.measure.MeasureException when they can't be compared; the reason names
    ///     the item
    Comparison compare(List<UUID> runs, String base, Hypothesis hypothesis, BudgetGain.BudgetUnit budget);

    /// Grades the answers of runs by every other grader that could read them, where one has not done so yet: how
    /// much a result hangs on the grader. No model is called.
    ///
    /// @return how many answers were graded
    int gradeByOthers(List<UUID> runs);

    /// Writes the report of runs as HTML and PDF into a folder of its own in the project's `reports/`.
    ///
    /// @return its HTML page
    Path report(List<UUID> runs, Hypothesis hypothesis);

    /// Everything that happened in a frame and in the frames nested in it.
    List<JournalEntry> frame(UUID run, FramePath frame);

    /// How often each exit was taken.
    List<RunStore.ExitCount> exitCounts(UUID run);

    /// The prompts that the node of `frame` asks with in this state; empty when it asks nothing, or
    /// when the run's loop can't be read any more.
    List<Prompt> prompts(UUID run, Frame frame);

    /// The searches of an item; empty when its loop does not search, or can't be read any more.
    List<SearchTree> searches(UUID run, String item);

    /// Forks of its runs.
    Forks forks();

    /// Tokens of its completions.
    Tokens tokens();

    /// Queries, annotations and selections.
    Finding finding();

    /// What goes in from files of other programs.
    Exchange exchange();

    /// The project at a glance.
    Overview overview();

    /// Questions to people.
    Questions questions();

    /// Trying its loops on one item.
    Trials trials();

    /// Its round loops, and what they trained.
    Training training();
    /// Experiments, their queue, and what is tried before a run.
    Lab lab();

    /// What its stored answers say under other rules.
    StoredAnswers storedAnswers();

    /// Starts a run; returns as soon as its first event is stored.
    RunHandle start(RunOrder order, RunListener listener);

    /// Goes on with a run that was stopped or killed.
    RunHandle resume(UUID run, RunListener listener);

    /// Closes the store and the models.
    @Override
    void close();
}
