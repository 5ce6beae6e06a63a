package org.loopwright.app.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.local.ReportFigures;
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
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.SearchTree;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.edit.LoopEditor;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.measure.BudgetGain;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.RunReports;
import org.loopwright.measure.compare.ComparedArm;
import org.loopwright.measure.compare.Comparison;
import org.loopwright.measure.figure.FigureSubject;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelUsage;
import org.loopwright.model.Prompt;
import org.loopwright.project.RunArms;
import org.loopwright.project.RunSubjects;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.store.StoreException;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;
import org.loopwright.task.Split;

/// A project in memory: sample loops, sums, three earlier runs, and runs that are played, not computed.
public final class FakeSession implements ProjectSession {
    private static final Instant START = Instant.parse("2026-03-14T09:30:00Z");
    private static final ModelCard STUDENT = new ModelCard(
            "counter-3M", "m1".repeat(32), 3_146_240, List.of(), List.of("format-taught"), true, "cpu", "fp32");
    private static final ModelCard LARGER = new ModelCard(
            "SmolLM2-135M-Instruct", "m2".repeat(32), 134_515_008, List.of(), List.of(), false, "cpu", "fp32");

    private final List<LoopEntry> loops;
    private final Map<String, String> unsaved = new ConcurrentHashMap<>();
    private final LoopEditor editor =
            new LoopEditor(NodeKinds.installed(), new Language(new JinjaTemplates(), new CelConditions()));
    private final Map<UUID, RunSummary> runs = new ConcurrentHashMap<>();
    private final Map<UUID, List<JournalEntry>> journals = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<UUID> order = new ConcurrentLinkedDeque<>();
    private final Map<String, Item> items = SampleItems.items(120);
    private final long stepMillis;
    private final FakeOverview overview = new FakeOverview(this::card, this::runs);
    private final FakeFinding finding = new FakeFinding(this::journal);
    private final FakeStoredAnswers storedAnswers = new FakeStoredAnswers(this);
    private boolean failing;

    /// @param stepMillis how long a played run takes for a step
    public FakeSession(long stepMillis, LoopEntry... loops) {
        this.loops = new CopyOnWriteArrayList<>(loops);
        this.stepMillis = stepMillis;
    }

    /// The sample project, with three earlier runs.
    public static FakeSession sample(long stepMillis) {
        FakeSession session =
                new FakeSession(stepMillis, SampleLoop.selfCheck(), SampleLoop.handPlaced(), SampleLoop.broken());
        session.addRun(1, 120, RunSummary.Status.FINISHED, Set.of());
        session.addRun(2, 60, RunSummary.Status.FINISHED, Set.of("oracle-at-inference"));
        session.addRun(3, 120, RunSummary.Status.RUNNING, Set.of());
        return session;
    }

    /// This with another finished run of all problems.
    public FakeSession withRun(long seed) {
        addRun(seed, 120, RunSummary.Status.FINISHED, Set.of());
        return this;
    }

    /// Makes every later start fail, as a full disk would.
    public void failStarts() {
        failing = true;
    }

    private void addRun(long seed, int count, RunSummary.Status status, Set<String> brands) {
        UUID id = new UUID(7, seed);
        RunHeader header = header(id, seed, count);
        List<JournalEntry> journal = new ArrayList<>();
        journal.add(new JournalEntry(0, null, -1, START, new Event.RunStarted(header)));
        int done = status == RunSummary.Status.RUNNING ? count / 3 : count;
        items.values().stream()
                .limit(done)
                .forEach(item -> append(journal, item, (int) (seed * 1000) + journal.size()));
        journals.put(id, journal);
        runs.put(id, summary(header, status, done, brands));
        order.addFirst(id);
    }

    private static void append(List<JournalEntry> journal, Item item, int salt) {
        int seq = 0;
        for (Event event : SampleItems.events(item, salt)) {
            journal.add(new JournalEntry(journal.size(), FramePath.ofItem(item.id()), seq++, START, event));
        }
    }

    private RunHeader header(UUID id, long seed, int count) {
        return new RunHeader(
                id,
                RunHeader.Kind.MAIN,
                "self-check",
                "self-check.loop.yaml",
                Map.of("self-check.loop.yaml", SampleLoop.selfCheck().text()),
                "5f1c",
                Map.of("revisions", 3),
                Map.of("student", STUDENT),
                new RunHeader.DatasetSnapshot(
                        "sums",
                        Split.DEV,
                        "d1",
                        items.keySet().stream().limit(count).toList()),
                "integer",
                seed,
                "0.1.0");
    }

