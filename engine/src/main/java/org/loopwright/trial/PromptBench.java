package org.loopwright.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FewShot;
import org.loopwright.loop.Frame;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSlots;
import org.loopwright.loop.PromptSettings;
import org.loopwright.loop.Seeds;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.CompletionRequest;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelException;
import org.loopwright.model.PromptCut;
import org.loopwright.model.PromptToken;
import org.loopwright.project.DrawnLoop;
import org.loopwright.project.ProjectException;
import org.loopwright.project.TrialRuns;
import org.loopwright.run.Asking;
import org.loopwright.task.Grade;
import org.loopwright.tool.ToolException;

/// Shows what a node would ask its model, on one item, by the loop as it is drawn: the exact tokens, a few completions
/// with what the node would do with each, and the difference from the paper's prompt.
///
/// The prompt is what [org.loopwright.run.LoopMachine] decides, and nothing else. Nothing is stored. Thread-safe.
public final class PromptBench {
    /// Completions that are drawn when nothing else is said.
    public static final int SAMPLES = 5;

    private final TrialRuns runs;

    /// A bench for a project's loops and models.
    public PromptBench(TrialRuns runs) {
        this.runs = runs;
    }

    /// A prompt and what is needed to go on with it.
    private record Setting(DrawnLoop drawn, BenchFrame frame, Decision decision) {}

    /// The prompt now. A loop that could not run as a whole still has the prompts of its nodes.
    ///
    /// @throws ProjectException when the loop, node, item or run is not there
    public BenchPrompt prompt(BenchRequest request) {
        Setting setting = setting(request);
        LoopSpec loop = setting.drawn().loop();
        Set<String> reads = reads(loop, request.node());
        List<String> missing = reads.stream()
                .filter(slot -> setting.frame().frame().value(slot).isEmpty())
                .toList();
        List<BenchPrompt.ShownSlot> slots = setting.frame().shown(loop, reads);
        Optional<BenchPrompt.Difference> paper = paper(setting, request.node());
        if (setting.decision() instanceof Decision.Generate generate) {
            return new BenchPrompt(request.node(), slots, missing, asked(request, setting, generate), "", paper);
        }
        return new BenchPrompt(request.node(), slots, missing, null, why(setting.decision(), missing), paper);
    }

    private Setting setting(BenchRequest request) {
        DrawnLoop drawn = runs.drawn(request.where());
        if (!drawn.loop().nodes().containsKey(request.node())) {
            throw new ProjectException("loop " + drawn.loop().name() + " has no node `" + request.node() + "`; it has "
                    + drawn.loop().nodes().keySet());
        }
        BenchFrame frame = BenchFrame.of(runs, drawn, request, models(request, drawn.loop()));
        Decision decision = runs.machine().decide(drawn.loop(), frame.frame());
        return decision instanceof Decision.UseTool draw && draw.tool().equals(FewShot.TOOL)
                ? drawn(drawn, frame, draw)
                : new Setting(drawn, frame, decision);
    }

    /// What follows once the examples are there that a prompt shows. Drawing them changes nothing.
    private Setting drawn(DrawnLoop drawn, BenchFrame frame, Decision.UseTool draw) {
        try {
            Frame with = frame.frame()
                    .withResults(draw.calls().stream()
                            .map(call -> new StepResult.Used(runs.draw(call)))
                            .toList());
            return new Setting(
                    drawn, new BenchFrame(with, frame.origins()), runs.machine().decide(drawn.loop(), with));
        } catch (ToolException e) {
            return new Setting(drawn, frame, new Decision.Fail("tool", String.valueOf(e.getMessage())));
        }
    }

    /// The models of the roles that have one; who wrote the answer hangs on them.
    private Map<String, LanguageModel> models(BenchRequest request, LoopSpec loop) {
        Map<String, LanguageModel> models = new HashMap<>();
        for (String role : loop.models()) {
            try {
                models.put(role, runs.model(request.where(), role));
            } catch (ProjectException | ModelException _) {
                // The prompt can be read without it; asking says what is missing.
            }
        }
        return models;
    }

    private Set<String> reads(LoopSpec loop, String node) {
        try {
            return runs.kinds()
                    .find(loop.node(node).kind())
                    .map(kind -> NodeSlots.of(loop.node(node), kind.signature(), runs.language())
                            .reads())
                    .orElse(Set.of());
        } catch (LoopException _) {
            return Set.of(); // a broken template: deciding says what is wrong with it
        }
    }

    private BenchPrompt.Asked asked(BenchRequest request, Setting setting, Decision.Generate generate) {
        LanguageModel model = runs.model(request.where(), generate.role());
        CompletionRequest first = generate.requests().getFirst();
        List<PromptToken> tokens = List.of();
        Set<Integer> dropped = Set.of();
        PromptSettings.TooLong policy = tooLong(setting);
        String problem = "";
        try {
            tokens = model.promptTokens(first.prompt());
            if (policy == PromptSettings.TooLong.TRUNCATE_LEFT) {
                dropped = PromptCut.toFit(model, first).map(PromptCut::dropped).orElse(Set.of());
            }
        } catch (ModelException e) {
            problem = String.valueOf(e.getMessage());
        }
        return new BenchPrompt.Asked(
                generate.role(),
                model.card(),
                first.prompt(),
                first.sampling(),
                generate.requests().size(),
                tokens,
                model.contextLength(),
                problem,
                policy,
                dropped);
    }

