package org.loopwright.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.loop.yaml.ExampleLoops;
import org.loopwright.loop.yaml.LoopYaml;

class LoopChecksTest {
    private static final Language LANGUAGE = new Language(new JinjaTemplates(), new CelConditions());
    private static final NodeKinds KINDS = NodeKinds.installed();

    /// A loop without a problem; each test breaks it in one place.
    private static final String GOOD = """
            loopwright: 1
            name: good
            params: {turns: 3}
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              draft: {type: Text, answer: true}
              score: {type: Number, default: "0"}
              verdict: {type: Verdict}
              samples: {type: Samples}
            start: draft
            nodes:
              draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: draft, exits: {next: check}}
              check: {kind: self-verify, model: student, reads: [question, draft], writes: verdict, exits: {next: gate}}
              gate: {kind: branch, max-visits: params.turns, cases: [{when: "verdict.accept", exit: good}, {exit: bad}], exits: {good: done, bad: draft, capped: done}}
              done: {kind: stop}
            """;

    private final Map<String, LoopSpec> project = new HashMap<>();

    private static LoopSpec read(String text) {
        LoopParse parse = LoopYaml.read(text);
        assertThat(parse.errors()).as(text).isEmpty();
        return Optional.ofNullable(parse.loop()).orElseThrow();
    }

    private List<LoopProblem> problems(LoopSpec loop) {
        return LoopChecks.check(loop, KINDS, LANGUAGE, file -> Optional.ofNullable(project.get(file)));
    }

    private List<String> lines(LoopSpec loop) {
        return problems(loop).stream().map(p -> p.code() + ": " + p.describe()).toList();
    }

    private static String broken(String from, String to) {
        assertThat(GOOD).contains(from);
        return GOOD.replace(from, to);
    }

