package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The root of all commands.
@Command(
        name = "loopwright",
        description = "Draw a self-correction loop, run it on a local model, see why each answer changed.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        subcommands = {
            DemoCommand.class,
            OpenCommand.class,
            RunCommand.class,
            ResumeCommand.class,
            AnswerCommand.class,
            RunsCommand.class,
            ShowCommand.class,
            ForkCommand.class,
            FindCommand.class,
            RegradeCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            PackCommand.class,
            UnpackCommand.class,
            MeasureCommand.class,
            FiguresCommand.class,
            ReportCommand.class,
            ExperimentCommand.class,
            QueueCommand.class,
            CheckCommand.class,
            TrainCommand.class,
            RecipeCommand.class,
            CheckpointsCommand.class,
            BenchCommand.class,
            ModelsCommand.class,
            ServeCommand.class
        })
public final class Terminal {
    @Option(
            names = "--allow-kinds",
            scope = ScopeType.INHERIT,
            description =
                    "Load the kinds of nodes that the project brings in its folder kinds: they are programs with all your rights.")
    void allowKinds(boolean allowed) {
        AllowedKinds.allow(allowed);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);

    /// Runs one command.
    ///
    /// @return its exit code
    public static int run(String... arguments) {
        AllowedKinds.allow(false);
        CommandLine line = new CommandLine(new Terminal());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, _) -> report(failure, command));
        if (arguments.length == 0) {
            return line.execute("open");
        }
        return line.execute(arguments);
    }

    private static int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (ExitCode.expected(failure)) {
            err.println("loopwright: " + failure.getMessage());
        } else {
            LOG.error("command {} met a bug", command.getCommandName(), failure);
            err.println("loopwright: this is a bug, please report it with the lines above: " + failure);
        }
        err.flush();
        return ExitCode.of(failure).code();
    }
}
