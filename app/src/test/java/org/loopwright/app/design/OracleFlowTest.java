package org.loopwright.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.loopwright.app.session.ExitId;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.loop.yaml.LoopYaml;

class OracleFlowTest {
    private static final String GATED = """
            loopwright: 1
            name: gated
            models: [student]
            slots:
              question: {type: Text, from: item.question}
              answer: {type: Text, answer: true}
              verdict: {type: Verdict}
            start: draft
            nodes:
              draft: {kind: generate, model: student, prompt: [{user: "{{ question }}"}], writes: answer, exits: {next: check}}
              check: {kind: %s, writes: verdict, exits: {next: gate}}
              gate:
                {kind: branch, cases: [{when: "verdict.accept", exit: yes-it-is}, {exit: no-it-is-not}],
                 exits: {yes-it-is: done, no-it-is-not: done}}
              done: {kind: stop}
            """;

    private static OracleFlow flow(String check) {
        LoopSpec loop =
                Objects.requireNonNull(LoopYaml.read(GATED.replace("%s", check)).loop());
        return new OracleFlow(loop, NodeKinds.installed(), new Language(new JinjaTemplates(), new CelConditions()));
    }

    @Test
    void aGateBehindTheGoldAnswerIsMarked() {
        OracleFlow flow = flow("verify, reads: answer");
        assertThat(flow.isOracle(new ExitId("draft", "next"))).isFalse();
        assertThat(flow.isOracle(new ExitId("check", "next"))).isTrue();
        assertThat(flow.isOracle(new ExitId("gate", "yes-it-is"))).isTrue();
    }

    @Test
    void aGateBehindTheModelsOwnCheckIsNot() {
        OracleFlow flow = flow("self-verify, model: student, reads: [question, answer]");
        assertThat(flow.isOracle(new ExitId("gate", "yes-it-is"))).isFalse();
        assertThat(flow.through(new ExitId("gate", "yes-it-is"))).containsExactly("given", "model(student)");
    }
}
