package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.experiment.Experiment;
import org.loopwright.experiment.ExperimentArm;
import org.loopwright.experiment.ExperimentPlans;
import org.loopwright.experiment.ExperimentState;
import org.loopwright.experiment.Experiments;
import org.loopwright.experiment.control.ControlOptions;
import org.loopwright.experiment.control.ReadyExperiment;
import org.loopwright.experiment.control.ReadyExperiments;
import org.loopwright.experiment.control.TwinBudget;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.project.SettingValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `experiment PROJECT [NAME]`: what experiments a project has, where one stands, and its making,
/// planning and running.
@Command(
        name = "experiment",
        description =
                "List experiments, show where one stands, make one of a sweep or a ready control, plan and run it.")
final class ExperimentCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Which experiment; all when left out.")
    private String name = "";

    @Mixin
    private NewExperimentOptions fresh = new NewExperimentOptions();

    @Option(names = "--plan", description = "Say the size, tokens, time and bytes of what is missing.")
    private boolean plans;

    @Option(names = "--run", description = "Queue what is missing, and run the queue.")
    private boolean runs;

    @Option(names = "--queue", description = "Queue what is missing; `queue PROJECT --run` runs it.")
    private boolean queues;

    @Option(
            names = "--ready",
            paramLabel = "KIND",
            description = "A control of a finished run: vote-twin, best-of-n, blind-redraw, placebo, inject-error,"
                    + " gold-location, gold-critique, stronger-critic; or, without a model call, regrade, stopping.")
    private @Nullable String ready;

    @Option(names = "--of", paramLabel = "RUN", description = "The run that --ready is made of; " + RunIds.DESCRIPTION)
    private String of = "last";

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "What a twin's budget counts: completion-tokens, total-tokens, calls, seconds.")
    private String unit = TwinBudget.COMPLETION_TOKENS.word();

    @Option(names = "--critic", paramLabel = "MODEL", description = "The model of a stronger critic.")
    private String critic = "";

    @Option(
            names = "--add-arm",
            paramLabel = "ARM=LOOP",
            description = "Add an arm on the experiment's items and seeds, after 20 stored items were run again.")
    private @Nullable String arm;

    @Option(names = "--set", paramLabel = "NODE.SETTING=VALUE", description = "A setting of the added arm.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--drafts", paramLabel = "ARM|RUN", description = "Whose drafts the added arm begins with.")
    private String drafts = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Write where it stands as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (OpenProject open = OpenProject.of(folder)) {
            return call(open.project(), Out.of(spec));
        }
    }

    private int call(Project project, PrintWriter out) throws InterruptedException {
        Experiments experiments = new Experiments(project);
        if (ready != null && (ready.equals("regrade") || ready.equals("stopping"))) {
            return new ModelFreeConsole(project, out, json).run(ready, RunIds.find(project, of));
        }
        if (ready == null && name.isEmpty()) {
            List<ExperimentState> states = new ExperimentText(project, out).list(experiments);
            JsonFile.write(json, states.stream().map(ExperimentJson::of).toList());
            return ExitCode.DONE.code();
        }
        Experiment experiment = ready == null ? experiment(experiments, project, out) : ready(project, ready);
        return follow(experiments, experiment, project, out);
    }

    private int follow(Experiments experiments, Experiment experiment, Project project, PrintWriter out)
            throws InterruptedException {
        ExperimentText text = new ExperimentText(project, out);
        if (plans) {
            text.plan(new ExperimentPlans(project).of(experiment));
        }
        int code = ExitCode.DONE.code();
        if (runs || queues) {
            int queued = experiments.enqueue(experiment).size();
            out.println(queued + " run(s) queued");
        }
        if (runs) {
            code = new QueueConsole(project, experiments.queue(), out).run();
        }
        ExperimentState state = experiments.state(experiment);
        text.print(state);
        JsonFile.write(json, ExperimentJson.of(state));
        return code;
    }

    private Experiment experiment(Experiments experiments, Project project, PrintWriter out)
            throws InterruptedException {
        if (fresh.isGiven()) {
            if (experiments.exists(name)) {
                throw new ProjectException("there is an experiment `" + name
                        + "` already: edit its file, choose another name, or add to it with --add-arm");
            }
            Experiment made = fresh.make(name, project);
            experiments.save(made);
            out.println("written: " + experiments.path(made));
            return made;
        }
        Experiment experiment = experiments.named(name);
        return arm == null ? experiment : withArm(experiments, experiment, project, out);
    }

    private Experiment withArm(Experiments experiments, Experiment experiment, Project project, PrintWriter out)
            throws InterruptedException {
        String given = arm == null ? "" : arm;
        int equals = given.indexOf('=');
        if (equals < 1) {
            throw new ProjectException("--add-arm `" + given + "` should be ARM=LOOP");
        }
        new DriftConsole(project, out).requireNoDrift(experiments.state(experiment));
        Map<String, Object> values = new LinkedHashMap<>();
        settings.forEach((setting, value) -> values.put(setting, SettingValue.of(value)));
        Experiment with = experiment.with(ExperimentArm.of(given.substring(0, equals), given.substring(equals + 1))
                .withSettings(values)
                .withDrafts(drafts));
        experiments.save(with);
        return with;
    }

    private Experiment ready(Project project, String kind) {
        ReadyExperiment wanted = ReadyExperiment.named(kind)
                .orElseThrow(() -> new ProjectException("there is no ready experiment `" + kind + "`; there are "
                        + java.util.Arrays.stream(ReadyExperiment.values())
                                .map(ReadyExperiment::word)
                                .toList() + ", regrade and stopping"));
        TwinBudget budget = TwinBudget.named(unit)
                .orElseThrow(() -> new ProjectException(
                        "unit `" + unit + "` is none; there are completion-tokens, total-tokens, calls and seconds"));
        UUID run = RunIds.find(project, of);
        return new ReadyExperiments(project)
                .add(wanted, run, ControlOptions.USUAL.withBudget(budget).withCritic(critic));
    }
}