    private static PromptSettings.TooLong tooLong(Setting setting) {
        LoopSpec loop = setting.drawn().loop();
        return PromptSettings.of(loop.node(setting.frame().frame().node())).tooLong();
    }

    private static String why(Decision decision, List<String> missing) {
        if (decision instanceof Decision.Fail && !missing.isEmpty()) {
            return "slot `" + missing.getFirst() + "` has no value yet: type one, or take those of a run or a trial";
        }
        return switch (decision) {
            case Decision.Fail(String _, String message) -> message;
            case Decision.Move(String exit, Map<String, Value> _, var _) ->
                "the node asks no model here: it leaves by exit `" + exit + "`";
            case Decision.Call(String loop, var _) -> "the node asks no model itself: it calls " + loop;
            case Decision.UseTool(String tool, var _, var _) -> "the node asks no model here: it uses tool " + tool;
            case Decision.Ask _ -> "the node asks a person, not a model";
            case Decision.Score _ -> "the node asks no model: it compares with the gold answer";
            case Decision.Make make -> "the node asks no model: it is of kind " + make.operation();
            case Decision.Stop _ -> "the node asks no model: the loop ends here";
            case Decision.Generate _ -> "";
        };
    }

    private Optional<BenchPrompt.Difference> paper(Setting setting, String node) {
        LoopSpec loop = setting.drawn().loop();
        Optional<PaperPrompt> paper = PaperPrompt.find(runs.project().root(), loop.name(), node);
        if (paper.isEmpty() || !(setting.decision() instanceof Decision.Generate generate)) {
            return paper.map(found -> new BenchPrompt.Difference(found, List.of(), "there is no prompt to compare"));
        }
        String ours = generate.requests().getFirst().prompt().toString();
        try {
            Step step = runs.machine().step(loop, setting.frame().frame());
            String theirs = step.prompt(paper.get().messages()).prompt().toString();
            return Optional.of(new BenchPrompt.Difference(paper.get(), WordDiff.of(theirs, ours), ""));
        } catch (LoopException e) {
            return Optional.of(new BenchPrompt.Difference(paper.get(), List.of(), String.valueOf(e.getMessage())));
        }
    }

    /// Draws completions of the prompt as it is now, side by side. The first has the seed that a run's first request
    /// has.
    ///
    /// @param samples how many, at least 1
    /// @return in order
    /// @throws ProjectException when there is no prompt
    /// @throws ModelException when the model refuses it
    /// @throws InterruptedException when the caller is interrupted: what is not finished is dropped
    public List<BenchAnswer> complete(BenchRequest request, int samples, BenchListener listener)
            throws InterruptedException {
        Setting setting = setting(request);
        if (!(setting.decision() instanceof Decision.Generate generate)) {
            throw new ProjectException("node " + request.node() + " has no prompt to complete: "
                    + why(setting.decision(), prompt(request).missing()));
        }
        LanguageModel model = runs.model(request.where(), generate.role());
        List<Callable<BenchAnswer>> asking = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            int sample = i;
            asking.add(() -> complete(setting, generate, model, sample, listener));
        }
        List<BenchAnswer> answers = new ArrayList<>();
        // Each asks for itself, so that one that is finished early is graded early; the engine batches them.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<BenchAnswer> future : threads.invokeAll(asking)) {
                answers.add(future.get());
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case null, default -> throw new IllegalStateException("a completion failed", e);
            }
        }
        return List.copyOf(answers);
    }

    private BenchAnswer complete(
            Setting setting, Decision.Generate generate, LanguageModel model, int sample, BenchListener listener)
            throws InterruptedException {
        Frame frame = setting.frame().frame();
        CompletionRequest first = generate.requests().getFirst();
        CompletionRequest asked = new CompletionRequest(
                first.prompt(),
                first.sampling(),
                Seeds.ofRequest(frame.seed(), frame.node(), frame.visit(), sample),
                first.detail());
        Completion completion = new Asking(model, tooLong(setting))
                .complete(List.of(asked), (_, text) -> listener.token(sample, text))
                .getFirst();
        BenchAnswer answer = answer(setting, generate, completion, model, sample);
        listener.done(answer);
        return answer;
    }

    /// What the node would do with a completion, by deciding on.
    private BenchAnswer answer(
            Setting setting, Decision.Generate generate, Completion completion, LanguageModel model, int sample) {
        LoopSpec loop = setting.drawn().loop();
        Map<String, String> writes = new LinkedHashMap<>();
        Optional<String> exit = Optional.empty();
        Optional<Value> written = Optional.empty();
        if (generate.requests().size() == 1) {
            Frame with = setting.frame()
                    .frame()
                    .withResults(List.of(
                            new StepResult.Completed(completion, model.card().hash())));
            if (runs.machine().decide(loop, with) instanceof Decision.Move move) {
                exit = Optional.of(move.exit());
                move.writes().forEach((slot, value) -> writes.put(slot, value.text()));
                written = loop.answer().map(slot -> move.writes().get(slot.name()));
            }
        }
        String text = written.map(Value::text).orElse(completion.text());
        Optional<Grade> grade = Optional.ofNullable(setting.drawn().item().gold())
                .map(gold -> setting.drawn().grader().grade(text, gold, completion.finish()));
        return new BenchAnswer(sample, completion, exit, writes, grade, written.isPresent());
    }
}
