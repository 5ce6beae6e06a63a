package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.experiment.Experiments;
import org.loopwright.experiment.RunQueue;
import org.loopwright.project.ProjectException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `queue PROJECT`: the runs that wait for their turn.
@Command(name = "queue", description = "Show, change and run the queue of a project; windows see the same queue.")
final class QueueCommand implements Callable<Integer> {
    private static final String ENTRY = "An entry's id, or its end.";

    @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Option(names = "--add", paramLabel = "EXPERIMENT", description = "Queue the missing runs of an experiment.")
    private @Nullable String added;

    @Option(names = "--run", description = "Run what is open, one entry after the other.")
    private boolean runs;

    @Option(
            names = "--cancel",
            paramLabel = "ID",
            description = "Take an entry back; one that runs is stopped. " + ENTRY)
    private @Nullable String cancelled;

    @Option(names = "--first", paramLabel = "ID", description = "Put an entry at the head. " + ENTRY)
    private @Nullable String first;

    @Option(names = "--pause", description = "Let nothing begin, and hold what runs.")
    private boolean pauses;

    @Option(names = "--resume", description = "Let it go on.")
    private boolean resumes;

    @Option(names = "--clear", description = "Forget the entries that ended; their runs stay.")
    private boolean clears;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the queue as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (OpenProject open = OpenProject.of(folder)) {
            PrintWriter out = Out.of(spec);
            Experiments experiments = new Experiments(open.project());
            RunQueue queue = experiments.queue();
            change(queue);
            if (added != null) {
                out.println(experiments.enqueue(experiments.named(added)).size() + " run(s) queued");
            }
            int code = runs ? new QueueConsole(open.project(), queue, out).run() : ExitCode.DONE.code();
            print(queue, out);
            JsonFile.write(json, asJson(queue));
            return code;
        }
    }

    private void change(RunQueue queue) {
        if (pauses) {
            queue.pause();
        }
        if (resumes) {
            queue.resume();
        }
        if (cancelled != null) {
            queue.cancel(find(queue, cancelled));
        }
        if (first != null) {
            queue.move(find(queue, first), 0);
        }
        if (clears) {
            queue.clearEnded();
        }
    }

    private static UUID find(RunQueue queue, String end) {
        List<UUID> fitting = queue.places().stream()
                .map(place -> place.entry().id())
                .filter(id -> id.toString().endsWith(end))
                .toList();
        if (fitting.size() != 1) {
            throw new ProjectException(fitting.size() + " entries of the queue end with `" + end + "`; there are "
                    + queue.places().stream()
                            .map(place -> end(place.entry().id()))
                            .toList());
        }
        return fitting.getFirst();
    }

    private static String end(UUID id) {
        return id.toString().substring(24);
    }

    private static void print(RunQueue queue, PrintWriter out) {
        List<RunQueue.Place> places = queue.places();
        out.println((queue.isPaused() ? "paused; " : "") + places.size() + " entries");
        places.forEach(place -> out.println("  " + end(place.entry().id()) + "  "
                + place.state().name().toLowerCase(Locale.ROOT) + "  "
                + place.entry().title()
                + (place.entry().failure().isEmpty() ? "" : ": " + place.entry().failure())));
    }

    private static Map<String, Object> asJson(RunQueue queue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("paused", queue.isPaused());
        List<Object> entries = new ArrayList<>();
        for (RunQueue.Place place : queue.places()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", place.entry().id().toString());
            one.put("title", place.entry().title());
            one.put("state", place.state().name().toLowerCase(Locale.ROOT));
            one.put("experiment", place.entry().experiment());
            one.put("arm", place.entry().arm());
            one.put("failure", place.entry().failure());
            entries.add(one);
        }
        map.put("entries", entries);
        return map;
    }
}
