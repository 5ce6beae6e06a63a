package org.loopwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loopwright.journal.Event;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.Source;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.measure.Brands;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelCard.LabelUse;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.task.Dataset;
import org.loopwright.task.Datasets;
import org.loopwright.task.Graders;
import org.loopwright.task.Item;
import org.loopwright.task.Split;
import org.loopwright.testing.InMemoryRunStore;
import org.loopwright.testing.ScriptedLanguageModel;
import org.loopwright.tool.Tools;
import org.loopwright.tool.dataset.DatasetTool;
import org.loopwright.tool.retrieval.RetrievalTool;

/// Ten ways in which gold answers leak into a result, each run for real, and branded by what happened; and
/// for each a clean twin, as like it as can be, which is not.
///
/// All run on the same four problems. Most leaks get at gold by `verify`, whose verdict is a bit of it, or by
/// worked examples in which a problem that the run answers stands with its answer. The twins keep a `verify`
/// whose verdict nothing reads: having gold is no leak, using it is.
@Timeout(60)
class LeaksTest {
    private static final String LEAKING = "leaking";
    private static final String CLEAN = "clean";

    @TempDir
    private Path folder;

    private final RunStore store = new InMemoryRunStore();
    private final Map<String, String> loops = new LinkedHashMap<>();
    private LanguageModel student = ScriptedLanguageModel.named("student", (prompt, _) -> prompt.toString());
    private Dataset answered = Datasets.of("doubling", Split.TEST, problems(1, 2, 3, 4));
    private boolean killedAfterItsFirstAnswers;

    /// The ten places.
    enum Leak {
        RENAMED_SLOT(Brands.ORACLE_AT_INFERENCE),
        LIST_ELEMENT(Brands.ORACLE_AT_INFERENCE),
        PROMPT(Brands.ORACLE_AT_INFERENCE),
        EXIT_ONLY(Brands.ORACLE_AT_INFERENCE),
        SUB_LOOP(Brands.ORACLE_AT_INFERENCE),
        TOOL_ARGUMENT(Brands.ORACLE_AT_INFERENCE),
        FEW_SHOT(Brands.ORACLE_AT_INFERENCE),
        FILTERED_DATASET(Brands.SELECTED_ON_TEST),
        TRAINED_CHECKPOINT(Brands.ORACLE_AT_INFERENCE, Brands.LABELS_IN_TRAINING),
        CACHED_COMPLETION(Brands.ORACLE_AT_INFERENCE);

        @SuppressWarnings("ImmutableEnumChecker")
        private final Set<String> brands;

