package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Source;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.Outcome;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.Prompt;
import org.loopwright.project.ForkRequest.Change;
import org.loopwright.run.Budget;
import org.loopwright.run.Replay;
import org.loopwright.run.RunException;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.ScriptedLanguageModel;

/// Forks of the sample project's runs, with a model that slips in a way that its seed decides.
@Timeout(60)
class ForkTest {
    private static final String ITEM = "dev-0001";
    private static final String RIGHT = "01386";

    @TempDir
    private Path folder;

    private Project project;
    private UUID parent;

    @BeforeEach
    void runOnce() throws IOException, InterruptedException {
        project = Project.open(SampleFolder.copyTo(folder.resolve("project")), new Students(Duration.ZERO));
        RunHandle run = project.start(RunRequest.of(project.file().defaults()).withItems(3), RunListener.NONE);
        run.await();
        parent = run.id();
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void theFirstContinuationOfARedrawIsTheParentAgainAndTheOthersAreDrawnAnew() throws InterruptedException {
        UUID fork = fork(0, new Change.Redraw(), 12);

        assertThat(texts(fork, ITEM + "~0")).isEqualTo(texts(parent, ITEM));
        assertThat(project.forkReport(fork).distribution()).hasSizeGreaterThan(1);
        assertThat(project.forkReport(fork).answers()).hasSize(12);
        RunHeader header = project.summary(fork).header();
        assertThat(header.kind()).isEqualTo(RunHeader.Kind.FORK);
        assertThat(header.origins().getLast().run()).isEqualTo(parent);
        assertThat(project.store().itemTurns(fork, header.grader()))
                .extracting(ItemTurn::cluster)
                .as("continuations of an item belong together")
                .containsOnly(ITEM);
    }

    @Test
    void anEditedDraftIsTheTurnAndCarriesThePersonWhoEditedIt() throws InterruptedException {
        UUID fork = fork(0, new Change.Slot("answer", RIGHT), 4);

        ForkReport report = project.forkReport(fork);
        assertThat(report.answers()).hasSize(4).allSatisfy(answer -> {
            assertThat(answer.text()).isEqualTo(RIGHT);
            assertThat(answer.outcome()).isEqualTo(Outcome.RIGHT);
            assertThat(answer.turns()).as("the check accepts it").isEqualTo(1);
        });
        assertThat(project.summary(fork).provenance()).contains("human");
        assertThat(project.summary(parent).provenance()).doesNotContain("human");
        Replay replay = project.trace(fork, ITEM + "~1", "integer").replay();
        assertThat(replay.difference()).isNull();
        assertThat(replay.steps()).extracting(Replay.Step::node).containsSequence("draft", Replay.EDITED, "check");
    }

    @Test
    void whatTheParentPaidForIsNotPaidAgain() throws InterruptedException {
        UUID fork = fork(0, new Change.Slot("answer", RIGHT), 1);

        long checked = project.store().entries(fork).stream()
                .filter(entry -> entry.event() instanceof Event.Generated generated
                        && generated.node().equals("check"))
                .count();
        assertThat(checked).isEqualTo(1);
        assertThat(project.summary(fork).usage().completionTokens())
                .isEqualTo("steps y".length())
                .isLessThan(tokens(fork));
    }

    @Test
    void aChangedPromptHoldsFromTheForkOn() throws InterruptedException {
        Change careless = new Change.Setting("revise.prompt", List.of(Map.of("user", "{{ question }} carelessly")));
        UUID fork = fork(0, careless, 3);

        assertThat(project.forkReport(fork).answers())
                .extracting(ForkReport.Answer::text)
                .containsOnly("99999");
        Replay replay = project.trace(fork, ITEM + "~2", "integer").replay();
        assertThat(replay.difference()).isNull();
        assertThat(prompt(replay, "draft")).doesNotContain("carelessly");
        assertThat(prompt(replay, "revise")).contains("carelessly");
        assertThat(project.summary(fork).header().loopHash())
                .isNotEqualTo(project.summary(parent).header().loopHash());
    }

    @Test
    void aChangedParameterHoldsFromTheForkOn() throws InterruptedException {
        UUID fork = fork(1, new Change.Setting("params.revisions", 5L), 1);

        assertThat(project.summary(fork).header().params()).containsEntry("revisions", 5);
        assertThat(project.trace(fork, ITEM + "~0", "integer").replay().difference())
                .isNull();
    }

    @Test
    void aCutCompletionKeepsItsBeginning() throws InterruptedException {
        String draft = texts(parent, ITEM).getFirst();
        UUID fork = fork(0, new Change.Cut("", 0, 2, null), 8);

        for (int sample = 0; sample < 8; sample++) {
            assertThat(texts(fork, ITEM + "~" + sample).getFirst()).startsWith(draft.substring(0, 2));
        }
        assertThat(texts(fork, ITEM + "~0")).isEqualTo(texts(parent, ITEM));
        Edit edit = project.summary(fork).header().origins().getLast().edit();
        assertThat(edit)
                .isInstanceOfSatisfying(
                        Edit.Cut.class, cut -> assertThat(cut.kept().text()).isEqualTo(draft.substring(0, 2)));
        assertThat(project.trace(fork, ITEM + "~3", "integer").replay().difference())
                .isNull();
    }

    @Test
    void aTokenMayBeReplacedWhereACompletionIsCut() throws InterruptedException {
        UUID fork = fork(0, new Change.Cut("check", 0, 6, (int) 'y'), 1);

        assertThat(texts(fork, ITEM + "~0").get(1)).isEqualTo("steps yt");
    }

    @Test
    void theControlHasTheForksSeedsAndNoEdit() throws InterruptedException {
        UUID fork = fork(0, new Change.Slot("answer", RIGHT), 6);
        RunHandle control = project.control(fork, RunListener.NONE);
        control.await();

        ForkReport report = project.forkReport(fork);
        assertThat(report.control()).hasSize(6);
        assertThat(report.pairedP()).isNotNull();
        assertThat(seeds(control.id())).isEqualTo(seeds(fork));
        assertThat(project.forks(parent, ITEM))
                .extracting(run -> run.header().id())
                .containsExactly(fork, control.id());
        assertThat(report.distance()).isBetween(0.0, 1.0);
    }

    @Test
    void aForkCanBeForked() throws InterruptedException {
        UUID first = fork(0, new Change.Slot("answer", "00000"), 2);
        RunHandle run = project.fork(
                new ForkRequest(first, ITEM + "~1", 0, new Change.Setting("revise.sampling.max-tokens", 3L), 2),
                RunListener.NONE);
        run.await();

        RunHeader header = project.summary(run.id()).header();
        assertThat(header.origins()).extracting(RunHeader.Origin::run).containsExactly(parent, first);
        assertThat(project.trace(run.id(), ITEM + "~0", "integer").replay().difference())
                .isNull();
        assertThat(texts(run.id(), ITEM + "~0").getLast()).isEqualTo(RIGHT.substring(0, 3));
        assertThat(project.forks(parent, ITEM)).hasSize(2);
    }

    @Test
    void aForkThatWasCancelledGoesOn() throws InterruptedException {
        try (Project slow = Project.open(project.root(), new Students(Duration.ofMillis(40)))) {
            RunHandle run = slow.fork(new ForkRequest(parent, ITEM, 0, new Change.Redraw(), 40), RunListener.NONE);
            run.cancel("tester");
            run.await();
            assertThat(slow.summary(run.id()).status()).isEqualTo(RunSummary.Status.CANCELLED);

            RunHandle resumed = project.resume(run.id(), "tester", Budget.UNLIMITED, RunListener.NONE);
            assertThat(resumed.await().status()).isEqualTo(RunHandle.Status.FINISHED);
            assertThat(project.forkReport(run.id()).answers()).hasSize(40);
        }
    }

    @Test
    void saysWhatThereIsWhenAForkDoesNotFit() {
        assertThatThrownBy(() -> fork(7, new Change.Redraw(), 1))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("no turn 7")
                .hasMessageContaining("turns 0 to 1");
        assertThatThrownBy(() -> fork(0, new Change.Slot("critique", "x"), 1))
                .hasMessageContaining("no slot `critique`")
                .hasMessageContaining("verdict");
        assertThatThrownBy(() -> fork(0, new Change.Slot("verdict", "perhaps"), 1))
                .hasMessageContaining("`perhaps`")
                .hasMessageContaining("`accept`");
        assertThatThrownBy(() -> fork(0, new Change.Setting("critic.prompt", "x"), 1))
                .hasMessageContaining("critic");
        assertThatThrownBy(() -> fork(1, new Change.Setting("draft.sampling.temperature", 1.0), 1))
                .hasMessageContaining("does not come to node draft in turn 1", "revise");
        assertThatThrownBy(() -> fork(0, new Change.Setting("revise.sampling.temperature", 9.0), 1))
                .hasMessageContaining("temperature");
        assertThatThrownBy(() -> fork(0, new Change.Cut("", 0, 99, null), 1))
                .hasMessageContaining("token 99 is outside [0, 5]");
        assertThatThrownBy(() ->
                        project.fork(new ForkRequest(parent, "dev-0999", 0, new Change.Redraw(), 1), RunListener.NONE))
                .hasMessageContaining("dev-0999");
        assertThat(project.store().runs()).as("nothing was left behind").hasSize(1);
    }

    @Test
    void aPersonsTextAddsToWhatStoodThere() throws InterruptedException {
        UUID fork = fork(0, new Change.Slot("answer", "1"), 1);
        Event.Edited edited = project.store().entries(fork).stream()
                .map(JournalEntry::event)
                .filter(Event.Edited.class::isInstance)
                .map(Event.Edited.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(edited.edit())
                .isInstanceOfSatisfying(
                        Edit.SlotValue.class,
                        edit -> assertThat(edit.value().sources())
                                .contains(Source.Plain.HUMAN, Source.Plain.INTRINSIC));
    }

    private UUID fork(int turn, Change change, int samples) throws InterruptedException {
        RunHandle run = project.fork(new ForkRequest(parent, ITEM, turn, change, samples), RunListener.NONE);
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        return run.id();
    }

    private List<String> texts(UUID run, String item) {
        return project.store().entries(run, FramePath.ofItem(item)).stream()
                .map(JournalEntry::event)
                .filter(Event.Generated.class::isInstance)
                .flatMap(event -> ((Event.Generated) event).completions().stream())
                .map(completion -> completion.text())
                .toList();
    }

    private long tokens(UUID run) {
        return project.store().entries(run).stream()
                .map(JournalEntry::event)
                .filter(Event.Generated.class::isInstance)
                .flatMap(event -> ((Event.Generated) event).completions().stream())
                .mapToLong(completion -> completion.ids().size())
                .sum();
    }

    private List<Long> seeds(UUID run) {
        return project.store().entries(run).stream()
                .filter(entry -> entry.event() instanceof Event.Edited)
                .map(entry -> ((Event.Edited) entry.event()).seed())
                .toList();
    }

    private static String prompt(Replay replay, String node) {
        return replay.steps().stream()
                .filter(step -> step.node().equals(node))
                .findFirst()
                .map(step -> step.prompts().getFirst().toString())
                .orElseThrow();
    }

    /// Multiplies wrongly for most seeds, checks rightly, and revises rightly for most seeds unless it is told to be
    /// careless.
    private record Students(Duration latency) implements ModelOpener {
        @Override
        public ModelCard card(Path model) {
            return open(model).card();
        }

        @Override
        public LanguageModel open(Path model) {
            return ScriptedLanguageModel.named("student", Students::answer).withLatency(latency);
        }

        private static String answer(Prompt prompt, long seed) {
            String first = prompt.messages().getFirst().text();
            if (first.contains("carelessly")) {
                return "99999";
            }
            String[] factors = first.split("\\*", -1);
            long product = Long.parseLong(factors[0]) * Long.parseLong(factors[1]);
            String right = String.format(Locale.ROOT, "%05d", product);
            return switch (prompt.messages().getLast().text()) {
                case "check" -> Objects.equals(prompt.messages().get(1).text(), right) ? "steps y" : "steps nt";
                case "revise" -> Math.floorMod(seed >> 16, 3) == 0 ? "01396" : right;
                default -> String.format(Locale.ROOT, "%05d", product + Math.floorMod(seed >> 8, 4) * 10L + 10);
            };
        }

        @Override
        public void close() {}
    }
}
