package org.loopwright.app.terminal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopSpec;
import org.loopwright.project.LoopFile;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RunRequest;
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

    @Option(names = "--parallelism", paramLabel = "N", description = "Items in flight at once.")
    private @Nullable Integer parallelism;

    @Mixin
    private BudgetOptions budget = new BudgetOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (OpenProject open = OpenProject.of(folder)) {
            return new RunConsole(open.project(), Out.of(spec), json).start(request(open.project()));
        }
    }

    private RunRequest request(Project project) {
        RunRequest request = RunRequest.of(project.file().defaults()).withBudget(budget.budget());
        request = loop == null ? request : request.withLoop(loop);
        request = dataset == null ? request : request.withDataset(dataset);
        request = items == null ? request : request.withItems(items);
        request = seed == null ? request : request.withSeed(seed);
        request = parallelism == null ? request : request.withParallelism(parallelism);
        request = models.isEmpty() ? request : request.withModels(roles(project, request.loop(), request.models(), models));
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
