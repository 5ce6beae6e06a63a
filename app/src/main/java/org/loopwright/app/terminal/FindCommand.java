package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.find.FindException;
import org.loopwright.find.Query;
import org.loopwright.measure.ItemTurn;
import org.loopwright.measure.Outcome;
import org.loopwright.project.ItemSelection;
import org.loopwright.project.Project;
import org.loopwright.project.SelectedDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `find PROJECT QUERY`: the items of a run that a query finds, to look at, to export, or as a dataset.
@Command(
        name = "find",
        description = "Find items of a run by words, transitions, outcomes, answers, numbers and tags.",
        footer = {
            "",
            "A query is made of words and \"phrases in quotes\" that an item's texts hold, of",
            "  fixed  broken  wrong->right  right->unparsed@2   transitions, over all or into a turn",
            "  outcome:right  status:unparsed  node:critique  exit:improve  answer:42  tag:odd  item:dev-0017",
            "  turns=2  length>100  tokens<=500  entropy>1.2  logprob<-0.5",
            "joined by and (or nothing), or, not, and brackets."
        })
final class FindCommand implements Callable<Integer> {
    private static final int PROGRESS = 1_000;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Parameters(index = "1", arity = "1..*", paramLabel = "QUERY", description = "What to find; \"\" finds all.")
    private List<String> query = List.of();

    @Option(names = "--run", paramLabel = "RUN", description = RunIds.DESCRIPTION + " (default: last)")
    private String run = "last";

    @Option(names = "--sort", paramLabel = "BY", description = "Largest first by ${COMPLETION-CANDIDATES}.")
    private Query.@Nullable Measure sort;

    @Option(names = "--show", paramLabel = "N", description = "Items to print (default: ${DEFAULT-VALUE}).")
    private int show = 20;

    @Option(names = "--json", paramLabel = "FILE", description = "Write what was found as JSON.")
    private @Nullable Path json;

    @Option(names = "--export", paramLabel = "FILE.jsonl", description = "Write the items with turns and texts.")
    private @Nullable Path export;

    @Option(
            names = "--as-dataset",
            paramLabel = "NAME",
            description = "Make the items a dataset of the project that says how they were chosen.")
    private @Nullable String dataset;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        String text = String.join(" ", query);
        try (OpenProject open = OpenProject.of(folder)) {
            Project project = open.project();
            long start = System.nanoTime();
            ItemSelection selection = ItemSelection.of(project, RunIds.find(project, run), text, sort);
            double millis = (System.nanoTime() - start) / 1e6;
            print(selection, millis);
            JsonFile.write(json, json(selection));
            if (export != null) {
                export(selection, export);
            }
            if (dataset != null) {
                addDataset(project, selection, dataset);
            }
            return ExitCode.DONE.code();
        } catch (FindException e) {
            explain(text, e);
            return ExitCode.USAGE.code();
        }
    }

    /// Points at the column that is wrong.
    private void explain(String text, FindException e) {
        PrintWriter err = spec == null
                ? new PrintWriter(System.err, true, StandardCharsets.UTF_8)
                : spec.commandLine().getErr();
        err.println("loopwright: the query is wrong at " + e.getMessage());
        err.println("  " + text.replaceAll("\\s", " "));
        err.println("  " + " ".repeat(e.column() - 1) + "^");
        err.flush();
    }

    private void print(ItemSelection selection, double millis) {
        PrintWriter out = Out.of(spec);
        out.println(String.format(
                Locale.ROOT,
                "%,d of %,d items of run %s, in %.0f ms",
                selection.items().size(),
                selection.header().dataset().items().size(),
                selection.header().id(),
                millis));
        Map<String, List<ItemTurn>> turns = show > 0 ? selection.turns() : Map.of();
        for (String item : selection
                .items()
                .subList(0, Math.clamp(show, 0, selection.items().size()))) {
            out.println("  " + item + "  " + path(turns.getOrDefault(item, List.of())));
        }
        if (selection.items().size() > show) {
            out.println("  and " + (selection.items().size() - show) + " more; --show N prints more of them");
        }
    }

    private static String path(List<ItemTurn> turns) {
        return turns.stream()
                .map(turn -> Outcome.of(turn).name().toLowerCase(Locale.ROOT)
                        + (turn.extracted() == null ? "" : " (" + turn.extracted() + ")"))
                .collect(Collectors.joining(" -> "));
    }

    private static Map<String, Object> json(ItemSelection selection) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", selection.header().id().toString());
        json.put("query", selection.query());
        json.put("restsOnGold", selection.restsOnGold());
        json.put("total", selection.items().size());
        json.put("items", selection.items());
        return json;
    }

    private void export(ItemSelection selection, Path file) {
        PrintWriter out = Out.of(spec);
        int total = selection.items().size();
        long start = System.nanoTime();
        selection.export(file, done -> {
            if (done % PROGRESS == 0 && done < total) {
                double seconds = (System.nanoTime() - start) / 1e9;
                out.println(String.format(
                        Locale.ROOT,
                        "  %,d of %,d written, about %.0f s to go",
                        done,
                        total,
                        seconds / done * (total - done)));
            }
        });
        out.println("Wrote " + total + " items to " + file);
    }

    private void addDataset(Project project, ItemSelection selection, String name) {
        Path file = SelectedDataset.add(project, selection, name);
        PrintWriter out = Out.of(spec);
        out.println("Dataset " + name + " has " + selection.items().size() + " items: " + file);
        if (selection.restsOnGold()) {
            out.println("They were chosen by their gold answers; what is measured on them is branded for it.");
        }
    }
}
