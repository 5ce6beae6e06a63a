package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loopwright.project.ForkReport;
import org.loopwright.project.ForkRequest;
import org.loopwright.project.ForkRequest.Change;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.RoundRuns;
import org.loopwright.project.SettingValue;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fork PROJECT RUN`: goes on with an item from one of its turns, changed, several times; or with a round loop from
/// the checkpoint before one of its rounds.
@Command(name = "fork", description = "Change one turn of an item, go on from there, and see which answers come.")
final class ForkCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Parameters(index = "1", paramLabel = "RUN", description = RunIds.DESCRIPTION)
    private String run = "";

    @Option(names = "--item", paramLabel = "ID", description = "The item.")
    private String item = "";

    @Option(
            names = "--round",
            paramLabel = "N",
            description = "Of a round loop: go on from what this round began with, from 1.")
    private @Nullable Integer round;

    @Option(names = "--turn", paramLabel = "K", description = "The turn, from 0.")
    private int turn;

    @Option(names = "--slot", paramLabel = "NAME=TEXT", description = "What a slot holds instead.")
    private @Nullable String slot;

    @Option(
            names = "--set",
            paramLabel = "NODE.SETTING=VALUE",
            description = "Another value of a setting, a prompt or a parameter (params.NAME), from this turn on.")
    private @Nullable String setting;

    @Option(names = "--token", paramLabel = "N", description = "Cut a completion before this token, from 0.")
    private @Nullable Integer token;

    @Option(names = "--node", paramLabel = "NAME", description = "Whose completion is cut (default: the answer's).")
    private String node = "";

    @Option(names = "--completion", paramLabel = "I", description = "Which of the node's completions, from 0.")
    private int completion;

    @Option(names = "--instead", paramLabel = "ID", description = "A token that comes where the completion is cut.")
    private @Nullable Integer instead;

    @Option(names = "--samples", paramLabel = "N", description = "How many continuations (default: 8).")
    private int samples = 8;

    @Option(names = "--control", description = "Go on as often without the change, to compare with.")
    private boolean control;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the distribution as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (OpenProject open = OpenProject.of(folder)) {
            Project project = open.project();
            PrintWriter out = Out.of(spec);
            if (round != null) {
                return new RunConsole(project, out, json).forkRounds(RunIds.find(project, run), round, change());
            }
            if (item.isEmpty()) {
                throw new ProjectException("name what to fork: --item ID, or --round N of a round loop");
            }
            ForkRequest request = request(RunIds.find(project, run));
            UUID fork = follow(listener -> project.fork(request, listener));
            if (control) {
                follow(listener -> project.control(fork, listener));
            }
            ForkReport report = project.forkReport(fork);
            new ForkText(out).print(report);
            JsonFile.write(json, ForkJson.of(report));
        }
        return ExitCode.DONE.code();
    }

    private Optional<RoundRuns.Change> change() {
        return Optional.ofNullable(setting)
                .map(pair -> new RoundRuns.Change(name("--set", pair), SettingValue.of(value(pair))));
    }

    private static UUID follow(Function<RunListener, RunHandle> start) throws InterruptedException {
        RunProgress progress = new RunProgress();
        RunHandle handle = start.apply(progress);
        RunHandle.Progress end = RunConsole.follow(handle, progress);
        if (end.status() != RunHandle.Status.FINISHED) {
            String failure = end.failure();
            throw new ProjectException("the fork ended early (" + RunText.words(end.status()) + ")"
                    + (failure == null ? "" : ": " + failure) + "; go on with: ./loopwright resume PROJECT "
                    + handle.id());
        }
        return handle.id();
    }

    private ForkRequest request(UUID id) {
        List<Change> changes = new ArrayList<>();
        if (slot != null) {
            changes.add(new Change.Slot(name("--slot", slot), value(slot)));
        }
        if (setting != null) {
            changes.add(new Change.Setting(name("--set", setting), SettingValue.of(value(setting))));
        }
        if (token != null) {
            changes.add(new Change.Cut(node, completion, token, instead));
        }
        if (changes.size() > 1) {
            throw new ProjectException(
                    "a fork has one change: give one of --slot, --set and --token; a second one is a fork of the fork");
        }
        return new ForkRequest(id, item, turn, changes.isEmpty() ? new Change.Redraw() : changes.getFirst(), samples);
    }

    private static String name(String option, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw new ProjectException(option + " `" + pair + "` should be NAME=VALUE");
        }
        return pair.substring(0, equals);
    }

    private static String value(String pair) {
        return pair.substring(pair.indexOf('=') + 1);
    }
}
