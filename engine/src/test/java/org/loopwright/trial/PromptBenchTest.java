package org.loopwright.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.model.PromptToken;
import org.loopwright.model.TokenIds;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.project.TrialRequest;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.Slips;

/// Prompts of the sample project's loop, as the script's byte tokenizer reads them.
@Timeout(60)
class PromptBenchTest {
    private static final String ITEM = "dev-0001";
    private static final String FILE = "self-check.loop.yaml";

    @TempDir
    private Path folder;

    private Project project;
    private PromptBench bench;

    @BeforeEach
    void open() throws IOException {
        project = Project.open(SampleFolder.copyTo(folder.resolve("project")), new Slips(Duration.ZERO));
        bench = new PromptBench(project.trials());
    }

    @AfterEach
    void close() {
        project.close();
    }

    private BenchRequest request(String node, SlotSource slots, Map<String, String> typed) {
        return new BenchRequest(TrialRequest.of(project.file().defaults(), "self-check", ITEM), node, slots, typed);
    }

    @Test
    void theTokensAreThoseThatTheModelReadsAndEachIsOfItsMessage() {
        BenchPrompt prompt = bench.prompt(request("check", new SlotSource.Given(), Map.of("answer", "01396")));

        BenchPrompt.Asked asked = Objects.requireNonNull(prompt.asked());
        TokenIds ids =
                TokenIds.of(asked.tokens().stream().mapToInt(PromptToken::id).toArray());
        assertThat(ids)
                .isEqualTo(project.trials()
                        .model(TrialRequest.of(project.file().defaults(), "self-check", ITEM), "student")
                        .tokenize(asked.prompt()));
        assertThat(text(asked, 1)).isEqualTo("01396");
        assertThat(text(asked, 2)).isEqualTo("check");
        assertThat(asked.templateTokens())
                .isEqualTo(asked.tokens().size() - text(asked, 0).length() - 10);
        assertThat(asked.contextLength()).isEqualTo(4096);
        assertThat(asked.fits()).isTrue();
        assertThat(asked.prompt().messages().get(1).segments().getFirst().slot())
                .isEqualTo("answer");
    }

    private static String text(BenchPrompt.Asked asked, int message) {
        return asked.tokens().stream()
                .filter(token -> token.message() == message)
                .map(PromptToken::text)
                .collect(Collectors.joining());
    }

    @Test
    void saysWhichSlotIsMissingAndTakesWhatIsTyped() {
        BenchPrompt without = bench.prompt(request("check", new SlotSource.Given(), Map.of()));
        assertThat(without.asked()).isNull();
        assertThat(without.missing()).containsExactly("answer");
        assertThat(without.problem()).contains("`answer`");

        BenchPrompt typed = bench.prompt(request("check", new SlotSource.Given(), Map.of("answer", "1")));
        assertThat(typed.missing()).isEmpty();
        assertThat(typed.slots())
                .filteredOn(slot -> slot.slot().equals("answer"))
                .singleElement()
                .satisfies(slot -> {
                    assertThat(slot.origin()).isEqualTo(BenchPrompt.Origin.TYPED);
                    assertThat(slot.text()).isEqualTo("1");
                    assertThat(slot.read()).isTrue();
                });
    }

    @Test
    void takesWhatAStoredRunHadWhenItCameThere() throws InterruptedException {
        RunHandle run = project.start(RunRequest.of(project.file().defaults()).withItems(1), RunListener.NONE);
        run.await();
        SlotSource stored = new SlotSource.Stored(run.id(), 1);

        BenchPrompt prompt = bench.prompt(request("revise", stored, Map.of()));

        assertThat(Objects.requireNonNull(prompt.asked()).prompt())
                .isEqualTo(project.trace(run.id(), ITEM, "integer").replay().steps().stream()
                        .filter(step -> step.node().equals("revise"))
                        .findFirst()
                        .orElseThrow()
                        .prompts()
                        .getFirst());
        assertThat(prompt.slots())
                .filteredOn(slot -> slot.origin() == BenchPrompt.Origin.STORED)
                .extracting(BenchPrompt.ShownSlot::slot)
                .containsExactly("answer", "check", "verdict");
    }

    @Test
    void takesWhatATrialHasWhereItStands() throws InterruptedException {
        try (Trial trial = Trial.start(
                project.trials(),
                TrialRequest.of(project.file().defaults(), "self-check", ITEM),
                Breakpoints.NONE,
                TrialListener.NONE)) {
            TrialState state = trial.step();
            BenchRequest request = request("check", new SlotSource.Standing(state.frame()), Map.of());
            BenchAnswer first = bench.complete(request, 1, BenchListener.NONE).getFirst();

            trial.step();

            assertThat(first.completion().text())
                    .as("the first completion is the one that the trial draws next")
                    .isEqualTo(
                            trial.state().frame().value("check").orElseThrow().text());
            assertThat(first.exit()).contains("next");
            assertThat(first.writes()).containsKey("verdict");
        }
    }

