package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopSpec;
import org.loopwright.project.DrawnLoop;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.ProjectFile;
import org.loopwright.project.TrialRequest;
import org.loopwright.project.TrialRuns;
import org.loopwright.trial.BenchAnswer;
import org.loopwright.trial.BenchListener;
import org.loopwright.trial.BenchPrompt;
import org.loopwright.trial.BenchRequest;
import org.loopwright.trial.Breakpoints;
import org.loopwright.trial.Halt;
import org.loopwright.trial.PromptBench;
import org.loopwright.trial.SlotSource;
import org.loopwright.trial.Trial;
import org.loopwright.trial.TrialConditions;
import org.loopwright.trial.TrialListener;
import org.loopwright.trial.TrialState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `try PROJECT`: runs a loop on one item step by step, or with `--node` shows the exact prompt of a node and a few
/// completions of it.
@Command(name = "try", description = "Try a loop on one item: step by step, or one node's prompt.")
final class TryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Option(names = "--loop", paramLabel = "NAME", description = "Which loop; the project's default when left out.")
    private @Nullable String loop;

    @Option(names = "--item", paramLabel = "ID", description = "Which item; the dataset's first when left out.")
    private String item = "";

    @Option(names = "--dataset", paramLabel = "ID", description = "Which dataset; the project's default when left out.")
    private @Nullable String dataset;

    @Option(
            names = "--model",
            paramLabel = "[ROLE=]ID",
            description = "Model for a role, or for all roles; can be given several times.")
    private List<String> models = List.of();

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the trial.")
    private @Nullable Long seed;

    @Option(names = "--node", paramLabel = "NODE", description = "Show this node's prompt, and draw completions.")
    private @Nullable String node;

    @Option(names = "--samples", paramLabel = "N", description = "How many completions of the prompt (default: 5).")
    private int samples = PromptBench.SAMPLES;

    @Option(
            names = "--from",
            paramLabel = "RUN",
            description = "With --node: take what earlier nodes wrote from this run.")
    private @Nullable String from;

    @Option(
            names = "--break",
            paramLabel = "NODE|CONDITION",
            description = "Stop before a node, or where a condition begins to hold; can be given several times.")
    private List<String> breaks = List.of();

    @Option(
            names = "--set",
            paramLabel = "SLOT=TEXT",
            description = "Put a value into a slot: where it stops first, or into the prompt of --node.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Write what came of it as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (OpenProject open = OpenProject.of(folder)) {
            TrialRequest request = request(open.project());
            if (node == null) {
                step(open.project().trials(), request);
            } else {
                bench(open.project(), request, node);
            }
        }
        return ExitCode.DONE.code();
    }

    private TrialRequest request(Project project) {
        ProjectFile.Defaults defaults = project.file().defaults();
        String name = loop == null ? defaults.loop() : loop;
        TrialRequest request = TrialRequest.of(defaults, name, item)
                .withModels(RunCommand.roles(project, name, defaults.models(), models));
        request = dataset == null ? request : request.withItem(dataset, item);
        return seed == null ? request : request.withSeed(seed);
    }

    private void bench(Project project, TrialRequest where, String asking) throws InterruptedException {
        SlotSource slots = from == null ? new SlotSource.Given() : new SlotSource.Stored(RunIds.find(project, from), 1);
        BenchRequest request = new BenchRequest(where, asking, slots, values);
        PromptBench bench = new PromptBench(project.trials());
        BenchPrompt prompt = bench.prompt(request);
        TryText text = new TryText(Out.of(spec));
        text.print(prompt);
        if (prompt.asked() == null) {
            throw new ProjectException("node " + asking + " has no prompt to complete: " + prompt.problem());
        }
        List<BenchAnswer> answers = samples == 0 ? List.of() : bench.complete(request, samples, BenchListener.NONE);
        answers.forEach(text::print);
        JsonFile.write(json, TryJson.of(prompt, answers));
    }

    private void step(TrialRuns runs, TrialRequest request) throws InterruptedException {
        TryText text = new TryText(Out.of(spec));
        DrawnLoop drawn = runs.drawn(request);
        Breakpoints breakpoints = breakpoints(runs, drawn.loop(), drawn.fileName());
        try (Trial trial = Trial.start(runs, request, breakpoints, TrialListener.NONE)) {
            if (!breakpoints.isEmpty()) {
                goOn(trial, text);
            }
            for (Map.Entry<String, String> value : values.entrySet()) {
                text.printLast(trial.edit(value.getKey(), value.getValue()));
            }
            if (breakpoints.isEmpty() || !values.isEmpty()) {
                trial.stopAt(Breakpoints.NONE);
                goOn(trial, text);
            }
            text.printEnd(trial.state());
            JsonFile.write(json, TryJson.of(trial.state()));
        }
    }

    /// Steps until it stops for another reason than that a step is done.
    private static void goOn(Trial trial, TryText text) throws InterruptedException {
        TrialState state = trial.state();
        do {
            int before = state.steps().size();
            state = trial.step();
            if (state.steps().size() > before) {
                text.printLast(state);
            }
        } while (state.halt() instanceof Halt.Stepped);
    }

    /// A node's name is a node, anything else a condition.
    private Breakpoints breakpoints(TrialRuns runs, LoopSpec drawn, String file) {
        Breakpoints all = Breakpoints.NONE;
        for (String at : breaks) {
            if (drawn.nodes().containsKey(at)) {
                all = all.toggled(file, at);
            } else {
                TrialConditions.check(runs, drawn, at);
                all = all.with(at);
            }
        }
        return all;
    }
}
