package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.project.ProjectFile;
import org.loopwright.train.TrainResult;
import org.loopwright.train.Training;
import org.loopwright.train.djl.DjlTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `train PROJECT`: trains a model of the project anew, from its seed.
@Command(name = "train", description = "Train a model of a project anew, as its training plan says.")
final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "Which plan of the project's `training` folder (default: ${DEFAULT-VALUE}).")
    private String recipe = "student";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one operation (default: ${DEFAULT-VALUE}); the weights are the same with 1 or 2.")
    private int threads = 2;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Out.of(spec);
        ProjectFile.read(folder);
        TrainResult result = train(out);
        print(result, out);
        JsonFile.write(json, asJson(result));
        return ExitCode.DONE.code();
    }

    private TrainResult train(PrintWriter out) throws InterruptedException {
        try (DjlModels models = DjlModels.onCpu(threads);
                TrainProgress progress = new TrainProgress(out)) {
            return Training.run(folder, recipe, new DjlTrainer(models.device()), progress);
        }
    }

    private static void print(TrainResult result, PrintWriter out) {
        out.println(String.format(
                Locale.ROOT,
                "%s: %,d steps, %,d tokens, %.0f s, hash %.12s",
                result.folder(),
                result.steps(),
                result.tokens(),
                result.seconds(),
                result.hash()));
        result.evaluation()
                .forEach((name, value) -> out.println(String.format(Locale.ROOT, "  %-40s %.4f", name, value)));
    }

    private Map<String, Object> asJson(TrainResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("recipe", recipe);
        map.put("folder", result.folder().toString());
        map.put("hash", result.hash());
        map.put("steps", result.steps());
        map.put("tokens", result.tokens());
        map.put("seconds", result.seconds());
        map.put("evaluation", result.evaluation());
        return map;
    }
}
