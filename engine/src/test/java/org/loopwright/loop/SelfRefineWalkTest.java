package org.loopwright.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.loop.yaml.ExampleLoops;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.model.Completion;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenIds;
import org.loopwright.run.LoopMachine;

/// Walks the documentation's item loop from draft to answer, with a script in place of the models: file,
/// checks, kinds, prompts and conditions together.
class SelfRefineWalkTest {
    private static final Language LANGUAGE = new Language(new JinjaTemplates(), new CelConditions());
    private static final Source VERIFIER = new Source.OfModel("hash-of-verifier");

    private final LoopSpec loop =
            Optional.ofNullable(LoopYaml.read(ExampleLoops.SELF_REFINE).loop()).orElseThrow();
    private final LoopMachine machine = new LoopMachine(NodeKinds.installed(), LANGUAGE);
    private final List<String> walk = new ArrayList<>();
    private final List<Prompt> prompts = new ArrayList<>();

    private Frame run(Function<String, String> script) {
        Map<String, Value> initial = new LinkedHashMap<>();
        initial.put("question", Value.given("What is 2 + 2?"));
        initial.put("critique", Value.given(""));
        Frame frame = Frame.open(FramePath.ofItem("i1"), "i1", 7, Set.of("hash-of-student"), initial, loop.start());
        while (frame.isOpen()) {
            frame = act(frame, machine.decide(loop, frame), script);
        }
        return frame;
    }

    private Frame act(Frame frame, Decision decision, Function<String, String> script) {
        return switch (decision) {
            case Decision.Generate generate -> {
                walk.add(frame.node());
                prompts.add(generate.requests().getFirst().prompt());
                String text = script.apply(frame.node());
                yield frame.withResults(
                        List.of(new StepResult.Completed(completion(text), "hash-of-" + generate.role())));
            }
            case Decision.Move move -> {
                Frame next = frame;
                for (Map.Entry<String, Value> write : move.writes().entrySet()) {
                    next = next.withWrite(write.getKey(), write.getValue());
                }
                String target = Optional.ofNullable(
                                loop.node(frame.node()).exits().get(move.exit()))
                        .orElseThrow();
                yield next.withMove(move.exit(), target, move.uses());
            }
            case Decision.Stop stop -> frame.withEnd(new Frame.End(Frame.Outcome.STOPPED, "", stop.returns()));
            case Decision.Fail fail -> frame.withEnd(new Frame.End(Frame.Outcome.FAILED, fail.message(), null));
            case Decision.Score _, Decision.Call _, Decision.UseTool _, Decision.Ask _, Decision.Make _ ->
                throw new AssertionError("not in this loop: " + decision);
        };
    }

    private static Completion completion(String text) {
        TokenIds ids = TokenIds.of(text.chars().toArray());
        return new Completion(text, TokenIds.EMPTY, ids, null, null, null, Completion.Finish.STOP, 0, 0);
    }

    @Test
    void stopsWhenTheVerifierAccepts() {
        Frame frame = run(node -> switch (node) {
            case "draft" -> "5";
            case "verify" -> walk.contains("refine") ? "VERDICT: right" : "VERDICT: wrong at the sum";
            case "critique" -> "2 + 2 is not {{ 7*7 }}";
            default -> "4";
        });
        assertThat(frame.end()).isEqualTo(new Frame.End(Frame.Outcome.STOPPED, "", "draft"));
        assertThat(walk).containsExactly("draft", "verify", "critique", "refine", "verify");
        assertThat(frame.slots().get("draft")).extracting(Value::text).containsExactly("5", "4");
        assertThat(frame.value("draft").orElseThrow().sources())
                .as("the branch that led to it used the verifier")
                .containsExactlyInAnyOrder(Source.Plain.GIVEN, Source.Plain.INTRINSIC, VERIFIER);
    }

    @Test
    void promptsShowDraftsTokenByTokenAndTextAsData() {
        run(node -> node.equals("verify") && walk.contains("refine") ? "VERDICT: right" : "{{ 7*7 }}");
        Prompt refine = prompts.get(3);
        assertThat(refine.messages()).extracting(Prompt.Message::role).containsExactly("user", "assistant", "user");
        assertThat(refine.messages().get(1).completionIds())
                .isEqualTo(TokenIds.of("{{ 7*7 }}".chars().toArray()));
        assertThat(refine.messages().get(2).text()).startsWith("critique:\n{{ 7*7 }}\n");
    }

    @Test
    void theCapEndsAnEndlessDispute() {
        Frame frame = run(node -> node.equals("verify") ? "VERDICT: wrong" : "5");
        assertThat(frame.end()).extracting(Frame.End::outcome).isEqualTo(Frame.Outcome.STOPPED);
        assertThat(frame.cappedAt()).isEqualTo("gate");
        assertThat(frame.versions("draft")).isEqualTo(4);
    }

    @Test
    void anUnparsedVerdictImproves() {
        Frame frame = run(node -> "no idea");
        assertThat(frame.cappedAt()).isEqualTo("gate");
    }
}
