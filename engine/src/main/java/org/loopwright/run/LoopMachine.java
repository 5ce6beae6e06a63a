package org.loopwright.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FewShot;
import org.loopwright.loop.Frame;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.Prompt;

/// Decides what a frame does next. Pure: the same loop and frame give the same decision, on any
/// machine, at any time.
///
/// This is the whole control flow of a loop:
/// 1. a node that was entered more often than its `max-visits` is left by its `capped` exit;
/// 2. else, when its prompt shows examples, they are drawn;
/// 3. else its kind decides;
/// 4. a value written after a choice carries the sources of that choice;
/// 5. a completion that a fork cut is gone on from.
public final class LoopMachine {
    private final NodeKinds kinds;
    private final Language language;

    /// A machine for these kinds and these languages of prompts and conditions.
    public LoopMachine(NodeKinds kinds, Language language) {
        this.kinds = kinds;
        this.language = language;
    }

    /// What `frame`, which is open, does next in `loop`. A loop that can't be followed gives `Fail`,
    /// never an exception.
    public Decision decide(LoopSpec loop, Frame frame) {
        try {
            NodeSpec node = loop.node(frame.node());
            if (isCapped(loop, node, frame)) {
                return new Decision.Move(NodeSpec.CAPPED, Map.of(), Set.of());
            }
            NodeKind kind = kinds.find(node.kind())
                    .orElseThrow(() -> new LoopException(
                            "node " + node.id() + " is of the unknown kind `" + node.kind() + "`; known are "
                                    + kinds.all().stream().map(NodeKind::name).toList()));
            Step step = step(loop, frame);
            Decision decision = FewShot.missing(step).orElseGet(() -> kind.decide(step));
            return checked(node, withBeginning(withControl(decision, frame), frame));
        } catch (LoopException e) {
            return new Decision.Fail("loop", String.valueOf(e.getMessage()));
        }
    }

    /// What a frame's node sees when it decides.
    public Step step(LoopSpec loop, Frame frame) {
        return new Step(loop, loop.node(frame.node()), frame, language, (at, role) -> before(loop, at, role));
    }

    /// The prompt is decided again, from the frame that asked; so it may itself go on with one before it.
    private Optional<Step.Rendered> before(LoopSpec loop, Frame frame, String role) {
        Frame.Asked asked = frame.asked().get(role);
        if (asked == null
                || !(decide(loop, asked.before()) instanceof Decision.Generate generate)
                || generate.requests().size() != 1) {
            return Optional.empty();
        }
        Prompt prompt = generate.requests().getFirst().prompt();
        List<Prompt.Message> messages = new ArrayList<>(prompt.messages());
        Completion answer = asked.answer().completion();
        List<Prompt.Segment> said = new ArrayList<>();
        if (prompt.form() == Prompt.Form.CONTINUE) {
            said.addAll(messages.removeLast().segments());
        }
        said.add(new Prompt.Segment(answer.text(), null, -1, answer.ids()));
        messages.add(new Prompt.Message("assistant", said));
        Source author = step(loop, asked.before()).author(asked.answer().modelHash());
        return Optional.of(new Step.Rendered(new Prompt(messages), Sources.union(generate.uses(), Set.of(author))));
    }

    private static boolean isCapped(LoopSpec loop, NodeSpec node, Frame frame) {
        return node.maxVisits() != null && frame.visit() > loop.integer(node.maxVisits());
    }

    private static Decision withControl(Decision decision, Frame frame) {
        if (!(decision instanceof Decision.Move move) || frame.control().isEmpty()) {
            return decision;
        }
        Map<String, Value> writes = new LinkedHashMap<>();
        move.writes().forEach((slot, value) -> writes.put(slot, value.withSources(frame.control())));
        return new Decision.Move(move.exit(), writes, move.uses());
    }

    private static Decision withBeginning(Decision decision, Frame frame) {
        Frame.Cut cut = frame.edits().cut();
        if (cut == null || !(decision instanceof Decision.Generate generate)) {
            return decision;
        }
        if (cut.index() >= generate.requests().size()) {
            throw new LoopException("node " + frame.node() + " asks for "
                    + generate.requests().size() + " completion(s), so there is none with index " + cut.index()
                    + " to go on from");
        }
        List<CompletionRequest> requests = new ArrayList<>(generate.requests());
        requests.set(cut.index(), requests.get(cut.index()).withBeginning(cut.kept()));
        return new Decision.Generate(generate.role(), requests, generate.uses());
    }

    private static Decision checked(NodeSpec node, Decision decision) {
        if (decision instanceof Decision.Move move && !node.exits().containsKey(move.exit())) {
            throw new LoopException("node " + node.id() + " leaves by exit `" + move.exit()
                    + "`, which leads nowhere; it has " + node.exits().keySet());
        }
        return decision;
    }

    /// The sources that `decision` uses: what its prompts show, or what its choice of exit rests on.
    public static Set<Source> uses(Decision decision) {
        return switch (decision) {
            case Decision.Generate generate -> generate.uses();
            case Decision.Move move -> move.uses();
            case Decision.UseTool tool -> tool.uses();
            case Decision.Ask ask -> ask.uses();
            case Decision.Score _ -> Set.of(Source.Plain.ORACLE);
            case Decision.Call _, Decision.Make _, Decision.Stop _, Decision.Fail _ -> Set.of();
        };
    }
}
