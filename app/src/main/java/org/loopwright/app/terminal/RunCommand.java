package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.experiment.FitCheck;
import org.loopwright.experiment.QueueEntry;
import org.loopwright.experiment.RunQueue;
import org.loopwright.loop.LoopSpec;
import org.loopwright.project.LoopFile;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
import org.loopwright.project.RunVariant;
import org.loopwright.round.RoundControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `run PROJECT`: runs a loop over a dataset and prints what came of it.
@Command(name = "run", description = "Run a loop of a project over a dataset.")
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Option(names = "--loop", paramLabel = "NAME", description = "Which loop; the project's default when left out.")
    private @Nullable String loop;

    @Option(
            names = "--model",
            paramLabel = "[ROLE=]ID",
            description = "Model for a role, or for all roles; can be given several times.")
    private List<String> models = List.of();

    @Option(names = "--dataset", paramLabel = "ID", description = "Which dataset; the project's default when left out.")
    private @Nullable String dataset;

    @Option(names = "--items", paramLabel = "N", description = "How many items; 0 for all.")
    private @Nullable Integer items;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the run.")
    private @Nullable Long seed;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "Value for a parameter of the loop.")
    private Map<String, String> params = Map.of();

    @Option(
            names = "--control",
            split = ",",
            paramLabel = "NAME",
            description = "Control arms of a round loop to run beside it: random-reward, format-only, wrong-labels,"
                    + " random-filter, no-training.")
    private List<String> controls = List.of();

    @Option(names = "--estimate", description = "Only say what a round loop will take.")
    private boolean estimate;

    @Option(names = "--parallelism", paramLabel = "N", description = "Items in flight at once.")
    private @Nullable Integer parallelism;

    @Option(
            names = "--fit-check",
            description = "First try 50 dev items, warn of what speaks against the run, and say its hours and bytes.")
    private boolean fits;

    @Option(names = "--only", description = "With --fit-check: don't start the run itself.")
    private boolean only;

    @Option(names = "--queue", description = "Put the run into the project's queue in place of starting it.")
    private boolean queues;

    @Mixin
    private BudgetOptions budget = new BudgetOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (OpenProject open = OpenProject.of(folder)) {
            Project project = open.project();
            RunRequest request = request(project);
            if (fits) {
                FitCheck check = new FitConsole(project, Out.of(spec)).check(RunVariant.of(request));
                if (only) {
                    JsonFile.write(json, FitConsole.asJson(check));
                    return ExitCode.DONE.code();
                }
            }
            return queues
                    ? queue(project, request)
                    : new RunConsole(project, Out.of(spec), json)
                            .start(request, new RunConsole.Rounds(controls(), estimate));
        }
    }

    private List<RoundControl> controls() {
        return controls.stream()
                .map(word -> RoundControl.named(word)
                        .orElseThrow(() -> new ProjectException("`--control " + word + "` is unknown; there are "
                                + Arrays.stream(RoundControl.values())
                                        .map(RoundControl::word)
                                        .toList())))
                .toList();
    }

    private int queue(Project project, RunRequest request) {
        RunVariant variant = RunVariant.of(request);
        // Says what is wrong now, not when its turn comes.
        project.variants().content(variant);
        QueueEntry entry = new RunQueue(project).add(request.loop() + ", seed " + request.seed(), variant);
        Out.of(spec).println("queued as " + entry.id() + "; run the queue with: queue " + project.root() + " --run");
        return ExitCode.DONE.code();
    }

    private RunRequest request(Project project) {
        RunRequest request = RunRequest.of(project.file().defaults()).withBudget(budget.budget());
        request = loop == null ? request : request.withLoop(loop);
        request = dataset == null ? request : request.withDataset(dataset);
        request = items == null ? request : request.withItems(items);
        request = seed == null ? request : request.withSeed(seed);
        request = parallelism == null ? request : request.withParallelism(parallelism);
        request = models.isEmpty()
                ? request
                : request.withModels(roles(project, request.loop(), request.models(), models));
        return params.isEmpty() ? request : request.withParams(new LinkedHashMap<>(params));
    }

    /// The models of a loop's roles, as `--model` names them.
    ///
    /// @param known role -> model id, where nothing is said
    /// @param said `ROLE=ID`, or `ID` for all roles of the loop
    static Map<String, String> roles(Project project, String loop, Map<String, String> known, List<String> said) {
        Map<String, String> roles = new LinkedHashMap<>(known);
        for (String model : said) {
            int equals = model.indexOf('=');
            if (equals > 0) {
                roles.put(model.substring(0, equals), model.substring(equals + 1));
            } else {
                loopRoles(project, loop).forEach(role -> roles.put(role, model));
            }
        }
        return roles;
    }

    private static List<String> loopRoles(Project project, String name) {
        return project.loops().stream()
                .filter(f -> f.name().equals(name) || f.fileName().equals(name))
                .map(LoopFile::parse)
                .map(p -> p.loop())
                .filter(java.util.Objects::nonNull)
                .map(LoopSpec::models)
                .findFirst()
                .orElseThrow(() -> new ProjectException("there is no loop `" + name + "` in " + project.root()));
    }
}
