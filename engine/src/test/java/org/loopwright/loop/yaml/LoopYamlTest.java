package org.loopwright.loop.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class LoopYamlTest {
    private static final String SMALL = "loopwright: 1\nname: x\nstart: done\nnodes:\n  done: {kind: stop}\n";

    private static LoopSpec loop(String text) {
        LoopParse parse = LoopYaml.read(text);
        assertThat(parse.errors()).as(text).isEmpty();
        LoopSpec loop = parse.loop();
        assertThat(loop).isNotNull();
        return loop == null ? new RandomLoops(0).next() : loop;
    }

    @Test
    void readsTheItemLoopOfTheDocumentation() {
        LoopSpec loop = loop(ExampleLoops.SELF_REFINE);
        assertThat(loop.name()).isEqualTo("self-refine-gated");
        assertThat(loop.params()).containsEntry("turns", 3L);
        assertThat(loop.models()).containsExactly("student", "verifier");
        assertThat(loop.answer()).map(SlotSpec::name).contains("draft");
        assertThat(loop.slots().get("critique"))
                .isNotNull()
                .extracting(SlotSpec::initial)
                .isEqualTo("");
        NodeSpec gate = loop.node("gate");
        assertThat(gate.maxVisits()).isEqualTo("params.turns");
        assertThat(gate.exits())
                .containsExactly(
                        Map.entry("accept", "done"), Map.entry("improve", "critique"), Map.entry("capped", "done"));
        assertThat(gate.mark()).isEqualTo(new Mark(22, 3));
        assertThat(gate.settings().tree()).containsOnlyKeys("cases");
        assertThat(loop.layout()).containsEntry("draft", new LoopSpec.Position(0, 0));
        assertThat(loop.hash()).hasSize(64);
    }

    @Test
    void readsAnEmojiWhereverItStands() {
        for (int length = 1000; length < 1050; length++) {
            assertThat(loop("# " + "x".repeat(length) + "\uD83D\uDE00\n" + SMALL)
                            .name())
                    .isEqualTo("x");
        }
    }

    @Test
    void keepsKindsThatItDoesNotKnow() {
        LoopSpec loop = loop(ExampleLoops.REST_EM);
        assertThat(loop.node("filter").kind()).isEqualTo("filter");
        assertThat(loop.node("filter").settings().tree()).containsEntry("keep", "trace.right");
        assertThat(loop.slots().get("student"))
                .isNotNull()
                .extracting(SlotSpec::type)
                .isEqualTo(SlotType.MODEL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'name: x'|line 1: the header is missing",
                "'loopwright: 2'|line 1: this loop is written by a newer Loopwright (format 2; this one reads 1)",
                "'loopwright: one'|line 1: the format is `one`",
                "'loopwright: 1;nam: x'|line 2: `nam` is no key of a loop: known are [loopwright, name",
                "'loopwright: 1;name: x;name: y'|line 3: `name` stands twice",
                "'loopwright: 1;level: lap'|line 2: the level is `lap`: it should be item or round",
                "'loopwright: 1;slots:;  s: {type: Txt}'|line 3: slot s has the type `Txt`: types are [Text,",
                "'loopwright: 1;slots: {params: {type: Text}}'|line 2: a slot can't be named `params`",
                "'loopwright: 1;slots: {a-b: {type: Text}}'|line 2: a slot can't be named `a-b`",
                "'loopwright: 1;slots: {s: {type: Text, form: x}}'|line 2: `form` is no key of slot s",
                "'loopwright: 1;nodes:;  a:;    exits: {next: b}'|line 3, node a: the node has no kind",
                "'loopwright: 1;nodes:;  a: {kind: x, exits: b}'|line 3, node a: exits is `b`: it should be a map",
                "'loopwright: 1;nodes: {a: {kind: x, exits: {next: 1}}}'|line 2, node a: exit next leads to `1`",
                "'loopwright: 1;nodes: {a/b: {kind: x}}'|line 2: a node can't be named `a/b`",
                "'loopwright: 1;nodes: {a: {kind: x, prompt: [{user: {{ q }}}]}}'|a template such as",
                "'loopwright: 1;nodes: {a: {kind: x, n: }}'|line 2, node a: `n` has no value",
                "'loopwright: 1;nodes: {a: {kind: x, n: 1, n: 2}}'|line 2, node a: `n` stands twice",
                "'loopwright: 1;nodes: {a: {kind: !java x}}'|line 2, node a: `kind` has the tag !java",
                "'loopwright: 1;nodes: {a: {kind: x, n: 99999999999999999999}}'|a number too large",
                "'loopwright: 1;params: {n: [1]}'|line 2: parameter n is `[1]`",
                "'loopwright: 1;layout: {a: [1]}'|line 2: the place of a is `[1]`: it should be [x, y]",
                "'loopwright: 1;models: student'|line 2: `models` is `student`: it should be a list",
                "'loopwright: 1;name: [1'|line 2: the text is no YAML",
                "'loopwright: 1;a: &x 1;b: *x'|line 2: anchors (&) and aliases (*) are not used",
                "'just words'|line 1: the text is no map",
                "''|line 1: the text is no map"
            })
    void saysWhereAndWhatIsWrong(String text, String problem) {
        assertThat(LoopYaml.read(text.replace(";", "\n")).errors())
                .anySatisfy(e -> assertThat(e).contains(problem));
    }

    @Test
    void aNewerFileIsNotReadAtAll() {
        assertThat(LoopYaml.read(SMALL.replace("1", "2")).loop()).isNull();
        assertThat(LoopYaml.read(SMALL.replace("loopwright: 1\n", "")).loop()).isNotNull();
    }

    @Test
    void hostileTextsEndInAnError() {
        assertThat(LoopYaml.read("[".repeat(100_000)).errors()).isNotEmpty();
        assertThat(LoopYaml.read("a: {".repeat(100_000)).errors()).isNotEmpty();
        assertThat(LoopYaml.read("a".repeat(2_000_000)).errors()).isNotEmpty();
        assertThat(LoopYaml.read("\u0000").errors()).isNotEmpty();
    }

    @Test
    void theHashFollowsTheMeaningAndNothingElse() {
        String text = ExampleLoops.SELF_REFINE;
        String hash = loop(text).hash();
        assertThat(loop(text.replace("\n", "\r\n")).hash()).isEqualTo(hash);
        assertThat(loop(text.replace("layout: {draft: [0, 0]}", "layout: {draft: [9, 9]}"))
                        .hash())
                .isEqualTo(hash);
        assertThat(loop("# comment\n"
                                + text.replace("0.7", "0.70").replace("[student, verifier]", "[student,  'verifier']"))
                        .hash())
                .isEqualTo(hash);
        assertThat(loop(text.replace("0.7", "0.8")).hash()).isNotEqualTo(hash);
        assertThat(loop(text.replace("What is wrong?", "What is wrong")).hash()).isNotEqualTo(hash);
        assertThat(loop(text.replace("improve: critique", "improve: refine")).hash())
                .isNotEqualTo(hash);
        assertThat(loop(text.replace("turns: 3", "turns: 4")).hash()).isNotEqualTo(hash);
        assertThat(loop(text.replace("start: draft", "start: verify")).hash()).isNotEqualTo(hash);
    }

    @Test
    void anyLoopSurvivesWritingReadingAndReordering() {
        long seed = System.nanoTime();
        System.out.println("anyLoopSurvivesWritingReadingAndReordering: seed " + seed);
        RandomLoops loops = new RandomLoops(seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            LoopSpec loop = loops.next();
            LoopSpec again = loop(LoopYaml.write(loop));
            assertThat(LoopTree.of(again)).isEqualTo(LoopTree.of(loop));
            assertThat(again.layout()).isEqualTo(loop.layout());
            assertThat(again.hash()).isEqualTo(loop.hash());
            assertThat(loop(YamlText.of(shuffled(LoopTree.of(loop), random))).hash())
                    .isEqualTo(loop.hash());
            assertThat(loop(block(shuffled(LoopTree.of(loop), random))).hash()).isEqualTo(loop.hash());
        }
    }

    private static String block(Object tree) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setSchema(new CoreSchema())
                        .build())
                .dumpToString(tree);
    }

    private static Object shuffled(Object value, Random random) {
        return switch (value) {
            case Map<?, ?> map -> {
                List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
                Collections.shuffle(entries, random);
                Map<Object, Object> shuffled = new LinkedHashMap<>();
                entries.forEach(e -> shuffled.put(e.getKey(), shuffled(e.getValue(), random)));
                yield shuffled;
            }
            // A list of its own each time: the dumper writes an anchor where it meets the same object
            // again.
            case List<?> list ->
                new ArrayList<>(list.stream().map(e -> shuffled(e, random)).toList());
            default -> value;
        };
    }
}
