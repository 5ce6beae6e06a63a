package org.loopwright.tool.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.Source;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.task.Dataset;
import org.loopwright.task.Item;
import org.loopwright.task.Split;
import org.loopwright.tool.ToolException;

class DatasetToolTest {
    private static DatasetTool tool(Split split) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            items.add(new Item("i" + i, "h" + i, "i" + i, Map.of("q", "question " + i), "gold " + i));
        }
        return new DatasetTool(_ -> new Dataset("shots", split, "hash", items), new JinjaTemplates());
    }

    private static ToolCall call(String... pairs) {
        Map<String, String> settings = new java.util.LinkedHashMap<>(Map.of("dataset", "d"));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return new ToolCall(settings, List.of());
    }

    @Test
    void examplesHaveTheirAnswersAndTheLabelOfTheirSplit() {
        ToolResult result =
                tool(Split.FEW_SHOT).use(call("take", "first", "count", "2", "split", "few-shot", "except", "i0"));
        assertThat(result.texts())
                .containsExactly(
                        "{\"q\":\"question 1\",\"answer\":\"gold 1\"}", "{\"q\":\"question 2\",\"answer\":\"gold 2\"}");
        assertThat(result.sources()).containsExactly(new Source.Label("shots", "few-shot"));
    }

    @Test
    void examplesFromATestSplitAreRefused() {
        assertThatThrownBy(() -> tool(Split.TEST).use(call("take", "first", "count", "1", "split", "few-shot")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("is of split test")
                .hasMessageContaining("few-shot alone");
    }

    @Test
    void drawnItemsNeverShowGoldNorTheExceptedItem() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            ToolResult result =
                    tool(Split.DEV).use(call("take", "any", "count", "1", "seed", Long.toString(seed), "except", "i3"));
            assertThat(result.text()).doesNotContain("gold").doesNotContain("question 3");
            assertThat(result.sources()).containsExactly(Source.Plain.GIVEN);
            seen.add(result.text());
        }
        assertThat(seen).hasSize(4);
    }

    @Test
    void moreThanThereAreIsAMessage() {
        assertThatThrownBy(() -> tool(Split.DEV).use(call("take", "first", "count", "9")))
                .hasMessageContaining("has 5 other items, and 9 are asked for");
    }
}
