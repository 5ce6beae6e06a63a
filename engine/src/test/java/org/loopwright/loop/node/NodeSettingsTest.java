package org.loopwright.loop.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;

class NodeSettingsTest {
    private static List<Map<String, String>> ask(String text) {
        return List.of(Map.of("user", text));
    }

    @Test
    void allKindsAreFoundAndDescribeThemselves() {
        NodeKinds kinds = NodeKinds.installed();
        assertThat(kinds.all().stream().map(NodeKind::name))
                .contains(
                        "branch",
                        "call",
                        "critique",
                        "generate",
                        "judge",
                        "refine",
                        "sample",
                        "self-verify",
                        "stop",
                        "verify",
                        "vote");
        for (NodeKind kind : kinds.all()) {
            assertThat(kind.signature().summary()).as(kind.name()).endsWith(".");
            assertThat(kind.signature().fields())
                    .allSatisfy(f -> assertThat(f.doc()).isNotBlank());
        }
    }

    @Test
    void badSettingsNameTheNodeTheValueAndTheRange() {
        Map<String, Object> good = Map.of("model", "m", "prompt", ask("?"), "writes", "x");
        assertBad(new Generate(), good, "sampling", Map.of("temperature", 3), "temperature 3.0 is outside [0, 2]");
        assertBad(new Generate(), good, "sampling", Map.of("top-p", 0), "outside (0, 1]");
        assertBad(new Generate(), good, "prompt", List.of(), "prompt");
        assertBad(new Judge(), good, "score", "(", "no regular expression");
        assertBad(new Judge(), good, "score", "\\d", "one group");
        assertBad(new Judge(), good, "scale", 0, "above 0");
        assertBad(new Sample(), good, "n", 0, "at least 1");
        assertBad(new SelfVerify(), good, "accept", "[", "no regular expression");
    }

    @Test
    void anExpressionThatRunsAwayEndsInAnError() {
        for (String runaway : List.of("(a+)+b", "(a|b)*c")) {
            Map<String, Object> settings = Map.of("model", "m", "prompt", ask("?"), "writes", "x", "accept", runaway);
            StepFixture fixture = new StepFixture(new SelfVerify(), settings).completed("a".repeat(200_000), "m");
            assertThatThrownBy(fixture::decide)
                    .isInstanceOf(LoopException.class)
                    .hasMessageContaining("regular expression");
        }
    }

    private static void assertBad(NodeKind kind, Map<String, Object> good, String setting, Object bad, String reason) {
        Map<String, Object> settings = new HashMap<>(good);
        settings.put(setting, bad);
        assertThatThrownBy(() -> new StepFixture(kind, settings).decide())
                .isInstanceOf(LoopException.class)
                .hasMessageContainingAll("node here", setting, reason);
    }
}
