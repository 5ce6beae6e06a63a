package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.project.ProjectException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench [NAME...]`: measures this machine, and says whether each figure meets its bar. A miss is no
/// error.
@Command(name = "bench", description = "Measure the sample run: wall time, memory, and what is not the model.")
final class BenchCommand implements Callable<Integer> {
    private static final int SAMPLE_ITEMS = 1_000;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Which figures: wall, memory, overhead (these when left out), canvas; sandbox, store or train"
                    + " alone; of the engine: decode, decode8, prefill, loop, orchestration, batch1, batch1q4, perplexity,"
                    + " soak.")
    private List<String> names = List.of();

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Items of each run (default: " + SAMPLE_ITEMS + "; for store: " + StoreBenchmark.ITEMS + ").")
    private @Nullable Integer items;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Runs, after one to warm up (default: ${DEFAULT-VALUE}).")
    private int repeat = 3;

    @Option(names = "--humaneval", paramLabel = "FILE", description = "For sandbox: HumanEval's JSONL file.")
    private @Nullable Path humanEval;

    @Mixin
    private EngineBenchOptions engine = new EngineBenchOptions();

    @Option(
            names = "--base",
            paramLabel = "PATH",
            description = "For train: a model whose LoRA is compared with PEFT's.")
    private @Nullable Path base;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (names.equals(List.of(SandboxBenchmark.NAME))) {
            return sandbox();
        }
        if (!names.isEmpty() && EngineBenchmark.NAMES.containsAll(names)) {
            return engine.measure(names, repeat, Out.of(spec), json);
        }
        if (names.equals(List.of(StoreBenchmark.NAME))) {
            return report(new StoreBenchmark(itemsOr(StoreBenchmark.ITEMS), repeat, Out.of(spec)).measure());
        }
        if (names.equals(List.of(TrainBenchmark.NAME))) {
            return train();
        }
        for (String name : names) {
            if (!SampleBenchmark.NAMES.contains(name) && !name.equals(CanvasFigures.NAME)) {
                throw new ProjectException("there is no benchmark `" + name + "`; there are " + SampleBenchmark.NAMES
                        + ", " + CanvasFigures.NAME + ", and on their own " + EngineBenchmark.NAMES);
            }
        }
        PrintWriter out = Out.of(spec);
        List<BenchFigure> figures = new ArrayList<>();
        if (names.isEmpty() || names.stream().anyMatch(SampleBenchmark.NAMES::contains)) {
            figures.addAll(new SampleBenchmark(itemsOr(SAMPLE_ITEMS), repeat).measure());
            figures.removeIf(figure -> !names.isEmpty() && !names.contains(figure.name()));
        }
        if (names.contains(CanvasFigures.NAME)) {
            out.println(CanvasFigures.screen());
            figures.addAll(CanvasFigures.measure());
        }
        return report(figures);
    }

    private int itemsOr(int usual) {
        if (items != null && items < 1) {
            throw new ProjectException("--items " + items + " is below 1");
        }
        return items == null ? usual : items;
    }

    private int report(List<BenchFigure> figures) {
        PrintWriter out = Out.of(spec);
        for (BenchFigure figure : figures) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-10s %10.3f %-8s bar %8.3f  %-4s  runs %s, %d threads",
                    figure.name(),
                    figure.ours(),
                    figure.unit(),
                    figure.bar(),
                    figure.met() ? "met" : "MISS",
                    figure.runs(),
                    figure.threads()));
        }
        JsonFile.write(json, figures);
        return ExitCode.DONE.code();
    }

    private int train() throws InterruptedException {
        Path script = SampleProject.home().resolve(Path.of("engine", "src", "bench", "train_peer.py"));
        if (!engine.peers() || !Files.exists(script)) {
            throw new ProjectException(
                    "benchmark train compares with peers: give --peers, in the folder that has " + script);
        }
        JsonFile.write(json, new TrainBenchmark(engine.python(), script, repeat, Out.of(spec)).measure(base));
        return ExitCode.DONE.code();
    }

    private int sandbox() throws InterruptedException {
        if (humanEval == null) {
            throw new ProjectException("benchmark sandbox needs --humaneval FILE, HumanEval's JSONL file");
        }
        SandboxBenchmark.Result result = new SandboxBenchmark(humanEval).measure();
        PrintWriter out = Out.of(spec);
        out.println(String.format(
                Locale.ROOT,
                "sandbox    reference solutions passed %d of %d, broken ones passed %d of %d  %s  %.1f s",
                result.referencePassed(),
                result.problems(),
                result.brokenPassed(),
                result.problems(),
                result.met() ? "met" : "MISS",
                result.seconds()));
        out.println("           broken ones: " + result.brokenVerdicts());
        result.reference().forEach((id, outcome) -> out.println("           " + id + " " + outcome));
        JsonFile.write(json, result);
        return ExitCode.DONE.code();
    }
}
