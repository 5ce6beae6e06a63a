package org.loopwright.loop.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenIds;

class NodeKindsTest {
    private static final Source GIVEN = Source.Plain.GIVEN;
    private static final Source INTRINSIC = Source.Plain.INTRINSIC;
    private static final Source ORACLE = Source.Plain.ORACLE;
    private static final Source OTHER = new Source.OfModel("other");

    private static List<Map<String, String>> ask(String text) {
        return List.of(Map.of("user", text));
    }

    private static Decision.Generate asks(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Generate.class);
        return (Decision.Generate) decision;
    }

    private static Decision.Move moves(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Move.class);
        return (Decision.Move) decision;
    }

    private static Value written(Decision decision, String slot) {
        Value value = moves(decision).writes().get(slot);
        assertThat(value).isNotNull();
        return value == null ? Value.given("") : value;
    }

    private static Value draft(String text, int... ids) {
        return new Value(
                new Content.Text(text),
                Set.of(GIVEN, INTRINSIC),
                new Value.CompletionRef("draft", 1, 0, TokenIds.of(ids), org.loopwright.model.Completion.Finish.STOP));
    }

    @Test
    void generateAsksOnceAndWritesTheAnswerWithItsTokens() {
        Map<String, Object> settings = Map.of(
                "model",
                "student",
                "prompt",
                ask("{{ question }}"),
                "sampling",
                Map.of("temperature", "params.t", "max-tokens", 20),
                "writes",
                "draft");
        StepFixture fixture = new StepFixture(new Generate(), settings)
                .given("question", "2+2?")
                .param("t", 0.5);

        Decision.Generate asked = asks(fixture.decide());
        CompletionRequest request = asked.requests().getFirst();
        assertThat(asked.role()).isEqualTo("student");
        assertThat(asked.requests()).hasSize(1);
        assertThat(request.prompt().messages().getFirst().segments())
                .containsExactly(new Prompt.Segment("2+2?", "question", 0, null));
        assertThat(request.sampling().temperature()).isEqualTo(0.5);
        assertThat(request.sampling().maxTokens()).isEqualTo(20);
        assertThat(asked.uses()).containsExactly(GIVEN);

        Decision after = fixture.completed("4", StepFixture.STUDENT, 44).decide();
        assertThat(moves(after).exit()).isEqualTo("next");
        assertThat(moves(after).uses()).isEmpty();
        Value answer = written(after, "draft");
        assertThat(answer.sources()).containsExactlyInAnyOrder(GIVEN, INTRINSIC);
        assertThat(answer.completion())
                .isNotNull()
                .extracting(Value.CompletionRef::ids)
                .isEqualTo(TokenIds.of(44));
    }

    @Test
    void anotherModelsAnswerCarriesThatModel() {
        Map<String, Object> settings = Map.of("model", "verifier", "prompt", ask("{{ draft }}"), "writes", "critique");
        Decision after = new StepFixture(new Critique(), settings)
                .slot("draft", draft("4", 44))
                .completed("bad", "other", 9)
                .decide();
        assertThat(written(after, "critique").sources()).containsExactlyInAnyOrder(GIVEN, INTRINSIC, OTHER);
    }

    @Test
    void refineMakesItsPromptFromTheSlotsThatItReads() {
        Map<String, Object> settings =
                Map.of("model", "student", "reads", List.of("question", "draft", "critique"), "writes", "draft");
        Prompt prompt = asks(new StepFixture(new Refine(), settings)
                        .given("question", "2+2?")
                        .declare("draft", SlotType.TEXT, SlotSpec.Role.ANSWER)
                        .slot("draft", draft("5", 55))
                        .slot("critique", draft("no {{ 7*7 }}", 66))
                        .decide())
                .requests()
                .getFirst()
                .prompt();
        assertThat(prompt.messages().stream().map(Prompt.Message::role)).containsExactly("user", "assistant", "user");
        assertThat(prompt.messages().get(0).text()).isEqualTo("2+2?");
        assertThat(prompt.messages().get(1).completionIds()).isEqualTo(TokenIds.of(55));
        assertThat(prompt.messages().get(2).text())
                .startsWith("critique:\nno {{ 7*7 }}\n\n")
                .contains("again");
    }

    @Test
    void withoutPromptAndReadsAKindSaysWhatToWrite() {
        StepFixture fixture = new StepFixture(new Refine(), Map.of("model", "student", "writes", "draft"));
        assertThatThrownBy(fixture::decide)
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("node here")
                .hasMessageContaining("`reads`");
    }

    @ParameterizedTest
    @CsvSource({
        "Score: 8, ACCEPT, 0.8",
        "I say score 3 then Score: 4.5, REJECT, 0.45",
        "Score: 5, ACCEPT, 0.5",
        "Score: 11, UNPARSED, NaN",
        "no idea, UNPARSED, NaN"
    })
    void judgeReadsTheLastScore(String text, Judgement judgement, double score) {
        Map<String, Object> settings = Map.of("model", "judge", "prompt", ask("Rate."), "writes", "verdict");
        Decision after = new StepFixture(new Judge(), settings)
                .declare("verdict", SlotType.VERDICT, SlotSpec.Role.WORKING)
                .completed(text, "other")
                .decide();
        assertThat(written(after, "verdict").content()).isEqualTo(new Content.Verdict(judgement, score, ""));
        assertThat(moves(after).exit()).isEqualTo("next");
        assertThat(moves(after).uses()).isEmpty();
    }

    @Test
    void judgeWritesANumberSlotOnItsOwnScale() {
        Map<String, Object> settings =
                Map.of("model", "judge", "prompt", ask("Rate."), "writes", "score", "score", "<(\\d)>", "scale", 4);
        Decision after = new StepFixture(new Judge(), settings)
                .declare("score", SlotType.NUMBER, SlotSpec.Role.WORKING)
                .completed("<3>", "other")
                .decide();
        assertThat(written(after, "score").content()).isEqualTo(new Content.Numeric(0.75));
    }

    @Test
    void unparsedHasItsOwnExitWhereItIsWired() {
        Map<String, Object> settings = Map.of("model", "judge", "prompt", ask("Rate."), "writes", "verdict");
        Decision after = new StepFixture(new Judge(), settings)
                .exits("next", "unparsed")
                .completed("no idea", "other")
                .decide();
        assertThat(moves(after).exit()).isEqualTo("unparsed");
        assertThat(moves(after).uses()).containsExactlyInAnyOrder(GIVEN, OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "All fine. VERDICT: right|ACCEPT|1.0|''",
                "VERDICT: wrong at step 2: 3 + 4|REJECT|0.0|step 2: 3 + 4",
                "verdict: Wrong|REJECT|0.0|''",
                "VERDICT: right, no, VERDICT: wrong at 3|REJECT|0.0|3",
                "hm|UNPARSED|NaN|''"
            })
    void selfVerifyReadsAVerdictAndWhere(String text, Judgement judgement, double score, String where) {
        Map<String, Object> settings = Map.of(
                "model", "student", "reads", List.of("question", "draft"), "writes", "verdict", "writes-text", "check");
        Decision after = new StepFixture(new SelfVerify(), settings)
                .given("question", "2+2?")
                .declare("draft", SlotType.TEXT, SlotSpec.Role.ANSWER)
                .slot("draft", draft("5", 55))
                .completed(text, StepFixture.STUDENT, 3, 4)
                .decide();
        assertThat(written(after, "verdict").content()).isEqualTo(new Content.Verdict(judgement, score, where));
        assertThat(written(after, "check").completion())
                .isNotNull()
                .extracting(Value.CompletionRef::ids)
                .isEqualTo(TokenIds.of(3, 4));
        assertThat(moves(after).exit()).isEqualTo("next");
    }

    @Test
    void selfVerifyTakesItsOwnExpressions() {
        Map<String, Object> settings = Map.of(
                "model", "student", "prompt", ask("ok?"), "accept", "^yes", "reject", "^no \\((.*)\\)", "writes", "v");
        Decision after = new StepFixture(new SelfVerify(), settings)
                .completed("no (line 3)", StepFixture.STUDENT)
                .decide();
        assertThat(written(after, "v").content()).isEqualTo(new Content.Verdict(Judgement.REJECT, 0, "line 3"));
    }

    @ParameterizedTest
    @CsvSource({"true, next, next", "false, next, next", "true, right, right", "false, right, next"})
    void verifyIsOracleInWhatItWritesAndChooses(boolean correct, String wired, String taken) {
        StepFixture fixture = new StepFixture(new Verify(), Map.of("reads", "draft", "writes", "verdict"))
                .exits("next", wired)
                .slot("draft", draft("4", 44));
        assertThat(fixture.decide()).isEqualTo(new Decision.Score(List.of(draft("4", 44))));
        Decision after = fixture.graded(correct).decide();
        assertThat(moves(after).exit()).isEqualTo(taken);
        assertThat(written(after, "verdict").sources()).contains(ORACLE, INTRINSIC);
        assertThat(moves(after).uses().contains(ORACLE)).isEqualTo(wired.equals("right"));
    }

    @Test
    void branchUsesOnlyTheConditionsUpToTheOneThatHeld() {
        Map<String, Object> settings = Map.of(
                "cases",
                List.of(
                        Map.of("when", "score > 1", "exit", "high"),
                        Map.of("when", "draft == 'x'", "exit", "same"),
                        Map.of("exit", "low")));
        StepFixture fixture = new StepFixture(new Branch(), settings)
                .exits("high", "same", "low")
                .slot("draft", draft("x", 1));
        Value high = new Value(new Content.Numeric(2), Set.of(ORACLE), null);
        Value low = new Value(new Content.Numeric(0), Set.of(ORACLE), null);

        assertThat(fixture.slot("score", high).decide()).isEqualTo(new Decision.Move("high", Map.of(), Set.of(ORACLE)));
        assertThat(fixture.slot("score", low).decide())
                .isEqualTo(new Decision.Move("same", Map.of(), Set.of(ORACLE, GIVEN, INTRINSIC)));
        assertThat(new Branch().requiredExits(fixture.step().node())).containsExactly("high", "same", "low");
    }

    @Test
    void branchByChanceHasNoSourceAndIsTheSameEveryTime() {
        Map<String, Object> settings =
                Map.of("cases", List.of(Map.of("when", "random < params.p", "exit", "a"), Map.of("exit", "b")));
        Set<String> exits = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            StepFixture fixture = new StepFixture(new Branch(), settings)
                    .exits("a", "b")
                    .param("p", 0.5)
                    .seed(seed);
            assertThat(fixture.decide()).isEqualTo(fixture.decide());
            assertThat(moves(fixture.decide()).uses()).isEmpty();
            exits.add(moves(fixture.decide()).exit());
        }
        assertThat(exits).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void branchFailsWhenASlotIsEmptyOrNothingHolds() {
        StepFixture empty =
                new StepFixture(new Branch(), Map.of("cases", List.of(Map.of("when", "score > 1", "exit", "a"))));
        assertThatThrownBy(empty::decide).isInstanceOf(LoopException.class).hasMessageContainingAll("here", "`score`");
        StepFixture none =
                new StepFixture(new Branch(), Map.of("cases", List.of(Map.of("when", "false", "exit", "a"))));
        assertThatThrownBy(none::decide).isInstanceOf(LoopException.class).hasMessageContainingAll("here", "`when`");
    }

    @Test
    void sampleAsksForAllAndKeepsEachWithItsTokens() {
        Map<String, Object> settings =
                Map.of("model", "student", "prompt", ask("?"), "n", "params.n", "writes", "samples");
        StepFixture fixture = new StepFixture(new Sample(), settings).param("n", 2);
        List<CompletionRequest> requests = asks(fixture.decide()).requests();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).seed()).isNotEqualTo(requests.get(1).seed());
        Decision after = fixture.completed("a", StepFixture.STUDENT, 1)
                .completed("b", "other", 2)
                .decide();
        Value samples = written(after, "samples");
        List<Value> values = ((Content.Samples) samples.content()).values();
        assertThat(values.get(0).sources()).containsExactlyInAnyOrder(GIVEN, INTRINSIC);
        assertThat(values.get(1).sources()).containsExactlyInAnyOrder(GIVEN, OTHER);
        assertThat(values.get(1).completion())
                .isNotNull()
                .extracting(Value.CompletionRef::index)
                .isEqualTo(1);
        assertThat(samples.sources()).containsExactlyInAnyOrder(GIVEN, INTRINSIC, OTHER);
    }

    private static StepFixture vote(String by, String... texts) {
        List<Value> values = new java.util.ArrayList<>();
        for (String text : texts) {
            values.add(draft(text, text.length()));
        }
        Map<String, Object> settings = Map.of("reads", "samples", "by", by, "writes", "draft", "writes-share", "share");
        return new StepFixture(new Vote(), settings)
                .slot("samples", new Value(new Content.Samples(values), Set.of(GIVEN, OTHER), null));
    }

    @Test
    void voteKeepsTheFirstSampleWithTheMostFrequentAnswer() {
        Decision after =
                vote("last-integer", "it is 7", "so 1,004", "= 01004.", "none").decide();
        assertThat(written(after, "draft").text()).isEqualTo("so 1,004");
        assertThat(written(after, "draft").completion()).isNotNull();
        assertThat(written(after, "draft").sources()).contains(OTHER);
        assertThat(written(after, "share").content()).isEqualTo(new Content.Numeric(0.5));
        assertThat(moves(after).uses()).containsExactlyInAnyOrder(GIVEN, OTHER);
        assertThat(written(vote("text", "a  b", "c", " a b ").decide(), "draft").text())
                .isEqualTo("a  b");
    }

    @Test
    void voteBreaksTiesByTheSeedAlone() {
        Set<String> winners = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            StepFixture fixture = vote("last-integer", "1", "2", "none").seed(seed);
            assertThat(fixture.decide()).isEqualTo(fixture.decide());
            winners.add(written(fixture.decide(), "draft").text());
        }
        assertThat(winners).containsExactlyInAnyOrder("1", "2");
        assertThat(written(vote("last-integer", "x", "y").decide(), "share").content())
                .isEqualTo(new Content.Numeric(0));
    }

    @Test
    void callGivesValuesAndTakesThemBack() {
        Map<String, Object> settings = Map.of(
                "loop", "check.loop.yaml", "arguments", Map.of("text", "draft"), "writes", Map.of("verdict", "result"));
        StepFixture fixture = new StepFixture(new Call(), settings).slot("draft", draft("4", 44));
        assertThat(fixture.decide())
                .isEqualTo(new Decision.Call("check.loop.yaml", List.of(Map.of("text", draft("4", 44)))));
        Value result = draft("ok", 1);
        assertThat(fixture.returned(Map.of("result", result, "other", result)).decide())
                .isEqualTo(Decision.Move.writing("next", "verdict", result));
    }

    @Test
    void callNamesTheSlotThatDidNotComeBack() {
        StepFixture fixture = new StepFixture(new Call(), Map.of("loop", "check.loop.yaml", "writes", "verdict"))
                .returned(Map.of("result", Value.given("x")));
        assertThatThrownBy(fixture::decide)
                .isInstanceOf(LoopException.class)
                .hasMessageContainingAll("here", "`verdict`", "[result]");
    }

    @Test
    void stopGivesBackTheAnswer() {
        assertThat(new StepFixture(new Stop(), Map.of("returns", "verdict")).decide())
                .isEqualTo(new Decision.Stop("verdict"));
        assertThat(new StepFixture(new Stop(), Map.of())
                        .declare("draft", SlotType.TEXT, SlotSpec.Role.ANSWER)
                        .decide())
                .isEqualTo(new Decision.Stop("draft"));
    }
}