        Leak(String... brands) {
            this.brands = Set.of(brands);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLeakIsBranded(Leak leak) throws Exception {
        set(leak, LEAKING);
        assertThat(run().brands()).isEqualTo(leak.brands);
    }

    @ParameterizedTest
    @EnumSource
    void itsCleanTwinIsNot(Leak leak) throws Exception {
        set(leak, CLEAN);
        assertThat(run().brands()).isEmpty();
    }

    private void set(Leak leak, String which) throws Exception {
        boolean leaking = which.equals(LEAKING);
        switch (leak) {
            // A called loop knows the verdict by another name, and by a third within its prompt.
            case RENAMED_SLOT -> {
                loop("main.loop.yaml", List.of("verdict: {type: Verdict}", "guess: {type: Verdict}"), """
                          draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: guess}}
                          guess: {kind: self-verify, model: student, reads: [answer], writes: guess, exits: {next: verify}}
                          verify: {kind: verify, reads: answer, writes: verdict, exits: {next: call}}
                          call:
                            kind: call
                            loop: hint.loop.yaml
                            arguments: {question: question, mood: WHAT}
                            writes: answer
                            exits: {next: done}
                        """.replace(
                                "WHAT", leaking ? "verdict" : "guess"));
                loop("hint.loop.yaml", List.of("mood: {type: Verdict}"), """
                          draft:
                            kind: generate
                            model: student
                            prompt: [{user: "{{ question }}{% set weather = mood %} {{ weather.judgement }}"}]
                            writes: answer
                            exits: {next: done}
                        """);
            }
            // One ballot of a vote is an example's answer; no prompt shows it.
            case LIST_ELEMENT ->
                loop("main.loop.yaml", List.of("shots: {type: Text}", "ballots: {type: Samples}"), """
                          draft: {kind: exemplars, dataset: WHICH, k: 1, show: "{{ answer }}", writes: shots, exits: {next: two}}
                          two: {kind: sample, model: student, n: 2, prompt: [{user: "{{ question }}"}], writes: ballots, exits: {next: put}}
                          put: {kind: memory-write, reads: WHAT, writes: ballots, exits: {next: vote}}
                          vote: {kind: vote, reads: ballots, writes: answer, exits: {next: done}}
                        """.replace(
                                "WHICH", LEAKING)
                        .replace("WHAT", leaking ? "shots" : "question"));
            // The verdict is not shown; it only chooses between two texts.
            case PROMPT ->
                loop("main.loop.yaml", List.of("verdict: {type: Verdict}", "guess: {type: Verdict}"), """
                          draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: guess}}
                          guess: {kind: self-verify, model: student, reads: [answer], writes: guess, exits: {next: verify}}
                          verify: {kind: verify, reads: answer, writes: verdict, exits: {next: again}}
                          again:
                            kind: generate
                            model: student
                            prompt: [{user: "{{ question }} {% if WHAT.accept %}Keep{% else %}Change{% endif %} it."}]
                            writes: answer
                            exits: {next: done}
                        """.replace(
                                "WHAT", leaking ? "verdict" : "guess"));
            case EXIT_ONLY ->
                loop("main.loop.yaml", List.of("verdict: {type: Verdict}"), """
                          draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: verify}}
                          verify: {kind: verify, reads: answer, writes: verdict, exits: EXITS}
                          again: {kind: generate, model: student, prompt: [{user: "Again: {{ question }}"}], writes: answer, exits: {next: done}}
                        """.replace(
                                "EXITS", leaking ? "{right: done, wrong: again}" : "{next: again}"));
            // The called loop stops when it is right; the calling one sees only an answer.
            case SUB_LOOP -> {
                loop("main.loop.yaml", List.of(), """
                          draft: {kind: call, loop: solve.loop.yaml, arguments: {question: question}, writes: answer, exits: {next: done}}
                        """);
                loop("solve.loop.yaml", List.of("verdict: {type: Verdict}", "guess: {type: Verdict}"), """
                          draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: guess}}
                          guess: {kind: self-verify, model: student, reads: [answer], writes: guess, exits: {next: verify}}
                          verify: {kind: verify, reads: answer, writes: verdict, exits: {next: gate}}
                          gate: {kind: branch, cases: [{when: "WHAT.accept", exit: stop}, {exit: more}], exits: {stop: done, more: again}}
                          again: {kind: generate, model: student, prompt: [{user: "Again: {{ question }}"}], writes: answer, exits: {next: done}}
                        """.replace(
                                "WHAT", leaking ? "verdict" : "guess"));
            }
            // A search for the answer, whose result nothing reads.
            case TOOL_ARGUMENT -> {
                Files.writeString(Files.createDirectory(folder.resolve("texts")).resolve("a.txt"), "2 is even.");
                loop("main.loop.yaml", List.of("shots: {type: Text}", "found: {type: Text}"), """
                          draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: shots}}
                          shots: {kind: exemplars, dataset: leaking, k: 1, show: "{{ answer }}", writes: shots, exits: {next: find}}
                          find: {kind: retrieve, folder: texts, reads: WHAT, writes: found, exits: {next: done}}
                        """.replace(
                                "WHAT", leaking ? "shots" : "question"));
            }
            case FEW_SHOT -> loop("main.loop.yaml", List.of("shots: {type: Text}"), """
                          draft: {kind: exemplars, dataset: WHICH, k: 2, writes: shots, exits: {next: solve}}
                          solve: {kind: generate, model: student, prompt: [{user: "{{ shots }} {{ question }}"}], writes: answer, exits: {next: done}}
                        """.replace("WHICH", which));
            // Only problems that somebody's model got right are answered.
            case FILTERED_DATASET -> {
                plainLoop();
                Source by = leaking ? new Source.Label("doubling", "test") : Source.Plain.HUMAN;
                answered = answered.withItems(problems(2, 4)).withChosenBy(Set.of(by));
            }
            case TRAINED_CHECKPOINT -> {
                plainLoop();
                student = trained(leaking ? List.of(new LabelUse("doubling", "test")) : List.of());
            }
            // The run is killed when its first answers are journaled. Resumed, it takes them from there, asks
            // nobody, and must still know what their prompts showed.
            case CACHED_COMPLETION -> {
                set(Leak.PROMPT, which);
                killedAfterItsFirstAnswers = true;
            }
        }
    }

    private RunSummary run() throws InterruptedException {
        RunHandle run = runner().start(UUID.randomUUID(), plan(), RunHeader.Kind.MAIN, RunListener.NONE);
        assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);
        UUID id = killedAfterItsFirstAnswers ? resumed(run.id()) : run.id();
        RunSummary summary = store.run(id).orElseThrow();
        assertThat(summary.itemsFailed()).isZero();
        assertThat(store.itemTurns(id, "exact")).isNotEmpty();
        return summary;
    }