    @Test
    void anEditOfThePromptIsSeenAtOnceEvenWhereTheLoopCouldNotRun() throws IOException {
        String text = Files.readString(project.root().resolve("loops").resolve(FILE));
        String edited = text.replace("prompt: [{user: \"{{ question }}\"}]", "prompt: [{user: \"{{ question }}!\"}]")
                .replace("accept: done, revise: revise", "accept: nowhere, revise: revise");
        BenchRequest before = request("draft", new SlotSource.Given(), Map.of());
        BenchRequest after =
                new BenchRequest(before.where().withDrawn(Map.of(FILE, edited)), "draft", before.slots(), Map.of());

        assertThat(messages(bench.prompt(before))).doesNotEndWith("!");
        assertThat(messages(bench.prompt(after))).endsWith("!");
        assertThat(Files.readString(project.root().resolve("loops").resolve(FILE)))
                .isEqualTo(text);
    }

    private static String messages(BenchPrompt prompt) {
        return Objects.requireNonNull(prompt.asked()).prompt().toString();
    }

    @Test
    void fiveCompletionsStreamAndAreGraded() throws InterruptedException {
        Queue<BenchAnswer> done = new ConcurrentLinkedQueue<>();
        Queue<String> tokens = new ConcurrentLinkedQueue<>();
        List<BenchAnswer> answers = bench.complete(
                request("draft", new SlotSource.Given(), Map.of()), PromptBench.SAMPLES, new BenchListener() {
                    @Override
                    public void token(int sample, String text) {
                        tokens.add(text);
                    }

                    @Override
                    public void done(BenchAnswer answer) {
                        done.add(answer);
                    }
                });

        assertThat(answers).hasSize(5).allSatisfy(answer -> {
            assertThat(answer.grade().orElseThrow().extracted()).isNotNull();
            assertThat(answer.answers()).isTrue();
            assertThat(answer.exit()).contains("next");
        });
        assertThat(answers).extracting(BenchAnswer::sample).containsExactly(0, 1, 2, 3, 4);
        assertThat(answers).extracting(answer -> answer.completion().text()).doesNotHaveDuplicates();
        assertThat(done).containsExactlyInAnyOrderElementsOf(answers);
        assertThat(tokens).hasSize(25);
        assertThat(project.store().runs()).as("nothing is stored").isEmpty();
    }

    @Test
    void aNodeWithoutAPromptSaysWhatItDoes() {
        BenchPrompt gate = bench.prompt(request("gate", new SlotSource.Given(), Map.of("verdict", "accept")));
        assertThat(gate.asked()).isNull();
        assertThat(gate.problem()).contains("exit `accept`");
        assertThatThrownBy(
                        () -> bench.complete(request("done", new SlotSource.Given(), Map.of()), 1, BenchListener.NONE))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("the loop ends here");
        assertThatThrownBy(() -> bench.prompt(request("drafft", new SlotSource.Given(), Map.of())))
                .hasMessageContaining("drafft")
                .hasMessageContaining("revise");
    }