    @Test
    void aGoodLoopHasNoProblem() {
        assertThat(lines(read(GOOD))).isEmpty();
        assertThat(lines(read(ExampleLoops.SELF_REFINE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "too-long: cut|setting `too-long` is `cut`: it should be one of error, truncate-left, stop",
                "thinking: no|it should be one of template, strip, keep",
                "conversation: old|it should be one of fresh, same",
                "few-shot: {dataset: d}|setting `k` is missing",
                "few-shot: {dataset: d, k: 0}|setting `k` is `0`: it should be a whole number of at least 1",
                "few-shot: {k: 2}|setting `dataset` is missing",
                "few-shot: {dataset: d, k: 2, seed: 1}|few-shot has no setting `seed`",
                "few-shot: {dataset: d, k: 2, as: rows}|it should be one of turns, text",
                "few-shot: {dataset: d, k: 2, user: '{{ a'}|setting `few-shot`",
                "few-shot: three|it should be a map",
            })
    void settingsOfPromptsAreChecked(String setting, String problem) {
        String text = broken("writes: draft,", "writes: draft, " + setting + ",");

        assertThat(lines(read(text)))
                .singleElement()
                .asString()
                .contains("draft")
                .contains(problem);
    }

    @Test
    void settingsOfPromptsMayBeLeftOutOrGiven() {
        String all = "too-long: truncate-left, thinking: keep, conversation: same,"
                + " few-shot: {dataset: d, k: params.turns, order-seed: 4, as: text, show: \"{{ question }}\"}";

        assertThat(lines(read(broken("writes: draft,", "writes: draft, " + all + ","))))
                .isEmpty();
        assertThat(lines(read(broken("[{user: \"{{ question }}\"}]", "[{user: \"{{ question }}\"}, {prefill: So}]"))))
                .isEmpty();
    }

    @Test
    void aPrefillComesLast() {
        assertThat(lines(read(broken("[{user: \"{{ question }}\"}]", "[{prefill: So}, {user: \"{{ question }}\"}]"))))
                .singleElement()
                .asString()
                .contains("message 1 of setting `prompt` has role `prefill`", "only the last one");
    }

    @Test
    void aRoundLoopIsCheckedLikeAnItemLoop() {
        assertThat(lines(read(ExampleLoops.REST_EM)))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("no-such-loop"));
        assertThat(lines(read(ExampleLoops.REST_EM.replace("keep: trace.right", "keep: right"))))
                .anySatisfy(line -> assertThat(line).startsWith("bad-condition: line 18, node filter"));
        assertThat(lines(read(ExampleLoops.REST_EM.replace("objective: supervised", "objective: superviced"))))
                .anySatisfy(line -> assertThat(line).contains("objective `superviced` is unknown"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '^',
            value = {
                "kind: generate¦kind: generat¦unknown-kind: line 13, node draft: there is no kind `generat`: did you mean `generate`?",
                "model: student, prompt¦prompt¦missing-setting: line 13, node draft: setting `model` is missing.",
                "^reads: [question, draft], ^¦^^¦missing-setting: line 14, node check: `prompt` and `reads` are both missing",
                "writes: draft,¦writes: draft, promt: x,¦unknown-setting: line 13, node draft: kind generate has no setting `promt`: did you mean `prompt`?",
                "writes: draft,¦writes: draft, sampling: {temprature: 1},¦unknown-setting: line 13, node draft: sampling has no setting `temprature`: did you mean `temperature`?",
                "writes: draft,¦writes: draft, sampling: {temperature: 3},¦bad-setting: line 13, node draft: setting `sampling`: temperature 3.0 is outside [0, 2]",
                "writes: draft,¦writes: draft, sampling: {max-tokens: params.no},¦bad-setting: line 13, node draft: setting `max-tokens`: `params.no` names no parameter",
                "writes: verdict,¦writes: verdict, accept: '(',¦bad-regex: line 14, node check: setting `accept` is `(`",
                "model: student, reads¦model: studnt, reads¦unknown-role: line 14, node check: there is no model role `studnt`: did you mean `student`?",
                "[question, draft]¦[question, daft]¦unknown-slot: line 14, node check: setting `reads` names slot `daft`, which is not declared: did you mean `draft`?",
                "{{ question }}¦{{ quest }}¦unknown-slot: line 13, node draft: setting `prompt` names slot `quest`",
                "{{ question }}¦{{ question¦bad-template: line 13, node draft: template `{{ question`",
                "{{ question }}¦{{ question|nofilter }}¦bad-template: line 13, node draft:",
                "writes: verdict¦writes: verdit¦unknown-slot: line 14, node check: setting `writes` names slot `verdit`",
                "writes: verdict¦writes: score¦type-mismatch: line 14, node check: setting `writes` needs a slot of type Verdict, and `score` is Number",
                "verdict.accept¦verdict.acept¦type-mismatch: line 15, node gate: condition `verdict.acept`, column 8: undefined field",
                "verdict.accept¦verdict.score¦type-mismatch: line 15, node gate: condition `verdict.score` gives a value of type double",
                "verdict.accept¦vedict.accept¦unknown-slot: line 15, node gate: setting `cases` names slot `vedict`",
                "verdict.accept¦verdict. >¦bad-condition: line 15, node gate: condition `verdict. >`, column",
                "{exit: bad}¦{when: 'score > 1', exit: bad}¦missing-case: line 15, node gate: when no case holds",
                "good: done, bad¦good: dine, bad¦exit-nowhere: line 15, node gate: exit `good` leads to `dine`, which is no node: did you mean `done`?",
                "good: done, bad¦bad¦missing-exit: line 15, node gate: exit `good` leads nowhere",
                "exits: {next: check}¦exits: {nxt: check}¦missing-exit: line 13, node draft: exit `next` leads nowhere",
                "exits: {next: check}¦exits: {next: check, nxt: done}¦unknown-exit: line 13, node draft: it never leaves by exit `nxt`: did you mean `next`?",
                ", capped: done¦^^¦missing-exit: line 15, node gate: exit `capped` leads nowhere",
                "^max-visits: params.turns, ^¦^^¦capped-without-max-visits: line 15, node gate:",
                "params.turns¦params.trns¦bad-max-visits: line 15, node gate: max-visits: `params.trns` names no parameter",
                "params.turns¦0¦bad-max-visits: line 15, node gate: max-visits is 0: it should be at least 1",
                "^max-visits: params.turns, ^¦^^¦unbounded-cycle: line 15, node gate: the cycle draft -> check -> gate -> draft has no cap: give one of its nodes, gate for example",
                "capped: done¦capped: draft¦unbounded-cycle: line 15, node gate: the cycle draft -> check -> gate -> draft never ends, because exit `capped` leads back",
                "start: draft¦start: check¦maybe-unwritten: line 14, node check: there is a way here on which slot `draft` is still empty",
                "start: draft¦start: drift¦bad-start: the loop starts at `drift`, which is no node: did you mean `draft`?",
                "done: {kind: stop}¦done: {kind: stop, returns: samples}¦never-written: line 16, node done: it reads slot `samples`, which nothing writes",
                "^, answer: true^¦^^¦no-answer: no slot is the answer",
                "verdict: {type: Verdict}¦verdict: {type: Verdict, answer: true}¦two-answers: line 9: slots [`draft`, `verdict`] are all answers",
                "samples: {type: Samples}¦samples: {type: Dataset}¦bad-slot: line 10: slot `samples` is of type Dataset, which only round loops have",
                "default: \"0\"¦default: zero¦bad-slot: line 8: slot `score` has the default `zero`, which is no Number",
                "from: item.question¦from: question¦bad-slot: line 6: slot `question` comes from `question`: write `from: item.field`"
            })
    void everyProblemNamesPlaceAndRemedy(String from, String to, String expected) {
        assertThat(lines(read(broken(from, to))))
                .anySatisfy(line -> assertThat(line).contains(expected));
    }

    @Test
    void unreachableNodesAndMissingStopsAreErrors() {
        assertThat(lines(read(GOOD + "  lost: {kind: stop}\n")))
                .singleElement()
                .asString()
                .startsWith("unreachable-node: line 17, node lost: no exit leads here from the start `draft`");
        String endless = broken("good: done, bad: draft, capped: done", "good: draft, bad: draft, capped: draft");
        assertThat(lines(read(endless.replace("  done: {kind: stop}\n", ""))))
                .anySatisfy(l -> assertThat(l).startsWith("no-stop: line 13, node draft: no stop can be reached"));
    }

    @Test
    void aCycleIsBoundedWhereverTheCapStands() {
        String elsewhere = broken("max-visits: params.turns, ", "")
                .replace(", capped: done", "")
                .replace("kind: generate,", "kind: generate, max-visits: 2,")
                .replace("{next: check}", "{next: check, capped: done}");
        assertThat(lines(read(elsewhere))).noneSatisfy(l -> assertThat(l).contains("cycle"));
    }

    @Test
    void warningsDoNotStopALoop() {
        List<LoopProblem> problems = problems(read(broken("{exit: bad}", "{when: 'score > 1', exit: bad}")));
        assertThat(problems).extracting(LoopProblem::severity).containsOnly(LoopProblem.Severity.WARNING);
    }

    private static final String CALL =
            "  draft: {kind: call, loop: sub.loop.yaml, arguments: {question: question}, writes: {draft: draft}, exits: {next: check}}";

    private LoopSpec caller(String call) {
        return read(GOOD.replaceAll("(?m)^  draft: \\{kind: generate.*$", call));
    }

    @Test
    void callsAreFollowed() {
        LoopSpec caller = caller(CALL);
        assertThat(lines(caller)).singleElement().asString().startsWith("no-such-loop: line 13, node draft:");
        project.put("sub.loop.yaml", read(GOOD));
        assertThat(lines(caller)).isEmpty();
        project.put("sub.loop.yaml", read(GOOD.replace("[student]", "[student, judge]")));
        assertThat(lines(caller)).singleElement().asString().contains("unknown-role", "`judge`");
        project.put("sub.loop.yaml", caller);
        assertThat(lines(caller)).singleElement().asString().contains("recursive-call", "sub.loop.yaml");
        project.put("sub.loop.yaml", caller(CALL.replace("sub.", "third.")));
        project.put("third.loop.yaml", caller(CALL));
        assertThat(lines(read(GOOD.replaceAll("(?m)^  draft: \\{kind: generate.*$", CALL)
                        .replace("name: good", "name: other"))))
                .singleElement()
                .asString()
                .contains("recursive-call", "sub.loop.yaml -> third.loop.yaml -> ");
    }

    @Test
    void argumentsAndResultsFitTheCalledLoop() {
        project.put("sub.loop.yaml", read(GOOD));
        assertThat(lines(caller(CALL.replace("{question: question}", "{qestion: question}"))))
                .anySatisfy(
                        l -> assertThat(l).contains("unknown-slot", "has no slot `qestion`: did you mean `question`?"));
        assertThat(lines(caller(CALL.replace("{question: question}", "{question: score}"))))
                .anySatisfy(l -> assertThat(l).contains("type-mismatch", "`score` is Number"));
        assertThat(lines(caller(CALL.replace("{draft: draft}", "{draft: verdict}"))))
                .anySatisfy(l -> assertThat(l).contains("type-mismatch", "`verdict` of loop sub.loop.yaml is Verdict"));
        assertThat(lines(caller(CALL.replace("writes: {draft: draft}", "writes: draft"))))
                .isEmpty();
    }
}
