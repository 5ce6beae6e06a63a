package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.exchange.Unpacking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `unpack FILE --into FOLDER`: the way back from `pack`, into a new folder or another copy.
@Command(name = "unpack", description = "Unpack a project, or merge it into another copy of it.")
final class UnpackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What `pack` wrote.")
    private Path file = Path.of(".");

    @Option(names = "--into", required = true, paramLabel = "FOLDER", description = "A new folder, or a project.")
    private Path folder = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Unpacking.Unpacked unpacked = Unpacking.unpack(file, folder);
        PrintWriter out = Out.of(spec);
        out.println(unpacked.files() + " new files and " + unpacked.runs() + " new runs in " + folder);
        unpacked.remarks().forEach(remark -> out.println("note: " + remark));
        return ExitCode.DONE.code();
    }
}
