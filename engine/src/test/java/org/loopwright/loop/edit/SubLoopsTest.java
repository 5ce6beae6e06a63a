package org.loopwright.loop.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.loop.yaml.ExampleLoops;

class SubLoopsTest {
    private static final String TEXT = ExampleLoops.SELF_REFINE;
    private static final String FILE = "improve.loop.yaml";

    private final LoopEditor editor =
            new LoopEditor(NodeKinds.installed(), new Language(new JinjaTemplates(), new CelConditions()));

    private LoopParse parse(String text, String inner) {
        return editor.parse(
                text,
                file -> file.equals(FILE)
                        ? Optional.ofNullable(
                                editor.parse(inner, f -> Optional.empty()).loop())
                        : Optional.empty());
    }

    private LoopSpec loop(String text) {
        return Optional.ofNullable(parse(text, "").loop()).orElseThrow();
    }

    private SubLoops.SubLoop extract(String... nodes) {
        return SubLoops.extract(loop(TEXT), List.of(nodes), "improve", FILE, editor);
    }

    @Test
    void nodesBecomeALoopOfTheirOwnAndACall() {
        SubLoops.SubLoop sub = extract("critique", "refine");
        LoopSpec inner = loop(sub.text());
        assertThat(inner.nodes()).containsOnlyKeys("critique", "refine", "done");
        assertThat(inner.start()).isEqualTo("critique");
        assertThat(inner.answer().orElseThrow().name()).isEqualTo("draft");
        assertThat(parse(sub.text(), "").errors()).isEmpty();
        String outer = editor.apply(TEXT, sub.change());
        assertThat(parse(outer, sub.text()).errors()).isEmpty();
        assertThat(loop(outer).node("gate").exits()).containsEntry("improve", "improve");
        assertThat(loop(outer).node("improve").exits()).containsEntry("next", "verify");
        assertThat(loop(outer).node("improve").settings().map("arguments").tree())
                .containsOnlyKeys("question", "draft");
        assertThat(loop(outer).node("improve").settings().map("writes").tree()).containsOnlyKeys("draft");
        assertThat(outer).contains("# each write is a turn");
    }

    @Test
    void dissolvingTheCallGivesTheLoopBack() {
        SubLoops.SubLoop sub = extract("critique", "refine");
        String outer = editor.apply(TEXT, sub.change());
        String back = editor.apply(outer, Inlining.inline(loop(outer), sub.call(), sub.text(), editor));
        assertThat(loop(back).nodes().keySet()).isEqualTo(loop(TEXT).nodes().keySet());
        assertThat(loop(back).hash()).isEqualTo(loop(TEXT).hash());
    }

    @Test
    void slotsOfOtherNamesAreNamedAsTheCallerNamesThem() {
        String inner = """
                loopwright: 1
                name: inner
                level: item
                models: [student]
                slots:
                  draft: {type: Text, from: item.draft}
                  verdict: {type: Text, answer: true}
                start: say
                nodes:
                  say: {kind: generate, model: student, prompt: [{user: "{{ draft }}"}], writes: verdict, exits: {next: end}}
                  end: {kind: stop}
                """;
        String outer = """
                loopwright: 1
                name: outer
                level: item
                models: [student]
                slots:
                  question: {type: Text, from: item.question}
                  draft: {type: Text, answer: true}
                start: ask
                nodes:
                  ask: {kind: call, loop: improve.loop.yaml, arguments: {draft: question}, writes: {draft: verdict}, exits: {next: done}}
                  done: {kind: stop}
                """;
        String flat = editor.apply(outer, Inlining.inline(loop(outer), "ask", inner, editor));
        assertThat(parse(flat, "").errors()).isEmpty();
        assertThat(loop(flat).start()).isEqualTo("say");
        assertThat(flat).contains("{{ question }}").contains("writes: draft");
        assertThat(loop(flat).node("say").exits()).containsEntry("next", "done");
    }

    @Test
    void whatACallCantDoIsRefusedWithTheReason() {
        assertThatThrownBy(() -> extract("gate"))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("one exit");
        assertThatThrownBy(() -> extract("refine", "done"))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("leave it out");
        assertThatThrownBy(() -> extract("draft", "refine"))
                .isInstanceOf(LoopException.class)
                .hasMessageContaining("entered at");
    }
}
