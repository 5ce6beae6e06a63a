package org.loopwright.app.local;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.loopwright.app.figure.Reports;
import org.loopwright.app.session.DatasetEntry;
import org.loopwright.app.session.Exchange;
import org.loopwright.app.session.Finding;
import org.loopwright.app.session.Forks;
import org.loopwright.app.session.Lab;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.session.Overview;
import org.loopwright.app.session.ProjectCard;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.Questions;
import org.loopwright.app.session.RunFigures;
import org.loopwright.app.session.RunOrder;
import org.loopwright.app.session.StoredAnswers;
import org.loopwright.app.session.Tokens;
import org.loopwright.app.session.Training;
import org.loopwright.app.session.Trials;
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
import org.loopwright.project.LoopFile;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectFile;
import org.loopwright.project.RoundRuns;
import org.loopwright.project.RunArms;
import org.loopwright.project.RunSubjects;
import org.loopwright.project.kinds.ProjectKinds;
import org.loopwright.recipe.gallery.RecipeOrigin;
import org.loopwright.run.Budget;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Graders;
import org.loopwright.task.Item;

/// A project of this machine, as screens see it. Every grade shown is by the grader that the run was
/// started with.
final class LocalSession implements ProjectSession {
    private static final String BY = "desktop";

    private static final DateTimeFormatter REPORT_NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private final Project project;

    LocalSession(Project project) {
        this.project = project;
    }

    @Override
    public ProjectCard card() {
        ProjectFile file = project.file();
        ProjectFile.Defaults defaults = file.defaults();
        String loop = project.loops().stream()
                .filter(l -> l.name().equals(defaults.loop()) || l.fileName().equals(defaults.loop()))
                .map(LoopFile::fileName)
                .findFirst()
                .orElse("");
        return new ProjectCard(
                file.title(),
                file.description(),
                project.root(),
                loop,
                defaults.dataset(),
                defaults.items(),
                defaults.seed(),
                defaults.models());
    }

    @Override
    public List<LoopEntry> loops() {
        return project.loops().stream()
                .map(loop -> new LoopEntry(loop.fileName(), loop.text(), loop.parse()))
                .toList();
    }

    @Override
    public void saveLoop(String fileName, String text) {
        files().save(fileName, text);
    }

    @Override
    public void keepUnsaved(String fileName, String text) {
        files().keep(fileName, text);
    }

    @Override
    public Optional<String> unsaved(String fileName) {
        return files().kept(fileName);
    }

    @Override
    public ProjectKinds kinds() {
        return project.kinds();
    }

    @Override
    public Optional<RecipeOrigin> origin() {
        return RecipeOrigin.of(project.root());
    }

    private LoopDraftFiles files() {
        return new LoopDraftFiles(project.root().resolve("loops"));
    }

    @Override
    public List<DatasetEntry> datasets() {
        return project.datasets().stream()
                .map(ref -> new DatasetEntry(
                        ref.id(), ref.split(), project.dataset(ref.id()).items().size()))
                .toList();
    }

    @Override
    public List<ModelEntry> models() {
        return project.models().stream()
                .map(model -> new ModelEntry(model.id(), model.card(), model.problem()))
                .toList();
    }

    @Override
    public Map<String, Item> items(UUID run) {
        Map<String, Item> items = new LinkedHashMap<>();
        project.dataset(project.summary(run).header()).items().forEach(item -> items.put(item.id(), item));
        return items;
    }

    @Override
    public List<RunSummary> runs() {
        // Forks of items are shown beside their parent; those of rounds are runs like others.
        return project.runs().stream()
                .filter(run -> run.header().origins().isEmpty() || RoundRuns.isRounds(run.header()))
                .toList();
    }

    @Override
    public Optional<RunSummary> run(UUID run) {
        return project.store().run(run);
    }

    @Override
    public RunFigures figures(UUID run) {
        return ReportFigures.of(project.report(run, grader(run)), itemTurns(run));
    }

    @Override
    public FigureSubject subject(UUID run) {
        return new RunSubjects(project.store()).of(run);
    }

    @Override
    public List<ItemTurn> itemTurns(UUID run) {
        return project.store().itemTurns(run, grader(run));
    }

    @Override
    public Comparison compare(List<UUID> runs, String base, Hypothesis hypothesis, BudgetGain.BudgetUnit budget) {
        return Comparison.of(new RunArms(project.store()).arms(runs, ""), base, hypothesis, budget);
    }

    @Override
    public int gradeByOthers(List<UUID> runs) {
        int graded = 0;
        for (UUID run : runs) {
            for (String other : Graders.alternatives(grader(run))) {
                if (project.store().itemTurns(run, other).isEmpty()) {
                    graded += project.regrade(run, other);
                }
            }
        }
        return graded;
    }

    @Override
    public Path report(List<UUID> runs, Hypothesis hypothesis) {
        String stamp = REPORT_NAME.format(Instant.now().atZone(ZoneId.systemDefault()));
        Path folder = project.root().resolve("reports").resolve(stamp);
        return Reports.write(project, runs, hypothesis, folder).getFirst();
    }

    private String grader(UUID run) {
        return project.summary(run).header().grader();
    }

    @Override
    public List<JournalEntry> frame(UUID run, FramePath frame) {
        return project.store().entries(run, frame);
    }

    @Override
    public List<RunStore.ExitCount> exitCounts(UUID run) {
        return project.store().exitCounts(run);
    }

    @Override
    public List<Prompt> prompts(UUID run, Frame frame) {
        return project.prompts(run, frame);
    }

    @Override
    public List<SearchTree> searches(UUID run, String item) {
        return project.searches(run, item);
    }

    @Override
    public Forks forks() {
        return new LocalForks(project);
    }

    @Override
    public Tokens tokens() {
        return new LocalTokens(project);
    }

    @Override
    public Finding finding() {
        return new LocalFinding(project);
    }

    @Override
    public Overview overview() {
        return new LocalOverview(project, card());
    }

    @Override
    public Exchange exchange() {
        return new LocalExchange(project);
    }

    @Override
    public Questions questions() {
        return new LocalQuestions(project, BY);
    }

    @Override
    public Trials trials() {
        return new LocalTrials(project);
    }

    @Override
    public Training training() {
        return new LocalTraining(project);
    }

    @Override
    public Lab lab() {
        return new LocalLab(project);
    }

    @Override
    public StoredAnswers storedAnswers() {
        return new LocalStoredAnswers(project);
    }

    @Override
    public RunHandle start(RunOrder order, RunListener listener) {
        return project.start(LocalTraining.request(project, order), listener);
    }

    @Override
    public RunHandle resume(UUID run, RunListener listener) {
        return project.resume(run, BY, Budget.UNLIMITED, listener);
    }

    @Override
    public void close() {
        project.close();
    }
}
