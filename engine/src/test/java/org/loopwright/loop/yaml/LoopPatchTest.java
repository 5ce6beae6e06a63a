package org.loopwright.loop.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.Mark;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Settings;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class LoopPatchTest {
    private static final String TEXT = ExampleLoops.SELF_REFINE;

    private static LoopSpec read(String text) {
        return Optional.ofNullable(LoopYaml.read(text).loop()).orElseThrow();
    }

    /// Checks that exactly `from` became `to`, with both kinds of line break.
    private static void assertPatch(java.util.function.UnaryOperator<String> patch, String from, String to) {
        assertThat(TEXT).contains(from);
        assertThat(patch.apply(TEXT)).isEqualTo(TEXT.replace(from, to));
        String windows = TEXT.replace("\n", "\r\n");
        assertThat(patch.apply(windows)).isEqualTo(TEXT.replace(from, to).replace("\n", "\r\n"));
    }

    @Test
    void scalarsAreReplacedWhereTheyStand() {
        assertPatch(t -> LoopPatch.setting(t, "draft", "sampling.temperature", 0.2), "0.7", "0.2");
        assertPatch(
                t -> LoopPatch.setting(t, "gate", "max-visits", 5), "params.turns             #", "5             #");
        assertPatch(
                t -> LoopPatch.setting(t, "gate", "exits.improve", "refine"),
                "improve: critique, c",
                "improve: refine, c");
        assertPatch(
                t -> LoopPatch.setting(t, "verify", "exits.next", "done"),
                "exits: {next: gate}",
                "exits: {next: done}");
        assertPatch(t -> LoopPatch.setting(t, "critique", "writes", "draft"), "writes: critique", "writes: draft");
        assertPatch(t -> LoopPatch.param(t, "turns", 9), "turns: 3", "turns: 9");
        assertPatch(t -> LoopPatch.position(t, "draft", 12, 3.5), "[0, 0]", "[12, 3.5]");
    }

    @Test
    void newSettingsFollowTheLastOne() {
        assertPatch(
                t -> LoopPatch.setting(t, "draft", "max-visits", "params.turns"),
                "exits: {next: verify}\n  verify:",
                "exits: {next: verify}\n    max-visits: params.turns\n  verify:");
        assertPatch(
                t -> LoopPatch.setting(t, "verify", "sampling.temperature", 0),
                "exits: {next: gate}}",
                "exits: {next: gate}, sampling: {temperature: 0}}");
        assertPatch(t -> LoopPatch.setting(t, "draft", "sampling.top-k", 5), "200}", "200, top-k: 5}");
        assertPatch(t -> LoopPatch.param(t, "p", 0.5), "{turns: 3}", "{turns: 3, p: 0.5}");
        assertPatch(t -> LoopPatch.position(t, "done", 1, 2), "[0, 0]}", "[0, 0], done: [1, 2]}");
    }

    @Test
    void settingsAndNodesAreRemovedWithoutTheirNeighbours() {
        assertPatch(
                t -> LoopPatch.removeSetting(t, "gate", "max-visits"),
                "    max-visits: params.turns             # the cap\n",
                "");
        assertPatch(t -> LoopPatch.removeSetting(t, "gate", "exits.capped"), ", capped: done}", "}");
        assertPatch(t -> LoopPatch.removeSetting(t, "gate", "exits.accept"), "{accept: done, improve", "{improve");
        assertPatch(t -> LoopPatch.removeSetting(t, "draft", "nothing"), TEXT, TEXT);
        assertPatch(t -> LoopPatch.removeNode(t, "done"), "  done: {kind: stop, returns: draft}\n", "");
        String without = LoopPatch.removeNode(TEXT, "draft");
        assertThat(read(without).nodes()).doesNotContainKey("draft").hasSize(5);
        assertThat(without).contains("layout: {}                  # last");
    }

    @Test
    void nodesAreAddedAfterTheLast() {
        NodeSpec small = node("vote", "vote", Map.of("reads", "samples"), Map.of("next", "done"));
        assertPatch(
                t -> LoopPatch.addNode(t, small),
                "returns: draft}\n",
                "returns: draft}\n  vote: {kind: vote, reads: samples, exits: {next: done}}\n");
        NodeSpec large = node("long", "generate", Map.of("prompt", List.of(Map.of("user", "x".repeat(100)))), Map.of());
        assertThat(LoopPatch.addNode(TEXT, large)).contains("  long:\n    kind: generate\n    prompt: [{user: xxx");
        assertThatThrownBy(() -> LoopPatch.addNode(TEXT, node("gate", "stop", Map.of(), Map.of())))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("`gate` already");
        assertThatThrownBy(() -> LoopPatch.addNode(TEXT, node("a/b", "stop", Map.of(), Map.of())))
                .isInstanceOf(LoopException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nodes:\n  a:\n    kind: stop",
                "nodes:\n  a:\n    kind: stop   # c\n\n  # the end\n",
                "nodes:\n  a:\n    kind: stop\n    prompt:\n    - user: |+\n        text\n\n\nname: x\n",
                "nodes:\n  a:\n    kind: stop\n    prompt: >-\n      folded\n      text\n\n# end",
                "nodes: {a: {kind: stop}}",
                "{nodes: {a: {kind: stop,},},}",
                "nodes:\n  a: {kind: stop, exits: {}, sampling, }\n",
                "nodes:\n  a:\n    kind: stop\n    sampling:\n    exits:\n",
                "nodes:\n  a:\n    kind: stop\n    sampling:   # none yet\n      top-k: 1  # one\n",
                "---\n# \ud83d\ude00\nname: \ud83d\ude00\nnodes: {\ud83d\ude00: {kind: x}, a: {kind: 'stop'}}\n...\n",
                "\ufeffnodes:\n- a\nnodes2: 1\n"
            })
    void unusualTextsArePatchedOrRefused(String text) {
        for (String style : List.of(text, text.replace("\n", "\r\n"))) {
            try {
                String patched = LoopPatch.setting(style, "a", "sampling.top-k", 7);
                patched = LoopPatch.setting(patched, "a", "exits.next", "b: c");
                patched = LoopPatch.setting(patched, "a", "new", List.of("x", 1));
                patched = LoopPatch.position(patched, "a", 1, 2);
                String whole = patched;
                assertThat(style.lines().filter(l -> l.contains("#")).map(l -> l.substring(l.indexOf('#'))))
                        .allMatch(whole::contains, "comments stay");
                patched = LoopPatch.removeSetting(patched, "a", "kind");
                patched = LoopPatch.removeSetting(patched, "a", "sampling");
                assertThat(YamlEdit.has(patched, List.of("nodes", "a", "exits", "next")))
                        .isTrue();
                assertThat(YamlEdit.has(patched, List.of("nodes", "a", "sampling")))
                        .isFalse();
            } catch (LoopException e) {
                assertThat(e).hasMessage("the loop has no node `a`");
            }
        }
    }

    @Test
    void aBrokenTextIsNotPatched() {
        assertThatThrownBy(() -> LoopPatch.param("params: [", "n", 1))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("mend the text first");
        assertThatThrownBy(() -> LoopPatch.setting(TEXT, "gat", "kind", "x"))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("`gat`");
    }

    /// Random edits on random loops in three styles, with comments: the patched text reads as the edited
    /// tree, and every comment is still there.
    @Test
    void anyPatchMeansWhatItSays() {
        long seed = System.nanoTime();
        System.out.println("anyPatchMeansWhatItSays: seed " + seed);
        Random random = new Random(seed);
        RandomLoops loops = new RandomLoops(seed);
        for (int i = 0; i < 200; i++) {
            LoopSpec loop = loops.next();
            String text = commented(styled(loop, random.nextInt(3)), random);
            text = random.nextBoolean() ? text.replace("\n", "\r\n") : text;
            long comments = text.lines().filter(l -> l.contains("#c#")).count();
            String node = "node-" + random.nextInt(loop.nodes().size());
            Object value = random.nextBoolean() ? loops.text() : random.nextInt(50);

            String patched = LoopPatch.setting(text, node, "sampling.top-k", value);
            patched = LoopPatch.setting(patched, node, "exits.exit0", "node-9");
            patched = LoopPatch.setting(patched, node, "max-visits", random.nextInt(50));
            patched = LoopPatch.param(patched, "fresh", value);
            patched = LoopPatch.position(patched, node, 1.5, -2);
            patched = LoopPatch.addNode(patched, node("added", "stop", Map.of("x", value), Map.of("next", node)));
            assertThat(patched.lines().filter(l -> l.contains("#c#")).count())
                    .as(text)
                    .isEqualTo(comments);

            LoopSpec again = read(patched);
            assertThat(again.node(node).exits()).containsEntry("exit0", "node-9");
            assertThat(again.node(node).settings().map("sampling").text("top-k"))
                    .isEqualTo(value.toString());
            assertThat(again.params().get("fresh")).hasToString(value.toString());
            assertThat(again.layout()).containsEntry(node, new LoopSpec.Position(1.5, -2));
            assertThat(again.nodes()).hasSize(loop.nodes().size() + 1);
            String gone = LoopPatch.removeNode(LoopPatch.removeSetting(patched, node, "sampling"), "added");
            assertThat(read(gone).nodes().keySet()).isEqualTo(loop.nodes().keySet());
        }
    }

    private static NodeSpec node(String id, String kind, Map<String, Object> settings, Map<String, String> exits) {
        return new NodeSpec(id, kind, new Settings(settings), exits, null, Mark.NONE);
    }

    private static String styled(LoopSpec loop, int style) {
        if (style == 0) {
            return LoopYaml.write(loop);
        }
        Map<String, Object> tree = new LinkedHashMap<>(LoopTree.of(loop));
        Map<String, Object> layout = new LinkedHashMap<>();
        loop.layout().forEach((id, place) -> layout.put(id, new ArrayList<>(LoopTree.position(place))));
        tree.put("layout", layout);
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(style == 1 ? FlowStyle.BLOCK : FlowStyle.FLOW)
                .setSchema(new CoreSchema())
                .setWidth(100_000)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings).dumpToString(tree);
    }

    /// Comments at the ends of lines, where that leaves the meaning alone.
    private static String commented(String text, Random random) {
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            String before = lines[i];
            if (random.nextBoolean()) {
                lines[i] = before + "  #c# " + i;
                String candidate = String.join("\n", lines) + "\n";
                boolean same = LoopYaml.read(candidate).loop() != null
                        && read(candidate).hash().equals(read(text).hash());
                lines[i] = same ? lines[i] : before;
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
