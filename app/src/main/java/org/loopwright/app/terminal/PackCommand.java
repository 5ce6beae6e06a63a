package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.exchange.Packing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pack PROJECT --out FILE`: a project with its runs in one file.
@Command(name = "pack", description = "Pack a project with its runs into one file, for a colleague.")
final class PackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder = Path.of(".");

    @Option(
            names = "--anonymous",
            description = "Take out authors, machine paths, and names of host and user; data files stay as they are.")
    private boolean anonymous;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where it is written.")
    private Path file = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenProject open = OpenProject.of(folder)) {
            Packing.People people = anonymous ? Packing.People.HIDE : Packing.People.KEEP;
            Packing.Packed packed = Packing.pack(open.project(), people, file);
            PrintWriter out = Out.of(spec);
            out.println(packed.files() + " files and " + packed.runs() + " runs packed into " + file);
            packed.remarks().forEach(remark -> out.println("note: " + remark));
        }
        return ExitCode.DONE.code();
    }
}