    @Test
    void theDifferenceFromThePapersPromptIsWordByWord() throws IOException {
        BenchRequest request = request("check", new SlotSource.Given(), Map.of("answer", "01396"));
        assertThat(bench.prompt(request).paper()).isEmpty();
        Path file = PaperPrompt.place(project.root(), "self-check", "check");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                # Somebody et al. 2031, appendix A
                # with our slots
                [user]
                {{ question }}
                [assistant]
                {{ answer }}
                [user]
                please check
                """);

        BenchPrompt.Difference difference = bench.prompt(request).paper().orElseThrow();

        assertThat(difference.paper().source()).isEqualTo("Somebody et al. 2031, appendix A with our slots");
        assertThat(difference.pieces())
                .filteredOn(piece -> piece.mark() != WordDiff.Mark.SAME)
                .extracting(piece -> piece.mark() + ":" + piece.text().strip())
                .containsExactly("REMOVED:please");
        assertThat(difference.none()).isFalse();
    }

    @Test
    void aPapersPromptThatDoesNotFitSaysWhy() throws IOException {
        Path file = project.root().resolve("prompts/paper/check.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{{ nothing_of_this_name }}");
        BenchRequest request = request("check", new SlotSource.Given(), Map.of("answer", "1"));
        assertThat(bench.prompt(request).paper().orElseThrow().problem()).contains("nothing_of_this_name");

        Files.writeString(file, "# nothing but a source\n");
        assertThatThrownBy(() -> bench.prompt(request)).hasMessageContaining("holds no message");
    }

    /// The loop with a setting more at a node.
    private BenchRequest with(String node, String kind, String setting, SlotSource slots, Map<String, String> typed)
            throws IOException {
        String text = Files.readString(project.root().resolve("loops").resolve(FILE));
        String place = "  " + node + ":\n    kind: " + kind + "\n";
        assertThat(text).contains(place);
        BenchRequest request = request(node, slots, typed);
        return new BenchRequest(
                request.where().withDrawn(Map.of(FILE, text.replace(place, place + "    " + setting + "\n"))),
                node,
                slots,
                typed);
    }

    @Test
    void examplesOfThePromptAreAmongItsTokens() throws IOException {
        Path yaml = project.root().resolve("project.yaml");
        Files.writeString(project.root().resolve("data/shots.jsonl"), """
                {"id": "a", "question": "2*3", "answer": "6"}
                {"id": "b", "question": "4*5", "answer": "20"}
                """);
        Files.writeString(
                yaml,
                Files.readString(yaml)
                        .replace(
                                "datasets:\n",
                                "datasets:\n  shots: {name: s, split: few-shot, file: data/shots.jsonl}\n"));
        project.close();
        project = Project.open(project.root(), new Slips(Duration.ZERO));
        bench = new PromptBench(project.trials());

        BenchPrompt.Asked asked = Objects.requireNonNull(bench.prompt(
                        with("draft", "generate", "few-shot: {dataset: shots, k: 2}", new SlotSource.Given(), Map.of()))
                .asked());

        assertThat(asked.prompt().messages()).hasSize(5);
        assertThat(text(asked, 0)).isEqualTo("2*3");
        assertThat(text(asked, 3)).isEqualTo("20");
        assertThat(project.store().runs()).as("nothing is stored").isEmpty();

        BenchPrompt wrong = bench.prompt(
                with("draft", "generate", "few-shot: {dataset: dev, k: 2}", new SlotSource.Given(), Map.of()));
        assertThat(wrong.asked()).isNull();
        assertThat(wrong.problem()).contains("is of split dev", "few-shot alone");
    }

    @Test
    void whatARunWouldLeaveOutIsMarked() throws IOException {
        Map<String, String> typed = Map.of("answer", "1".repeat(5000));
        SlotSource given = new SlotSource.Given();
        BenchPrompt.Asked cut = Objects.requireNonNull(
                bench.prompt(with("check", "self-verify", "too-long: truncate-left", given, typed))
                        .asked());
        BenchPrompt.Asked failing = Objects.requireNonNull(
                bench.prompt(request("check", given, typed)).asked());

        assertThat(cut.kept()).isLessThanOrEqualTo(4096);
        assertThat(cut.fits()).isTrue();
        assertThat(cut.dropped())
                .hasSize(cut.tokens().size() - cut.kept())
                .allSatisfy(
                        index -> assertThat(cut.tokens().get(index).message()).isLessThan(2));
        assertThat(failing.dropped()).isEmpty();
        assertThat(failing.isTooLong()).isTrue();
        assertThat(failing.tooLong()).isEqualTo(org.loopwright.loop.PromptSettings.TooLong.ERROR);
    }

    @Test
    void aConversationThatGoesOnIsShownFromItsBeginning() throws InterruptedException, IOException {
        RunHandle run = project.start(RunRequest.of(project.file().defaults()).withItems(1), RunListener.NONE);
        run.await();
        SlotSource stored = new SlotSource.Stored(run.id(), 1);

        BenchPrompt prompt = bench.prompt(with("check", "self-verify", "conversation: same", stored, Map.of()));

        BenchPrompt.Asked asked = Objects.requireNonNull(prompt.asked());
        assertThat(asked.prompt().messages()).hasSize(5);
        assertThat(text(asked, 0)).as("what the draft was asked").isEqualTo(text(asked, 2));
        assertThat(text(asked, 1)).as("what it answered").isEqualTo(text(asked, 3));
    }

    @Test
    void theBeginningOfTheAnswerIsOpen() throws IOException {
        String text = Files.readString(project.root().resolve("loops").resolve(FILE))
                .replace("prompt: [{user: \"{{ question }}\"}]", "prompt: [{user: \"{{ question }}\"}, {prefill: So}]");
        BenchRequest request = request("draft", new SlotSource.Given(), Map.of());
        BenchPrompt.Asked asked = Objects.requireNonNull(bench.prompt(new BenchRequest(
                        request.where().withDrawn(Map.of(FILE, text)), "draft", request.slots(), Map.of()))
                .asked());

        assertThat(asked.prompt().form()).isEqualTo(org.loopwright.model.Prompt.Form.CONTINUE);
        assertThat(asked.tokens().getLast().text()).isEqualTo("o");
    }
}