    /// A run whose journal ends with the last answer of a model of each item, gone on with.
    private UUID resumed(UUID whole) throws InterruptedException {
        UUID id = UUID.randomUUID();
        List<JournalEntry> kept = new ArrayList<>();
        for (Item item : answered.items()) {
            List<JournalEntry> frame = store.entries(whole, FramePath.ofItem(item.id()));
            int last = frame.size() - 1;
            while (!(frame.get(last).event() instanceof Event.Generated)) {
                last--;
            }
            kept.addAll(frame.subList(0, last + 1));
        }
        List<JournalEntry> killed = new ArrayList<>(List.of(store.entries(whole).getFirst()));
        kept.forEach(entry -> killed.add(
                new JournalEntry(killed.size(), entry.frame(), entry.frameSeq(), entry.at(), entry.event())));
        store.append(id, killed);
        student = ScriptedLanguageModel.named("student", (_, _) -> {
            throw new AssertionError("everything is in the journal");
        });
        assertThat(runner().resume(id, plan(), "test", RunListener.NONE).await().status())
                .isEqualTo(RunHandle.Status.FINISHED);
        boolean leaking = store.run(id).orElseThrow().brands().contains(Brands.ORACLE_AT_INFERENCE);
        assertThat(store.run(id).orElseThrow().provenance().contains("oracle"))
                .as("the answer itself knows, too")
                .isEqualTo(leaking);
        return id;
    }

    private Runner runner() {
        LoopMachine machine =
                new LoopMachine(NodeKinds.installed(), new Language(new JinjaTemplates(), new CelConditions()));
        return new Runner(store, machine, NodeKinds.installed(), Clock.systemUTC(), "test")
                .withTools(new Tools(
                        List.of(new DatasetTool(LeaksTest::shots, new JinjaTemplates()), new RetrievalTool(folder))));
    }

    private RunPlan plan() {
        Map<String, LoopSpec> specs = new LinkedHashMap<>();
        loops.forEach((file, text) -> specs.put(file, TestRuns.loop(text)));
        return new RunPlan(
                "main.loop.yaml",
                specs,
                loops,
                Map.of("student", student),
                answered,
                Graders.named("exact"),
                7,
                Budget.UNLIMITED,
                2);
    }

    /// Examples marked few-shot, as a careless project.yaml can do with any file: in the leaking one stand two
    /// of the problems that are answered, under ids of their own.
    private static Dataset shots(String id) {
        List<Item> items = id.equals(LEAKING) ? problems(3, 4) : problems(11, 12);
        return Datasets.of(
                "shots",
                Split.FEW_SHOT,
                items.stream()
                        .map(item -> new Item(
                                "shot-" + item.id(), item.contentHash(), item.cluster(), item.fields(), item.gold()))
                        .toList());
    }

    private static List<Item> problems(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(n -> Datasets.item("item-" + n, null, Map.of("question", "twice " + n), "" + 2 * n))
                .toList();
    }

    private static LanguageModel trained(List<LabelUse> labels) {
        ModelCard card = new ModelCard("student", "trained", 0, labels, List.of(), true, "none", "bytes");
        return ScriptedLanguageModel.named("student", (_, _) -> "4").withCard(card);
    }

    private void plainLoop() {
        loop("main.loop.yaml", List.of(), """
                  draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: done}}
                """);
    }

    /// A loop that begins at `draft` and ends at `done`.
    private void loop(String file, List<String> slots, String nodes) {
        StringBuilder text = new StringBuilder("""
                loopwright: 1
                name: NAME
                level: item
                models: [student]
                slots:
                  question: {type: Text, from: item.question}
                  answer: {type: Text, answer: true}
                """.replace("NAME", file.substring(0, file.indexOf('.'))));
        slots.forEach(slot -> text.append("  ").append(slot).append('\n'));
        text.append("start: draft\nnodes:\n").append(nodes).append("  done: {kind: stop, returns: answer}\n");
        loops.put(file, text.toString());
    }
}
