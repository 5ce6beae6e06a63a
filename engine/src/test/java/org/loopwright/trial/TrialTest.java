package org.loopwright.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.journal.Edit;
import org.loopwright.journal.Event;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Source;
import org.loopwright.measure.MeasureException;
import org.loopwright.project.ForkRequest;
import org.loopwright.project.ItemSelection;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunArms;
import org.loopwright.project.RunRequest;
import org.loopwright.project.TrialRequest;
import org.loopwright.run.Replay;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.Slips;

/// The sample project's loop, step by step on its first item, which the script gets wrong and then revises.
@Timeout(60)
class TrialTest {
    private static final String ITEM = "dev-0001";
    private static final String RIGHT = "01386";
    private static final String FILE = "self-check.loop.yaml";

    @TempDir
    private Path folder;

    private Project project;
    private Trial trial;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        project = Project.open(SampleFolder.copyTo(folder.resolve("project")), new Slips(Duration.ZERO));
        trial = start(Breakpoints.NONE);
    }

    private Trial start(Breakpoints breakpoints) throws InterruptedException {
        return Trial.start(project.trials(), request(), breakpoints, TrialListener.NONE);
    }

    private TrialRequest request() {
        return TrialRequest.of(project.file().defaults(), "self-check", ITEM);
    }

    @AfterEach
    void close() {
        trial.close();
        project.close();
    }

    @Test
    void itWaitsBeforeTheFirstNodeWithWhatTheItemGives() {
        TrialState state = trial.state();

        assertThat(state.next()).contains("draft");
        assertThat(state.steps()).isEmpty();
        assertThat(slot(state, "question")).isNotEmpty();
        assertThat(state.frame().value("answer")).isEmpty();
        assertThat(project.summary(state.run()).header().kind()).isEqualTo(RunHeader.Kind.TRIAL);
    }

    @Test
    void eachStepShowsEverySlotBeforeAndAfter() throws InterruptedException {
        TrialState drafted = trial.step();

        assertThat(drafted.next()).contains("check");
        SlotChange answer = change(drafted, "answer");
        assertThat(answer.before()).isEmpty();
        assertThat(answer.written()).isTrue();
        assertThat(change(drafted, "question").written()).isFalse();
        assertThat(drafted.lastStep().orElseThrow().done().orElseThrow().completions())
                .hasSize(1);

        TrialState checked = trial.step();
        assertThat(checked.next()).contains("gate");
        assertThat(change(checked, "verdict").after().orElseThrow().text()).startsWith("reject");
        assertThat(change(checked, "answer").written()).isFalse();
        assertThat(checked.changes())
                .extracting(SlotChange::slot)
                .containsExactlyElementsOf(checked.loop().slots().keySet());
    }

    @Test
    void steppedToTheEndItIsWhatARunIs() throws InterruptedException {
        TrialState state = trial.state();
        while (state.frame().isOpen()) {
            state = trial.step();
        }
        RunHandle run = project.start(RunRequest.of(project.file().defaults()).withItems(1), RunListener.NONE);
        run.await();
        Replay whole = project.trace(run.id(), ITEM, "integer").replay();

        assertThat(state.steps()).extracting(TrialStep::node).isEqualTo(nodes(whole));
        assertThat(state.halt())
                .isInstanceOfSatisfying(
                        Halt.Ended.class,
                        ended -> assertThat(ended.end().outcome()).isIn(Frame.Outcome.STOPPED, Frame.Outcome.CAPPED));
        assertThat(slot(state, "answer")).isEqualTo(RIGHT);
        assertThat(state.grades()).isEqualTo(whole.grades()).hasSize(2);
        assertThat(project.trace(state.run(), ITEM, "integer").replay().difference())
                .isNull();
        assertThat(trial.step()).as("there is no step behind the end").isEqualTo(state);
    }

    private static List<String> nodes(Replay replay) {
        return replay.steps().stream().map(Replay.Step::node).toList();
    }

    @Test
    void itStopsBeforeNodesWithABreakpointAndGoesOnFromThere() throws InterruptedException {
        trial.stopAt(Breakpoints.NONE.toggled(FILE, "revise"));

        TrialState stopped = trial.proceed();
        assertThat(stopped.halt()).isEqualTo(new Halt.AtNode("revise"));
        assertThat(stopped.next()).contains("revise");

        assertThat(trial.proceed().halt()).isInstanceOf(Halt.Ended.class);
    }

    @Test
    void itStopsWhereAConditionBeginsToHold() throws InterruptedException {
        trial.stopAt(Breakpoints.NONE.with("!verdict.accept"));

        TrialState stopped = trial.proceed();

        assertThat(stopped.halt()).isEqualTo(new Halt.AtCondition("!verdict.accept"));
        assertThat(stopped.next()).as("the check wrote the verdict").contains("gate");
        assertThat(trial.proceed().halt()).as("it goes on holding").isInstanceOf(Halt.Ended.class);
    }

    @Test
    void saysWhatIsWrongWithACondition() {
        assertThatThrownBy(() -> trial.stopAt(Breakpoints.NONE.with("verdickt.accept")))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("verdickt");
        assertThat(trial.breakpoints()).isEqualTo(Breakpoints.NONE);
    }

    @Test
    void goingBackRunsNothingAndTheSameStepGivesTheSameText() throws InterruptedException {
        String draft = slot(trial.step(), "answer");
        trial.step();
        UUID first = trial.state().run();

        TrialState back = trial.stepBack();
        assertThat(back.next()).contains("check");
        assertThat(back.isBack()).isTrue();
        assertThat(back.run()).isEqualTo(first);
        trial.stepBack();
        assertThat(project.trials().trials()).hasSize(1);

        TrialState again = trial.step();
        assertThat(slot(again, "answer")).isEqualTo(draft);
        assertThat(again.run()).as("a step from an earlier place is a fork").isNotEqualTo(first);
        RunHeader header = project.summary(again.run()).header();
        assertThat(header.kind()).isEqualTo(RunHeader.Kind.TRIAL);
        assertThat(header.origins().getLast().run()).isEqualTo(first);
        assertThat(again.branches()).extracting(TrialBranch::id).containsExactly(first, again.run());
    }

    @Test
    void anEditedValueIsUsedAndCarriesThePersonWhoTypedIt() throws InterruptedException {
        trial.step();

        TrialState edited = trial.edit("answer", RIGHT);
        assertThat(edited.next()).contains("check");
        assertThat(edited.steps()).extracting(TrialStep::node).containsExactly("draft", Replay.EDITED);
        assertThat(change(edited, "answer").written()).isTrue();
        assertThat(edited.frame().value("answer").orElseThrow().sources()).contains(Source.Plain.HUMAN);

        TrialState ended = trial.proceed();
        assertThat(ended.halt()).isInstanceOf(Halt.Ended.class);
        assertThat(ended.steps()).extracting(TrialStep::node).doesNotContain("revise");
        assertThat(project.trace(ended.run(), ITEM + "~0", "integer").replay().difference())
                .isNull();

        TrialState before = trial.goTo(1);
        assertThat(slot(before, "answer")).as("before the edit").isNotEqualTo(RIGHT);
        TrialState other = trial.proceed();
        assertThat(other.steps()).extracting(TrialStep::node).contains("revise").doesNotContain(Replay.EDITED);
        assertThat(project.summary(other.run()).header().origins()).hasSize(1);
        assertThat(project.trace(other.run(), ITEM + "~0", "integer").replay().difference())
                .isNull();
    }

    @Test
    void aVerdictIsTypedAsItIsShown() throws InterruptedException {
        trial.step();
        trial.step();

        TrialState edited = trial.edit("verdict", "accept 0.9");

        assertThat(slot(edited, "verdict")).isEqualTo("accept");
        assertThat(trial.proceed().steps()).extracting(TrialStep::node).doesNotContain("revise");
    }

    @Test
    void aRerunDrawsAnewFromHereAndNothingBefore() throws InterruptedException {
        String draft = slot(trial.step(), "answer");
        trial.goTo(0);
        Set<String> drafts = new java.util.HashSet<>(Set.of(draft));
        for (int i = 0; i < 4; i++) {
            TrialState rerun = trial.rerun();
            assertThat(rerun.halt()).isInstanceOf(Halt.Ended.class);
            drafts.add(rerun.steps()
                    .getFirst()
                    .after()
                    .value("answer")
                    .orElseThrow()
                    .text());
            trial.goTo(0);
        }
        assertThat(drafts).as("other seeds").hasSizeGreaterThan(1);

        trial.step();
        trial.goTo(1);
        String kept = slot(trial.state(), "answer");
        assertThat(trial.rerun()
                        .steps()
                        .getFirst()
                        .after()
                        .value("answer")
                        .orElseThrow()
                        .text())
                .isEqualTo(kept);
    }

    @Test
    void theNextStepFollowsTheLoopAsItIsDrawnNow() throws InterruptedException, IOException {
        trial.step();
        trial.step();
        trial.step();
        assertThat(trial.state().next()).contains("revise");
        String text = Files.readString(project.root().resolve("loops").resolve(FILE));
        int at = text.indexOf("  revise:\n");
        String careless = text.substring(0, at)
                + text.substring(at).replaceFirst("\\{\\{ question }}", "{{ question }} carelessly");
        trial.follow(Map.of(FILE, careless));

        TrialState revised = trial.step();

        assertThat(slot(revised, "answer")).isEqualTo("99999");
        assertThat(project.summary(revised.run()).header().origins().getLast().edit())
                .isInstanceOfSatisfying(
                        Edit.Setting.class, edit -> assertThat(edit.setting()).isEqualTo("revise.prompt"));
        assertThat(project.trace(revised.run(), ITEM + "~0", "integer").replay().difference())
                .as("the steps before follow the loop as it was")
                .isNull();
        assertThat(trial.step().run()).as("nothing changed since").isEqualTo(revised.run());
    }

    @Test
    void aTrialIsFoundAgainWhereItStood() throws InterruptedException {
        TrialState left = trial.step();
        trial.close();

        trial = Trial.open(project.trials(), left.run(), ITEM, Breakpoints.NONE, TrialListener.NONE);
        assertThat(trial.state().next()).contains("check");
        assertThat(trial.state().steps()).hasSize(1);
        TrialState next = trial.step();
        assertThat(next.run()).as("it goes on, it is no fork").isEqualTo(left.run());
        assertThat(next.next()).contains("gate");
    }

    @Test
    void anItemOfAnyRunCanBeSteppedThroughAndLeft() throws InterruptedException {
        RunHandle run = project.start(RunRequest.of(project.file().defaults()).withItems(2), RunListener.NONE);
        run.await();
        trial.close();

        trial = Trial.open(project.trials(), run.id(), ITEM, Breakpoints.NONE, TrialListener.NONE);
        trial.goTo(1);
        TrialState edited = trial.edit("answer", RIGHT);

        assertThat(edited.branches()).hasSize(2);
        assertThat(project.summary(edited.run()).header().kind()).isEqualTo(RunHeader.Kind.TRIAL);
        assertThat(project.forks(run.id(), ITEM))
                .as("a trial is no fork of an item")
                .isEmpty();
    }

    @Test
    void aLongStepCanBeStopped() throws Exception {
        trial.close();
        try (Project slow = Project.open(project.root(), new Slips(Duration.ofSeconds(20)))) {
            Trial long_ = Trial.start(slow.trials(), request(), Breakpoints.NONE, TrialListener.NONE);
            Thread stepping = Thread.startVirtualThread(() -> {
                try {
                    long_.step();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.sleep(300);
            long_.stop();
            stepping.join(Duration.ofSeconds(10));
            assertThat(stepping.isAlive()).isFalse();
            assertThat(long_.state().halt()).isInstanceOf(Halt.Stopped.class);
            assertThat(long_.state().next()).contains("draft");
            long_.close();
        }
    }

    @Test
    void trialsNeverEnterWhatCountsRuns() throws InterruptedException {
        trial.proceed();
        trial.goTo(1);
        trial.edit("answer", RIGHT);
        trial.proceed();
        RunHandle run = project.start(RunRequest.of(project.file().defaults()).withItems(2), RunListener.NONE);
        run.await();

        assertThat(project.runs()).extracting(one -> one.header().id()).containsExactly(run.id());
        assertThat(project.trials().trials()).hasSize(2);
        for (RunSummary one : project.trials().trials()) {
            UUID id = one.header().id();
            assertThatThrownBy(() -> new RunArms(project.store()).arms(List.of(id, run.id()), ""))
                    .isInstanceOf(MeasureException.class)
                    .hasMessageContaining("trial");
            assertThatThrownBy(() -> ItemSelection.of(project, id, "", null)).hasMessageContaining("trial");
            assertThatThrownBy(() -> project.report(id, "integer"))
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("trial");
            assertThatThrownBy(() -> project.regrade(id, "integer")).hasMessageContaining("trial");
        }
        assertThat(project.store().entries(trial.state().run()))
                .as("the journal has everything")
                .anyMatch(entry -> entry.event() instanceof Event.Graded);
    }

    @Test
    void saysWhyAValueDoesNotFit() throws InterruptedException {
        assertThatThrownBy(() -> trial.edit("critique", "x"))
                .hasMessageContaining("no slot `critique`")
                .hasMessageContaining("verdict");
        assertThatThrownBy(() -> trial.edit("verdict", "perhaps")).hasMessageContaining("`perhaps`");
        trial.proceed();
        assertThatThrownBy(() -> trial.edit("answer", "1")).hasMessageContaining("step back");
        assertThatThrownBy(() -> trial.rerun()).hasMessageContaining("step back");
        assertThat(project.trials().trials()).as("nothing was left behind").hasSize(1);
    }

    @Test
    void aBrokenLoopIsNotStarted() {
        TrialRequest broken = request().withDrawn(Map.of(FILE, "loopwright: 1\nname: self-check\nlevel: item\n"));
        assertThatThrownBy(() -> Trial.start(project.trials(), broken, Breakpoints.NONE, TrialListener.NONE))
                .isInstanceOf(ProjectException.class);
        assertThatThrownBy(() -> Trial.start(
                        project.trials(), request().withItem("dev", "dev-9999"), Breakpoints.NONE, TrialListener.NONE))
                .hasMessageContaining("dev-9999");
    }

    @Test
    void aForkMadeBeforeItsParentsEditFollowsTheLoopFromBefore() throws InterruptedException {
        RunHandle run = project.start(RunRequest.of(project.file().defaults()).withItems(1), RunListener.NONE);
        run.await();
        RunHandle changed = project.fork(
                new ForkRequest(
                        run.id(),
                        ITEM,
                        1,
                        new ForkRequest.Change.Setting(
                                "revise.prompt", List.of(Map.of("user", "{{ question }} carelessly"))),
                        1),
                RunListener.NONE);
        changed.await();
        RunHandle before = project.fork(
                new ForkRequest(changed.id(), ITEM + "~0", 0, new ForkRequest.Change.Slot("answer", "00000"), 1),
                RunListener.NONE);
        before.await();

        assertThat(project.summary(before.id()).header().origins())
                .extracting(RunHeader.Origin::run)
                .as("what was taken over is the first run's")
                .containsExactly(run.id());
        assertThat(project.trace(before.id(), ITEM + "~0", "integer").replay().difference())
                .isNull();
    }

    private static String slot(TrialState state, String name) {
        return state.frame().value(name).orElseThrow().text();
    }

    private static SlotChange change(TrialState state, String name) {
        return state.changes().stream()
                .filter(change -> change.slot().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
