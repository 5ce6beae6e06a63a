package org.loopwright.app.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RoundRuns;
import org.loopwright.project.RunRequest;
import org.loopwright.recipe.Recipe;
import org.loopwright.recipe.RecipeFile;
import org.loopwright.recipe.RecipeReport;
import org.loopwright.recipe.RecipeRun;
import org.loopwright.recipe.RecipeVerdict;
import org.loopwright.recipe.SeedInterval;
import org.loopwright.round.Ledger;
import org.loopwright.round.RoundEstimate;
import org.loopwright.run.RunListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `recipe PAPER`: runs every arm of a paper's recipe with several seeds, and says whether its bar was
/// met.
@Command(name = "recipe", description = "Run a paper's recipe with several seeds and say whether its bar was met.")
final class RecipeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PAPER", description = "Id of a paper such as S081, or a recipe's folder or file.")
    private String paper = "";

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds; the recipe's own number when left out.")
    private @Nullable Integer seeds;

    @Option(names = "--first-seed", paramLabel = "S", description = "The first seed; the recipe's own when left out.")
    private @Nullable Long firstSeed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Out.of(spec);
        Found found = find();
        Path folder = found.folder();
        Recipe recipe = found.recipe();
        out.println(recipe.paper() + " " + recipe.title() + " (" + folder + ")");
        out.println("bar: " + recipe.bar());
        long start = System.nanoTime();
        Duration cpu = cpu();
        try (OpenProject open = OpenProject.of(folder)) {
            int count = seeds == null ? recipe.seeds() : Math.max(1, seeds);
            new EstimateText(estimates(open.project(), recipe, count)).print(out);
            RecipeReport report = new RecipeRun(open.project(), recipe, new Lines(out))
                    .run(firstSeed == null ? recipe.firstSeed() : firstSeed, count);
            double wall = (System.nanoTime() - start) / 1e9;
            double used = cpu().minus(cpu).toMillis() / 1e3;
            print(report, wall, used, out);
            JsonFile.write(json, asJson(report, wall, used));
        }
        return ExitCode.DONE.code();
    }

    /// A recipe and the project that it is in.
    private record Found(Path folder, Recipe recipe) {}

    private Found find() {
        Path own = Path.of(paper);
        if (Files.isRegularFile(own)) {
            return new Found(Objects.requireNonNull(own.toAbsolutePath().getParent()), RecipeFile.read(own));
        }
        if (Files.isDirectory(own)) {
            return RecipeFile.in(own).stream()
                    .findFirst()
                    .map(recipe -> new Found(own, recipe))
                    .orElseThrow(() -> new ProjectException(own + " holds no recipe: it has no recipe.yaml"));
        }
        return ofPaper(Path.of(System.getProperty("loopwright.home", ".")).resolve("sample-projects"));
    }

    private Found ofPaper(Path samples) {
        List<String> known = new ArrayList<>();
        try (Stream<Path> folders = Files.list(samples)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                for (Recipe recipe : RecipeFile.in(folder)) {
                    if (recipe.paper().equals(paper)) {
                        return new Found(SampleProject.writable(folder), recipe);
                    }
                    known.add(recipe.paper());
                }
            }
        } catch (IOException e) {
            throw new ProjectException("the recipes in " + samples + " can't be read: " + e.getMessage(), e);
        }
        throw new ProjectException("there is no recipe for `" + paper + "`; there are " + known);
    }

    /// What every arm with every seed takes; seeds take what the first takes.
    private static List<RoundEstimate> estimates(Project project, Recipe recipe, int seeds)
            throws InterruptedException {
        List<RoundEstimate> all = new ArrayList<>();
        for (Recipe.Arm arm : recipe.arms().values()) {
            RunRequest request = RunRequest.of(project.file().defaults())
                    .withLoop(arm.loop())
                    .withParams(arm.params());
            all.addAll(Collections.nCopies(seeds, project.rounds().estimate(request, RoundRuns.Measure.WHERE_UNKNOWN)));
        }
        return all;
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void print(RecipeReport report, double wall, double cpu, PrintWriter out) {
        report.recipe().arms().keySet().forEach(arm -> {
            SeedInterval interval = report.arm(arm);
            out.println(String.format(
                    Locale.ROOT,
                    "  %-22s %7.4f  [%.4f, %.4f]  n = %d seeds%s",
                    arm,
                    interval.mean(),
                    interval.low(),
                    interval.high(),
                    interval.n(),
                    alarms(report, arm)));
        });
        ledgers(report, out);
        report.contrasts().forEach(compared -> print("bar", compared, out));
        report.watched().forEach(compared -> print("beside the bar", compared, out));
        out.println(
                String.format(Locale.ROOT, "verdict: %s   (%.0f s, %.0f s of CPU)", word(report.verdict()), wall, cpu));
    }

    /// What each arm spent, the mean over seeds.
    private static void ledgers(RecipeReport report, PrintWriter out) {
        out.println("  ledger, a seed:");
        report.recipe().arms().keySet().forEach(arm -> {
            StringJoiner spent = new StringJoiner(", ");
            Ledger.complete(report.ledgers().getOrDefault(arm, Map.of()))
                    .forEach((name, sum) -> spent.add(String.format(Locale.ROOT, "%,.0f %s", sum, name)));
            out.println(String.format(Locale.ROOT, "    %-20s %s", arm, spent));
        });
    }

    private static void print(String what, RecipeReport.Compared compared, PrintWriter out) {
        out.println(String.format(
                Locale.ROOT,
                "  %s: %s: %.4f [%.4f, %.4f], wanted above %.4f: %s%s",
                what,
                compared.contrast().name(),
                compared.interval().mean(),
                compared.interval().low(),
                compared.interval().high(),
                compared.contrast().above(),
                word(compared.verdict()),
                needed(compared)));
    }

    private static String needed(RecipeReport.Compared compared) {
        return compared.verdict() == RecipeVerdict.INCONCLUSIVE
                        && compared.neededSeeds().isPresent()
                ? " (" + compared.neededSeeds().getAsLong() + " seeds would find the margin)"
                : "";
    }

    private static String alarms(RecipeReport report, String arm) {
        Map<String, Integer> alarms = report.alarms().getOrDefault(arm, Map.of());
        return alarms.isEmpty() ? "" : "  alarms " + alarms;
    }

    private static String word(Enum<?> verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> asJson(RecipeReport report, double wall, double cpu) {
        Recipe recipe = report.recipe();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("paper", recipe.paper());
        map.put("claim", recipe.claim());
        map.put("bar", recipe.bar());
        map.put("metric", recipe.metric());
        map.put("margin", recipe.margin());
        map.put("seeds", report.seeds());
        List<Object> arms = new ArrayList<>();
        for (String name : recipe.arms().keySet()) {
            Map<String, Object> arm = interval(name, report.arm(name));
            arm.put("values", report.values().get(name));
            arm.put("ledger", report.ledgers().get(name));
            arm.put("alarms", report.alarms().get(name));
            arms.add(arm);
        }
        map.put("arms", arms);
        map.put("contrasts", compared(report.contrasts()));
        map.put("watched", compared(report.watched()));
        map.put("verdict", word(report.verdict()));
        map.put("seconds", wall);
        map.put("cpuSeconds", cpu);
        return map;
    }

    private static List<Object> compared(List<RecipeReport.Compared> all) {
        List<Object> list = new ArrayList<>();
        for (RecipeReport.Compared compared : all) {
            Map<String, Object> one = interval(compared.contrast().name(), compared.interval());
            one.put("above", compared.contrast().above());
            one.put("verdict", word(compared.verdict()));
            one.put(
                    "neededSeeds",
                    compared.neededSeeds().isPresent() ? compared.neededSeeds().getAsLong() : null);
            list.add(one);
        }
        return list;
    }

    private static Map<String, Object> interval(String name, SeedInterval interval) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("mean", interval.mean());
        map.put("low", finite(interval.low()));
        map.put("high", finite(interval.high()));
        map.put("n", interval.n());
        return map;
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    /// A line for each run, and one for each of its steps.
    private record Lines(PrintWriter out) implements RecipeRun.Listener {
        @Override
        public RunListener begins(String arm, long seed) {
            out.println(arm + ", seed " + seed);
            out.flush();
            return new RoundProgress(out);
        }

        @Override
        public void ended(String arm, long seed, double value) {
            out.println(String.format(Locale.ROOT, "  %s, seed %d: %.4f", arm, seed, value));
            out.flush();
        }
    }
}
