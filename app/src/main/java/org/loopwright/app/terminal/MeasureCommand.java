package org.loopwright.app.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.exchange.ImportOptions;
import org.loopwright.exchange.LogArms;
import org.loopwright.measure.Arm;
import org.loopwright.measure.Hypothesis;
import org.loopwright.measure.MeasureException;
import org.loopwright.measure.file.AttemptFile;
import org.loopwright.measure.file.ReadOptions;
import org.loopwright.project.RunArms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `measure RUN|FILE...`: the statistics of runs, or of attempts that other programs wrote.
@Command(
        name = "measure",
        description = "Compute the statistics of runs, or of tables of attempts, and say what the unit of analysis is.")
final class MeasureCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "RUN|FILE",
            description =
                    "A run of the project, an Inspect log (.eval, .json), or a table of attempts (JSONL, JSON, CSV,"
                            + " Parquet). Several are"
                            + " repeats of one arm: training seeds where their models differ, and else samples.")
    private List<String> inputs = List.of();

    @Option(
            names = "--pair",
            paramLabel = "RUN|FILE",
            description = "The other arm: its answers to the same items less those of the first. Give it again for"
                    + " each repeat.")
    private List<String> pair = List.of();

    @Option(
            names = "--map",
            paramLabel = "FIELD=NAME",
            description = "Where a file keeps what: item, correct, turn, sample, seed, cluster, extracted, status,"
                    + " question, prompt-tokens, completion-tokens, confidence; turns or samples for a list in a row.")
    private Map<String, String> fields = new LinkedHashMap<>();

    @Option(names = "--where", paramLabel = "NAME=VALUE", description = "Read only the rows of FILE that say this.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(names = "--pair-where", paramLabel = "NAME=VALUE", description = "The same for the other arm.")
    private @Nullable Map<String, String> pairWhere;

    @Option(
            names = "--correct-from",
            paramLabel = "SCORE",
            description = "Numbers from here on are right; without it only 0 and 1 are read.")
    private @Nullable Double correctFrom;

    @Option(
            names = "--test",
            paramLabel = "NAME",
            description = "Insist on a test, which is refused where it does not fit the data: mcnemar, permutation, t.")
    private @Nullable RequestedTest test;

    @Option(
            names = "--margin",
            paramLabel = "POINTS",
            description = "The largest difference, in points, that would not matter; stated before the data were seen.")
    private @Nullable Double margin;

    @Option(names = "--planned", paramLabel = "N", description = "How many units were planned.")
    private int planned;

    @Option(names = "--project", paramLabel = "PROJECT", description = "Folder of the project that runs are in.")
    private Path project = Path.of(".");

    @Option(names = "--grader", paramLabel = "NAME", description = "Whose grades of a run; its own when left out.")
    private @Nullable String grader;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    private final List<String> notes = new ArrayList<>();

    /// Tests that can be asked for.
    enum RequestedTest {
        MCNEMAR,
        PERMUTATION,
        T
    }

    @Override
    public Integer call() {
        Measured measured = measure();
        if (test != null) {
            measured.require(test);
        }
        new MeasureText(Out.of(spec)).print(measured);
        JsonFile.write(json, MeasureJson.of(measured));
        return ExitCode.DONE.code();
    }

    private Measured measure() {
        ReadOptions options = new ReadOptions(
                fields, where, correctFrom == null ? OptionalDouble.empty() : OptionalDouble.of(correctFrom));
        Hypothesis hypothesis = new Hypothesis(
                Hypothesis.Direction.HIGHER,
                margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin / 100),
                planned);
        ReadOptions others = pairWhere == null ? options : options.withWhere(pairWhere);
        Source first = read(inputs, options);
        return pair.isEmpty()
                ? Measured.of(first.arm(), first.calibration(), hypothesis, notes)
                : Measured.ofPair(first.arm(), read(pair, others).arm(), hypothesis, notes);
    }

    private record Source(Arm arm, List<org.loopwright.measure.Calibration.Judged> calibration) {}

    private Source read(List<String> names, ReadOptions options) {
        boolean files = Files.exists(Path.of(names.getFirst()));
        for (String name : names) {
            if (Files.exists(Path.of(name)) != files) {
                throw new MeasureException("there is no file " + (files ? name : names.getFirst())
                        + "; measure either files or runs together");
            }
        }
        if (!files) {
            Arm arm = runs(names);
            return new Source(arm, org.loopwright.measure.Calibration.of(arm).judged());
        }
        List<AttemptFile.Read> read =
                names.stream().map(name -> attempts(Path.of(name), options)).toList();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            read.get(i).notes().forEach(note -> notes.add(name + ": " + note));
        }
        return read.size() == 1
                ? new Source(read.getFirst().arm(), read.getFirst().calibration())
                : new Source(repeats(names, read), List.of());
    }

    private static AttemptFile.Read attempts(Path file, ReadOptions options) {
        if (!LogArms.isLog(file)) {
            return AttemptFile.read(file, options);
        }
        if (!options.where().isEmpty()) {
            throw new MeasureException("--where chooses rows of a table, and " + file + " is an Inspect log");
        }
        ImportOptions asked = new ImportOptions(
                options.fields(), java.util.Optional.empty(), java.util.Optional.empty(), options.correctFrom());
        LogArms.Read log = LogArms.read(file, asked);
        return new AttemptFile.Read(log.arm(), log.notes(), List.of());
    }

    private Arm repeats(List<String> names, List<AttemptFile.Read> read) {
        Map<String, List<org.loopwright.measure.Trajectory>> seeds = new LinkedHashMap<>();
        for (int i = 0; i < read.size(); i++) {
            for (var seed : read.get(i).arm().seeds().entrySet()) {
                String label = seed.getKey().isEmpty() ? Integer.toString(i + 1) : seed.getKey();
                if (seeds.put(label, seed.getValue()) != null) {
                    throw new MeasureException("training seed " + label + " is in " + names.get(i)
                            + " and in a file before it; each file has seeds of its own");
                }
            }
        }
        notes.add(names.size() + " files of one arm are taken for training runs: the seed is the unit of analysis");
        return new Arm(names.getFirst() + " and " + (names.size() - 1) + " more", seeds);
    }

    private Arm runs(List<String> names) {
        if (!Files.exists(project.resolve("project.yaml"))) {
            throw new MeasureException("there is no file " + names.getFirst() + ", and "
                    + project.toAbsolutePath().normalize() + " is no project to look for such a run in; name one with"
                    + " --project");
        }
        try (OpenProject open = OpenProject.of(project)) {
            List<java.util.UUID> ids = names.stream()
                    .map(name -> RunIds.find(open.project(), name))
                    .toList();
            Arm arm = new RunArms(open.project().store()).repeats(ids, grader == null ? "" : grader);
            if (ids.size() > 1) {
                notes.add(
                        arm.seeds().size() > 1
                                ? "every run has models of its own: they are training runs, and the seed is the unit"
                                : "all runs have the same models: they are samples of the same items");
            }
            return arm;
        }
    }
}
