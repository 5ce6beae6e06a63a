package org.loopwright.experiment.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;

class ControlTextTest {
    @Test
    void aControlAsksAsTheDraftDoes() {
        Map<String, Object> shots = Map.of("dataset", "shots", "k", 2L);
        NodeSpec draft = new NodeSpec(
                "draft",
                "generate",
                new Settings(Map.of(
                        "model",
                        "student",
                        "prompt",
                        List.of(Map.of("user", "?")),
                        "few-shot",
                        shots,
                        "too-long",
                        "truncate-left",
                        "writes",
                        "answer")),
                Map.of("next", "done"),
                null,
                Mark.NONE);

        assertThat(ControlText.asking(draft))
                .containsEntry("few-shot", shots)
                .containsEntry("too-long", "truncate-left")
                .doesNotContainKeys("writes", "thinking");
    }
}
