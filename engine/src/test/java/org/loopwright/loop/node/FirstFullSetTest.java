package org.loopwright.loop.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopwright.loop.Content;
import org.loopwright.loop.Content.Judgement;
import org.loopwright.loop.Decision;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;

/// What the kinds beyond the first eleven do.
class FirstFullSetTest {
    private static final Source GIVEN = Source.Plain.GIVEN;
    private static final Source OTHER = new Source.OfModel("other");
    private static final Source TOOL = new Source.Tool("tool");

    private static List<Map<String, String>> ask(String text) {
        return List.of(Map.of("user", text));
    }

    private static Value by(Source source, String text) {
        return new Value(new Content.Text(text), Set.of(source), null);
    }

    private static Value samples(String... texts) {
        List<Value> values = new ArrayList<>();
        for (String text : texts) {
            values.add(by(OTHER, text));
        }
        return new Value(new Content.Samples(values), Set.of(OTHER), null);
    }

    private static Decision.Move moves(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Move.class);
        return (Decision.Move) decision;
    }

    private static Value written(Decision decision, String slot) {
        Value value = moves(decision).writes().get(slot);
        assertThat(value).as("slot %s of %s", slot, decision).isNotNull();
        return value == null ? Value.given("") : value;
    }

    private static Content.Verdict verdict(Decision decision) {
        return (Content.Verdict) written(decision, "verdict").content();
    }

    private static List<String> promptsOf(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Generate.class);
        return ((Decision.Generate) decision)
                .requests().stream()
                        .map(r -> r.prompt().messages().getLast().text())
                        .toList();
    }

    @Test
    void everyKindIsRegisteredWithASentenceAndDocumentedSettings() {
        assertThat(NodeKinds.installed().all()).hasSizeGreaterThanOrEqualTo(33).allSatisfy(kind -> {
            assertThat(kind.signature().summary()).as(kind.name()).endsWith(".");
            assertThat(kind.signature().fields())
                    .allSatisfy(f -> assertThat(f.doc()).endsWith("."));
        });
    }

    @Test
    void extractTakesATextApartByMarkers() {
        Decision move = new StepFixture(
                        new Extract(),
                        Map.of("reads", "text", "writes", Map.of("answer", "Answer:", "reason", "Reason:")))
                .exits("next", "missing")
                .declare("answer", SlotType.NUMBER, SlotSpec.Role.WORKING)
                .slot("text", by(OTHER, "Answer: 1\nReason: it adds up\nAnswer: 1,234"))
                .decide();
        assertThat(written(move, "answer").content()).isEqualTo(new Content.Numeric(1234));
        assertThat(written(move, "reason").text()).isEqualTo("it adds up");
        assertThat(written(move, "reason").sources()).containsExactly(OTHER);
        assertThat(moves(move).uses()).containsExactly(OTHER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            regex | so x = 3, no, x = 5 | x = (\\d+) | 5
            regex | so x = 3 | x = \\d | x = 3
            json | {no json} then {"a": {"b": [1, 2]}} and more | /a/b/1 | 2
            json | {"a": {"b": "two words"}} | /a/b | two words
            """)
    void extractFindsByExpressionAndPointer(String by, String text, String rule, String found) {
        Decision move = extract(by, text, rule);
        assertThat(moves(move).exit()).isEqualTo("next");
        assertThat(written(move, "answer").text()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            marker | no such thing | Answer:
            marker | Answer: | Answer:
            regex | nothing | (\\d+)
            json | {"a": 1} | /b
            json | [[[[ | /b
            """)
    void extractLeavesByMissingAndWritesNothing(String by, String text, String rule) {
        Decision move = extract(by, text, rule);
        assertThat(moves(move).exit()).isEqualTo("missing");
        assertThat(moves(move).writes()).isEmpty();
    }

    private static Decision extract(String by, String text, String rule) {
        return new StepFixture(new Extract(), Map.of("reads", "text", "by", by, "writes", Map.of("answer", rule)))
                .exits("next", "missing")
                .given("text", text)
                .decide();
    }

    @Test
    void extractRefusesRulesThatAreNone() {
        assertThatThrownBy(() -> extract("json", "{}", "a.b"))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("`a.b` is no JSON pointer");
        assertThatThrownBy(() -> extract("words", "x", "a")).hasMessageContaining("`marker`, `regex` or `json`");
    }

    @Test
    void anInjectedErrorIsTheSameForTheSameSeedAndChangesOneDigit() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            String changed =
                    written(inject("digit", "12 + 34 = 46", seed), "bad").text();
            assertThat(written(inject("digit", "12 + 34 = 46", seed), "bad").text())
                    .isEqualTo(changed);
            assertThat(differences("12 + 34 = 46", changed))
                    .as("seed %d: %s", seed, changed)
                    .isEqualTo(1);
            seen.add(changed);
        }
        assertThat(seen).hasSizeGreaterThan(10);
    }

    private static Decision inject(String how, String text, long seed) {
        return new StepFixture(
                        new InjectError(),
                        Map.of("reads", "text", "how", how, "writes", "bad", "writes-where", "where"))
                .exits("next", "unchanged")
                .slot("text", by(OTHER, text))
                .seed(seed)
                .decide();
    }

    private static int differences(String one, String other) {
        assertThat(other).hasSameSizeAs(one);
        int count = 0;
        for (int i = 0; i < one.length(); i++) {
            count += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return count;
    }

    @Test
    void whatCantBeBrokenIsSaidToBeUnchanged() {
        assertThat(moves(inject("digit", "no digits", 1)).exit()).isEqualTo("unchanged");
        assertThat(moves(inject("swap-words", "one", 1)).exit()).isEqualTo("unchanged");
        assertThat(moves(inject("drop-line", "one line", 1)).exit()).isEqualTo("unchanged");
        assertThat(written(inject("drop-line", "a\nb", 1), "bad").text()).isIn("a", "b");
        assertThat(written(inject("swap-words", "a b", 1), "bad").text()).isEqualTo("b a");
        assertThat(written(inject("swap-words", "a b", 1), "bad").sources()).containsExactlyInAnyOrder(OTHER, GIVEN);
    }

    @Test
    void aPlaceboIsDrawnForAnotherItemAndSaysNothingOfThisOne() {
        StepFixture step = new StepFixture(new PlaceboCritique(), Map.of("dataset", "critiques", "writes", "critique"));
        assertThat(step.decide()).isInstanceOfSatisfying(Decision.UseTool.class, use -> {
            assertThat(use.tool()).isEqualTo("dataset");
            assertThat(use.calls().getFirst().settings())
                    .containsEntry("except", "item1")
                    .containsEntry("dataset", "critiques");
        });
        Decision move =
                step.used("drawn", "{\"critique\": \"the sign is wrong\"}").decide();
        assertThat(written(move, "critique")).isEqualTo(Value.given("the sign is wrong"));
    }

    @Test
    void aPlaceboWithoutItsFieldIsAMessage() {
        assertThatThrownBy(() -> new StepFixture(
                                new PlaceboCritique(), Map.of("dataset", "critiques", "writes", "critique"))
                        .used("drawn", "{\"text\": \"x\"}")
                        .decide())
                .hasMessageContaining("no field `critique`; they have [text]");
    }

    @Test
    void exemplarsAreShuffledByTheirOwnSeed() {
        Map<String, Object> settings = Map.of(
                "dataset",
                "shots",
                "k",
                3,
                "order-seed",
                "params.order",
                "show",
                "{{ q }}={{ answer }}",
                "writes",
                "shots");
        Set<String> orders = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            Decision move = new StepFixture(new Exemplars(), settings)
                    .param("order", seed)
                    .used(
                            "drawn",
                            "{\"q\": \"a\", \"answer\": \"1\"}",
                            "{\"q\": \"b\", \"answer\": \"2\"}",
                            "{\"q\": \"c\", \"answer\": \"{{ 7*7 }}\"}")
                    .decide();
            String text = written(move, "shots").text();
            assertThat(text.split("\n\n")).containsExactlyInAnyOrder("a=1", "b=2", "c={{ 7*7 }}");
            orders.add(text);
            if (seed == 0) {
                assertThat(text).isEqualTo("a=1\n\nb=2\n\nc={{ 7*7 }}");
            }
            assertThat(written(move, "shots").sources()).containsExactlyInAnyOrder(TOOL, GIVEN);
        }
        assertThat(orders).hasSizeGreaterThan(3);
    }

    @Test
    void aPersonIsAskedWithThePromptAndAnswersAsHuman() {
        StepFixture step = new StepFixture(
                        new AskPerson(), Map.of("prompt", ask("Is {{ draft }} right?"), "writes", "reply"))
                .slot("draft", by(OTHER, "4"));
        assertThat(step.decide()).isEqualTo(new Decision.Ask("Is 4 right?", Set.of(OTHER, GIVEN)));
        Value reply = written(step.answered("Is 4 right?", "yes {{ 7*7 }}").decide(), "reply");
        assertThat(reply.text()).isEqualTo("yes {{ 7*7 }}");
        assertThat(reply.sources()).containsExactlyInAnyOrder(OTHER, GIVEN, Source.Plain.HUMAN);
    }

    @Test
    void codeIsTakenFromTheLastFenceAndRunWithItsTests() {
        StepFixture step = new StepFixture(
                        new RunCode(),
                        Map.of(
                                "reads",
                                "draft",
                                "tests",
                                "tests",
                                "seconds",
                                3,
                                "writes",
                                "verdict",
                                "writes-output",
                                "out"))
                .exits("passed", "failed")
                .slot("draft", by(OTHER, "First ```python\nx = 1\n``` no:\n```\nx = 2\n``` done"))
                .given("tests", "assert x == 2");
        assertThat(step.decide()).isInstanceOfSatisfying(Decision.UseTool.class, use -> {
            assertThat(use.calls().getFirst().inputs()).containsExactly("x = 2\n", "assert x == 2");
            assertThat(use.calls().getFirst().settings()).containsExactly(Map.entry("seconds", "3"));
            assertThat(use.uses()).containsExactlyInAnyOrder(OTHER, GIVEN);
        });
        Decision failed =
                step.used("failed", "printed\n", "AssertionError at line 1").decide();
        assertThat(moves(failed).exit()).isEqualTo("failed");
        assertThat(moves(failed).uses()).containsExactlyInAnyOrder(OTHER, GIVEN, TOOL);
        assertThat(verdict(failed))
                .isEqualTo(new Content.Verdict(Judgement.REJECT, 0, "failed: AssertionError at line 1"));
        assertThat(written(failed, "out").text()).isEqualTo("printed\nfailed: AssertionError at line 1");
    }

    @Test
    void aMemoryIsWrittenReadAndForgotten() {
        Value memory = samples("a", "b");
        Value more = written(
                new StepFixture(new MemoryWrite(), Map.of("reads", "note", "writes", "memory"))
                        .slot("memory", memory)
                        .given("note", "c")
                        .decide(),
                "memory");
        assertThat(more.content().display()).isEqualTo("a\nb\nc");
        Value read = written(
                new StepFixture(new MemoryRead(), Map.of("reads", "memory", "last", 2, "writes", "text"))
                        .slot("memory", more)
                        .decide(),
                "text");
        assertThat(read.text()).isEqualTo("b\n\nc");
        assertThat(read.sources()).containsExactlyInAnyOrder(OTHER, GIVEN);
        Value left = written(
                new StepFixture(new MemoryForget(), Map.of("keep", 1, "writes", "memory"))
                        .slot("memory", more)
                        .decide(),
                "memory");
        assertThat(left.content().display()).isEqualTo("c");
        Value empty = written(
                new StepFixture(new MemoryRead(), Map.of("reads", "memory", "writes", "text")).decide(), "text");
        assertThat(empty).isEqualTo(Value.given(""));
    }

    @ParameterizedTest
    @CsvSource({"line, 3", "paragraph, 2", "sentence, 4"})
    void stepsAreSplit(String by, int count) {
        Decision move = new StepFixture(new SplitSteps(), Map.of("reads", "text", "by", by, "writes", "steps"))
                .given("text", "One. Two.\nThree.\n\n\nFour.\n")
                .decide();
        assertThat(((Content.Samples) written(move, "steps").content()).values())
                .hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            number | so it is 1,234.0 | 1234 | true
            number | 12 | 13 | false
            number | none | 13 | false
            set | b; A, b | a,B | true
            set | a, b | a, b, c | false
            text | The  End | the end | true
            text | the | end | false
            """)
    void answersAreComparedWithAnotherSlot(String by, String text, String other, boolean right) {
        Decision move = new StepFixture(
                        new VerifyAgainst(), Map.of("reads", "text", "by", by, "with", "other", "writes", "verdict"))
                .exits("right", "wrong")
                .slot("text", by(OTHER, text))
                .given("other", other)
                .decide();
        assertThat(moves(move).exit()).isEqualTo(right ? "right" : "wrong");
        assertThat(moves(move).uses()).containsExactlyInAnyOrder(OTHER, GIVEN);
        assertThat(verdict(move).score()).isEqualTo(right ? 1 : 0);
    }

    @Test
    void agreementIsTheShareOfSamplesWithTheSameAnswer() {
        StepFixture step = new StepFixture(
                        new Agreement(), Map.of("reads", "draft", "samples", "samples", "writes", "verdict"))
                .slot("samples", samples("is 4", "04", "5", "none"));
        assertThat(verdict(step.given("draft", "so 4").decide()))
                .isEqualTo(new Content.Verdict(Judgement.ACCEPT, 0.5, ""));
        assertThat(verdict(step.given("draft", "none").decide()).judgement()).isEqualTo(Judgement.UNPARSED);
    }

    @ParameterizedTest
    @CsvSource({"True, 0.9, ACCEPT, 0.9", "' false', 0.7, REJECT, 0.3", "yes, 0.2, REJECT, 0.2"})
    void pTrueIsTheProbabilityOfTheYes(String reply, double probability, Judgement judgement, double score) {
        StepFixture step = new StepFixture(
                        new PTrue(), Map.of("model", "student", "prompt", ask("Right?"), "writes", "verdict"))
                .probable(reply, "other", probability, 0.5);
        Content.Verdict verdict = verdict(step.decide());
        assertThat(verdict.judgement()).isEqualTo(judgement);
        assertThat(verdict.score()).isCloseTo(score, within(1e-6));
    }

    @Test
    void pTrueNeedsProbabilities() {
        assertThatThrownBy(() -> new StepFixture(
                                new PTrue(), Map.of("model", "student", "prompt", ask("Right?"), "writes", "verdict"))
                        .completed("True", "other", 1)
                        .decide())
                .hasMessageContaining("gives no probabilities");
    }

    @Test
    void generateWritesTheMeanEntropyOfItsAnswer() {
        Map<String, Object> settings =
                Map.of("model", "student", "prompt", ask("2+2?"), "writes", "draft", "writes-entropy", "doubt");
        Decision move = new StepFixture(new Generate(), settings)
                .probable("4", "other", Math.exp(1), Math.exp(3))
                .decide();
        assertThat(written(move, "doubt").content())
                .isInstanceOfSatisfying(
                        Content.Numeric.class,
                        number -> assertThat(number.value()).isCloseTo(2, within(1e-6)));
        assertThatThrownBy(() -> new StepFixture(new Generate(), settings)
                        .completed("4", "other", 1)
                        .decide())
                .hasMessageContaining("gives no entropy");
    }

    private static StepFixture bestOfN(String combine) {
        return new StepFixture(
                        new BestOfN(),
                        Map.of(
                                "reads",
                                "samples",
                                "model",
                                "student",
                                "prompt",
                                ask("Score {{ draft }}"),
                                "combine",
                                combine,
                                "writes",
                                "draft",
                                "writes-score",
                                "score"))
                .slot("samples", samples("a 4", "b 5", "c 4"));
    }

    @Test
    void theBestSampleIsKeptOrTheHeaviestAnswer() {
        assertThat(promptsOf(bestOfN("best").decide())).containsExactly("Score a 4", "Score b 5", "Score c 4");
        assertThat(keeps("best")).isEqualTo("b 5");
        assertThat(keeps("sum")).isEqualTo("c 4");
    }

    private static String keeps(String combine) {
        Decision move = bestOfN(combine)
                .completed("score: 5", "other", 1)
                .completed("score: 9", "other", 1)
                .completed("score: 6", "other", 1)
                .decide();
        assertThat(moves(move).uses()).contains(OTHER, GIVEN);
        return written(move, "draft").text();
    }

    @Test
    void aSampleWithoutAScoreIsNotKept() {
        Decision move = bestOfN("best")
                .completed("great", "other", 1)
                .completed("score: 0", "other", 1)
                .completed("score: 99", "other", 1)
                .decide();
        assertThat(written(move, "draft").text()).isEqualTo("b 5");
    }

    @Test
    void aRubricAsksForEachCriterionAndWritesTheMean() {
        StepFixture step = new StepFixture(
                        new JudgeRubric(),
                        Map.of(
                                "model",
                                "student",
                                "prompt",
                                ask("{{ criterion }}: {{ draft }}"),
                                "criteria",
                                List.of("clear", "right"),
                                "as",
                                "criterion",
                                "writes",
                                "verdict"))
                .given("draft", "4");
        assertThat(promptsOf(step.decide())).containsExactly("clear: 4", "right: 4");
        Decision move = step.completed("score 9", "other", 1)
                .completed("score 3", "other", 1)
                .decide();
        assertThat(verdict(move)).isEqualTo(new Content.Verdict(Judgement.ACCEPT, 0.6, "right"));
    }

    @Test
    void stepsAreJudgedWithWhatCameBeforeAndTheLowestCounts() {
        StepFixture step = new StepFixture(
                        new JudgeSteps(),
                        Map.of(
                                "reads",
                                "steps",
                                "model",
                                "student",
                                "prompt",
                                ask("{{ sofar }}"),
                                "as",
                                "sofar",
                                "writes",
                                "verdict"))
                .slot("steps", samples("one", "two", "three"));
        assertThat(promptsOf(step.decide())).containsExactly("one", "one\ntwo", "one\ntwo\nthree");
        Decision move = step.completed("score 9", "other", 1)
                .completed("score 2", "other", 1)
                .completed("score 1", "other", 1)
                .decide();
        assertThat(verdict(move)).isEqualTo(new Content.Verdict(Judgement.REJECT, 0.1, "step 2"));
    }

    @ParameterizedTest
    @CsvSource({
        "Better: A, Better: B, one, 1",
        "Better: B, Better: A, two, 0",
        "Better: A, Better: A, one, 0.5",
        "A or B, none, one, 0.5"
    })
    void pairsAreJudgedInBothOrders(String straight, String swapped, String kept, double share) {
        StepFixture step = new StepFixture(
                        new JudgePair(),
                        Map.of(
                                "model",
                                "student",
                                "prompt",
                                ask("A: {{ x }} B: {{ y }}"),
                                "first",
                                "x",
                                "second",
                                "y",
                                "writes",
                                "best",
                                "writes-share",
                                "share"))
                .given("x", "one")
                .given("y", "two");
        assertThat(promptsOf(step.decide())).containsExactly("A: one B: two", "A: two B: one");
        Decision move = step.completed(straight, "other", 1)
                .completed(swapped, "other", 1)
                .decide();
        assertThat(written(move, "best").text()).isEqualTo(kept);
        assertThat(written(move, "share").content()).isEqualTo(new Content.Numeric(share));
    }

    @Test
    void beamSearchKeepsTheBestPartialAnswers() {
        StepFixture step = new StepFixture(
                        new BeamSearch(),
                        Map.of(
                                "model",
                                "student",
                                "prompt",
                                ask("go on: {{ draft }}"),
                                "value-prompt",
                                ask("value: {{ draft }}"),
                                "branches",
                                2,
                                "width",
                                1,
                                "depth",
                                2,
                                "writes",
                                "draft"))
                .declare("draft", SlotType.TEXT, SlotSpec.Role.ANSWER);
        assertThat(promptsOf(step.decide())).containsExactly("go on: ", "go on: ");
        step.completed("a", "m", 1).completed("b", "m", 2);
        assertThat(promptsOf(step.decide())).containsExactly("value: a", "value: b");
        step.completed("score 3", "m", 1).completed("score 8", "m", 2);
        assertThat(promptsOf(step.decide())).containsExactly("go on: b", "go on: b");
        step.completed("c", "m", 1).completed("d", "m", 2);
        assertThat(promptsOf(step.decide())).containsExactly("value: b\nc", "value: b\nd");
        step.completed("score 9", "m", 1).completed("nothing", "m", 2);
        assertThat(written(step.decide(), "draft").text()).isEqualTo("b\nc");
    }

    @Test
    void beamSearchStopsWhereEveryAnswerIsFinishedAndKeepsFinishedOnesInTheBeam() {
        StepFixture step = new StepFixture(
                        new BeamSearch(),
                        Map.of(
                                "model",
                                "student",
                                "prompt",
                                ask("{{ draft }}"),
                                "value-prompt",
                                ask("{{ draft }}"),
                                "branches",
                                2,
                                "width",
                                2,
                                "depth",
                                9,
                                "finished",
                                "END",
                                "writes",
                                "draft"))
                .declare("draft", SlotType.TEXT, SlotSpec.Role.ANSWER);
        step.completed("a END", "m", 1).completed("b", "m", 2);
        step.completed("score 7", "m", 1).completed("score 6", "m", 2);
        assertThat(promptsOf(step.decide())).as("only b goes on").containsExactly("b", "b");
        step.completed("c END", "m", 1).completed("d END", "m", 2);
        step.completed("score 1", "m", 1).completed("score 2", "m", 2);
        assertThat(written(step.decide(), "draft").text()).isEqualTo("a END");
    }

    private static StepFixture treeSearch(String by, int expansions) {
        return new StepFixture(
                        new TreeSearch(),
                        Map.of(
                                "model",
                                "student",
                                "prompt",
                                ask("go on: {{ draft }}"),
                                "value-prompt",
                                ask("value: {{ draft }}"),
                                "by",
                                by,
                                "branches",
                                2,
                                "expansions",
                                expansions,
                                "depth",
                                3,
                                "finished",
                                "END",
                                "explore",
                                0.1,
                                "writes",
                                "draft"))
                .declare("draft", SlotType.TEXT, SlotSpec.Role.ANSWER);
    }

    @ParameterizedTest
    @CsvSource({"best-first", "mcts"})
    void treeSearchGoesOnWhereTheValueIsHighestAndComesBack(String by) {
        StepFixture step = treeSearch(by, 3);
        step.completed("a", "m", 1).completed("b", "m", 2);
        step.completed("score 6", "m", 1).completed("score 5", "m", 2);
        assertThat(promptsOf(step.decide())).containsExactly("go on: a", "go on: a");
        step.completed("x", "m", 1).completed("y", "m", 2);
        assertThat(promptsOf(step.decide())).containsExactly("value: a\nx", "value: a\ny");
        step.completed("score 1", "m", 1).completed("none", "m", 2);
        assertThat(promptsOf(step.decide())).as("a was worse than it looked").containsExactly("go on: b", "go on: b");
        step.completed("z END", "m", 1).completed("w", "m", 2);
        step.completed("score 4", "m", 1).completed("score 9", "m", 2);
        Decision move = step.decide();
        assertThat(written(move, "draft").text())
                .as("finished comes before better")
                .isEqualTo("b\nz END");
        assertThat(moves(move).uses()).contains(GIVEN);
    }

    @Test
    void treeSearchEndsWhereNothingIsOpen() {
        StepFixture step = treeSearch("mcts", 50);
        step.completed("a END", "m", 1).completed("b END", "m", 2);
        step.completed("score 2", "m", 1).completed("score 3", "m", 2);
        assertThat(written(step.decide(), "draft").text()).isEqualTo("b END");
    }

    @Test
    void mctsTriesTheRarelyTriedWhereItIsToldToExplore() {
        Map<String, Object> settings = Map.of(
                "model",
                "student",
                "prompt",
                ask("go on: {{ draft }}"),
                "value-prompt",
                ask("value: {{ draft }}"),
                "by",
                "mcts",
                "branches",
                2,
                "expansions",
                3,
                "depth",
                5,
                "explore",
                5,
                "writes",
                "draft");
        StepFixture step =
                new StepFixture(new TreeSearch(), settings).declare("draft", SlotType.TEXT, SlotSpec.Role.ANSWER);
        step.completed("a", "m", 1).completed("b", "m", 2);
        step.completed("score 9", "m", 1).completed("score 1", "m", 2);
        step.completed("c", "m", 1).completed("d", "m", 2);
        step.completed("score 9", "m", 1).completed("score 9", "m", 2);
        assertThat(promptsOf(step.decide())).containsExactly("go on: b", "go on: b");
    }

    @Test
    void aWorldIsPlayedWithAllActionsSoFar() {
        StepFixture step = new StepFixture(
                        new WorldStep(),
                        Map.of("world", "grid-walk", "reads", "action", "actions", "actions", "writes", "seen"))
                .exits("open", "won", "lost")
                .slot("actions", samples("north"))
                .slot("action", by(OTHER, "east"));
        assertThat(step.decide())
                .isInstanceOfSatisfying(
                        Decision.UseTool.class,
                        use -> assertThat(use.calls().getFirst().inputs()).containsExactly("north", "east"));
        Decision move = step.used("won", "You found it.").decide();
        assertThat(moves(move).exit()).isEqualTo("won");
        assertThat(written(move, "actions").content().display()).isEqualTo("north\neast");
        assertThat(written(move, "seen").sources()).containsExactlyInAnyOrder(OTHER, GIVEN, TOOL);
    }

    @Test
    void aJudgeThatWritesIntoASlotOfAnotherTypeIsFoundWhenTheLoopIsChecked() {
        for (NodeKind kind : List.of(new Judge(), new JudgeRubric(), new JudgeSteps())) {
            StepFixture step = new StepFixture(kind, Map.of("writes", "draft"))
                    .declare("draft", SlotType.TEXT, SlotSpec.Role.ANSWER);
            assertThat(kind.problems(step.step().loop(), step.step().node()))
                    .as(kind.name())
                    .containsExactly("setting `writes` needs a slot of type Verdict or Number, and `draft` is Text");
        }
    }
}