    private static RunSummary summary(RunHeader header, RunSummary.Status status, int done, Set<String> brands) {
        Set<String> provenance =
                brands.isEmpty() ? Set.of("given", "intrinsic") : Set.of("given", "intrinsic", "oracle");
        return new RunSummary(
                header,
                status,
                START.plusSeconds(header.seed() * 4000),
                status == RunSummary.Status.FINISHED ? START.plusSeconds(header.seed() * 4000 + 95) : null,
                done,
                0,
                new ModelUsage(done * 310L, done * 122L, done * 96L, done * 620_000_000L),
                RunSummary.Prompts.FITTING,
                status == RunSummary.Status.FINISHED ? done * 790_000_000L : 0,
                brands,
                provenance);
    }

    /// INVARIANT: no call of a session is made on the window's thread, which a slow disk would freeze.
    private static void offTheWindowsThread() {
        if (Thread.currentThread().getName().equals("JavaFX Application Thread")) {
            throw new IllegalStateException("the session was called on the window's thread");
        }
    }

    @Override
    public ProjectCard card() {
        offTheWindowsThread();
        return new ProjectCard(
                "Sums with a self-check",
                "Does a small model find its own slips?",
                Path.of("projects", "sums"),
                "self-check.loop.yaml",
                "sums",
                60,
                1,
                Map.of("student", STUDENT.id()));
    }

    @Override
    public List<LoopEntry> loops() {
        offTheWindowsThread();
        return List.copyOf(loops);
    }

    @Override
    public void saveLoop(String fileName, String text) {
        offTheWindowsThread();
        LoopParse parse = editor.parse(text, file -> Optional.empty());
        loops.removeIf(loop -> loop.fileName().equals(fileName));
        loops.add(new LoopEntry(fileName, text, parse));
        unsaved.remove(fileName);
    }

    @Override
    public void keepUnsaved(String fileName, String text) {
        offTheWindowsThread();
        unsaved.put(fileName, text);
    }

    @Override
    public Optional<String> unsaved(String fileName) {
        offTheWindowsThread();
        return Optional.ofNullable(unsaved.get(fileName));
    }

    @Override
    public List<DatasetEntry> datasets() {
        offTheWindowsThread();
        return List.of(new DatasetEntry("sums", Split.DEV, 120), new DatasetEntry("sums-test", Split.TEST, 400));
    }

    @Override
    public List<ModelEntry> models() {
        offTheWindowsThread();
        return List.of(new ModelEntry(STUDENT.id(), STUDENT), new ModelEntry(LARGER.id(), LARGER));
    }

    @Override
    public Map<String, Item> items(UUID run) {
        offTheWindowsThread();
        return items;
    }

    @Override
    public List<RunSummary> runs() {
        offTheWindowsThread();
        return order.stream().map(id -> runs.get(id)).toList();
    }

    @Override
    public Optional<RunSummary> run(UUID run) {
        offTheWindowsThread();
        return Optional.ofNullable(runs.get(run));
    }

    @Override
    public RunFigures figures(UUID run) {
        offTheWindowsThread();
        return ReportFigures.of(RunReports.of(itemTurns(run)), itemTurns(run));
    }

    @Override
    public FigureSubject subject(UUID run) {
        offTheWindowsThread();
        return new RunSubjects(this::run, this::runs, (id, grader) -> itemTurns(id)).of(run);
    }

    @Override
    public List<ItemTurn> itemTurns(UUID run) {
        offTheWindowsThread();
        Map<String, List<ItemTurn>> turns = new LinkedHashMap<>();
        Set<String> closed = new java.util.HashSet<>();
        for (JournalEntry entry : journal(run)) {
            String item = entry.frame() == null ? "" : entry.frame().text();
            List<ItemTurn> ofItem = turns.computeIfAbsent(item, id -> new ArrayList<>());
            if (entry.event() instanceof Event.Graded graded) {
                ofItem.add(turn(item, graded.turn(), graded.grade(), null));
            } else if (entry.event() instanceof Event.SlotWritten written
                    && written.value().content() instanceof Content.Verdict verdict) {
                ItemTurn last = ofItem.removeLast();
                ofItem.add(new ItemTurn(
                        item,
                        item,
                        item,
                        0,
                        last.turn(),
                        last.status(),
                        last.correct(),
                        last.extracted(),
                        verdict.judgement(),
                        90,
                        30));
            } else if (entry.event() instanceof Event.FrameClosed) {
                closed.add(item);
            }
        }
        return turns.entrySet().stream()
                .filter(e -> closed.contains(e.getKey()))
                .flatMap(e -> e.getValue().stream())
                .toList();
    }

    @Override
    public Comparison compare(List<UUID> chosen, String base, Hypothesis hypothesis, BudgetGain.BudgetUnit budget) {
        List<ComparedArm> arms = new RunArms(
                        this::run, (run, grader) -> grader.equals("integer") ? itemTurns(run) : List.of())
                .arms(chosen, "integer");
        return Comparison.of(arms, base, hypothesis, budget);
    }

