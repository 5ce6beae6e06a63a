package org.loopwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;

class LoopMachineTest {
    private final LoopSpec loop = TestRuns.loop(TestRuns.SELF_CHECK);
    private final LoopMachine machine =
            new LoopMachine(NodeKinds.installed(), new Language(new JinjaTemplates(), new CelConditions()));

    @Test
    void decidesTheSameTwice() {
        Frame frame = opened();
        assertThat(machine.decide(loop, frame))
                .isEqualTo(machine.decide(loop, frame))
                .isInstanceOf(Decision.Generate.class);
    }

    @Test
    void leavesByCappedOnTheEntryAfterTheLastAllowedVisit() {
        Frame atFirstCheck = opened().withWrite("answer", Value.given("4")).withMove("next", "check", Set.of());
        assertThat(machine.decide(loop, atFirstCheck)).isInstanceOf(Decision.Generate.class);

        Frame atSecondCheck = atFirstCheck
                .withMove("next", "gate", Set.of())
                .withMove("revise", "revise", Set.of())
                .withMove("next", "check", Set.of());
        assertThat(machine.decide(loop, atSecondCheck)).isEqualTo(new Decision.Move("capped", Map.of(), Set.of()));
    }

    @Test
    void failsWithTheNodeNamedWhenASlotIsEmpty() {
        Frame atGate = opened().withMove("next", "gate", Set.of());
        assertThat(machine.decide(loop, atGate))
                .isInstanceOfSatisfying(
                        Decision.Fail.class, fail -> assertThat(fail.message()).contains("verdict"));
    }

    @Test
    void choosingAnExitUsesTheSourcesOfWhatTheConditionReads() {
        Value verdict =
                new Value(new Content.Verdict(Content.Judgement.REJECT, 0, "u"), Set.of(Source.Plain.INTRINSIC), null);
        Frame atGate = opened().withWrite("verdict", verdict).withMove("next", "gate", Set.of());
        assertThat(machine.decide(loop, atGate))
                .isEqualTo(new Decision.Move("revise", Map.of(), Set.of(Source.Plain.INTRINSIC)));
    }

    @Test
    void aRequestSeedDependsOnItemNodeVisitAndIndexAlone() {
        Decision.Generate here = (Decision.Generate) machine.decide(loop, opened());
        String renamed = TestRuns.SELF_CHECK.replace("name: self-check", "name: other-arm");
        Decision.Generate there = (Decision.Generate) machine.decide(TestRuns.loop(renamed), opened());
        assertThat(there.requests()).isEqualTo(here.requests());
    }

    private Frame opened() {
        return Frame.open(
                FramePath.ofItem("item-2"),
                "item-2",
                42,
                Set.of("hash"),
                Map.of("question", Value.given("2")),
                loop.start());
    }
}