    @Override
    public Path report(List<UUID> chosen, Hypothesis hypothesis) {
        offTheWindowsThread();
        return Path.of("projects", "sums", "reports", "report.html");
    }

    @Override
    public int gradeByOthers(List<UUID> chosen) {
        offTheWindowsThread();
        return 0;
    }

    private static ItemTurn turn(String item, int turn, Grade grade, Content.@Nullable Judgement verdict) {
        return new ItemTurn(
                item, item, item, 0, turn, grade.status(), grade.correct(), grade.extracted(), verdict, 90, 30);
    }

    private List<JournalEntry> journal(UUID run) {
        List<JournalEntry> journal = journals.getOrDefault(run, List.of());
        synchronized (journal) {
            return List.copyOf(journal);
        }
    }

    @Override
    public List<JournalEntry> frame(UUID run, FramePath frame) {
        offTheWindowsThread();
        return journal(run).stream()
                .filter(entry -> frame.equals(entry.frame()))
                .toList();
    }

    @Override
    public List<RunStore.ExitCount> exitCounts(UUID run) {
        offTheWindowsThread();
        return List.of();
    }

    @Override
    public List<Prompt> prompts(UUID run, Frame frame) {
        offTheWindowsThread();
        String question = frame.value("question").map(v -> v.text()).orElse("");
        String draft = frame.value("draft").map(v -> v.text()).orElse("");
        return switch (frame.node()) {
            case "draft" ->
                List.of(new Prompt(List.of(Prompt.Message.of("user", question + "\nAnswer with one number."))));
            case "check" ->
                List.of(new Prompt(List.of(
                        Prompt.Message.of("user", question),
                        Prompt.Message.of("assistant", draft),
                        Prompt.Message.of("user", "Is this answer right? Work it out again, then say yes or no."))));
            default ->
                List.of(new Prompt(List.of(Prompt.Message.of(
                        "user",
                        question + "\nYour answer was " + draft + ". A check says it may be wrong. Answer again."))));
        };
    }

    @Override
    public List<SearchTree> searches(UUID run, String item) {
        offTheWindowsThread();
        return List.of();
    }

    @Override
    public Forks forks() {
        return new FakeForks();
    }

    @Override
    public Tokens tokens() {
        return new FakeTokens();
    }

    @Override
    public Finding finding() {
        return finding;
    }

    /// The project at a glance, for a test that looks behind the window.
    public Overview overviewNow() {
        return overview;
    }

    @Override
    public Overview overview() {
        offTheWindowsThread();
        return overview;
    }

    @Override
    public Exchange exchange() {
        return new FakeExchange();
    }

    @Override
    public Questions questions() {
        return new FakeQuestions();
    }

    @Override
    public Trials trials() {
        return new FakeTrials(List.copyOf(items.keySet()), STUDENT);
    }

    @Override
    public Training training() {
        return new FakeTraining();
    }

    @Override
    public Lab lab() {
        return new FakeLab(this);
    }

    /// The labs, for a test that holds them.
    public FakeStoredAnswers storedAnswersNow() {
        return storedAnswers;
    }

    @Override
    public StoredAnswers storedAnswers() {
        return storedAnswers;
    }

    @Override
    public RunHandle start(RunOrder wanted, RunListener listener) {
        offTheWindowsThread();
        if (failing) {
            throw new StoreException(
                    StoreException.Code.FULL,
                    "the disk of projects/sums/runs is full: free some space, then start the run again");
        }
        UUID id = new UUID(8, order.size());
        int count = wanted.items() == 0 ? items.size() : Math.min(wanted.items(), items.size());
        RunHeader header = header(id, wanted.seed(), count);
        List<JournalEntry> journal = new ArrayList<>();
        journal.add(new JournalEntry(0, null, -1, START, new Event.RunStarted(header)));
        journals.put(id, journal);
        runs.put(id, summary(header, RunSummary.Status.RUNNING, 0, Set.of()));
        order.addFirst(id);
        return play(header, 0, listener);
    }

    @Override
    public RunHandle resume(UUID run, RunListener listener) {
        offTheWindowsThread();
        RunSummary summary = run(run).orElseThrow();
        return play(summary.header(), summary.itemsDone(), listener);
    }

    private PlayedRun play(RunHeader header, int from, RunListener listener) {
        List<Item> all =
                items.values().stream().limit(header.dataset().items().size()).toList();
        List<JournalEntry> journal = journals.getOrDefault(header.id(), List.of());
        PlayedRun played = new PlayedRun(
                header.id(),
                all,
                from,
                stepMillis,
                listener,
                entry -> {
                    synchronized (journal) {
                        journal.add(entry);
                    }
                },
                (status, done) -> runs.put(header.id(), summary(header, status, done, Set.of())));
        played.begin();
        return played;
    }

    @Override
    public void close() {
        offTheWindowsThread();
        // nothing to free
    }
}
