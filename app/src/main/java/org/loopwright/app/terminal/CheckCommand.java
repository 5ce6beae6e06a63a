package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.project.LoopFile;
import org.loopwright.project.LoopLibrary;
import org.loopwright.project.ProjectException;
import org.loopwright.project.kinds.ProjectKinds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `check PATH...`: reads loops and says what is wrong with them, without a model.
@Command(name = "check", description = "Check loop files, or every loop of a project, without running anything.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Loop files, or folders of projects.")
    private List<Path> paths = List.of();

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Out.of(spec);
        boolean runnable = true;
        for (Path path : paths) {
            for (Map.Entry<Path, LoopFile> loop : loops(path).entrySet()) {
                runnable &= report(loop.getKey(), loop.getValue(), out);
            }
        }
        return (runnable ? ExitCode.DONE : ExitCode.BAD_INPUT).code();
    }

    private Map<Path, LoopFile> loops(Path path) {
        Path folder = Files.isDirectory(path.resolve("loops")) ? path.resolve("loops") : path;
        Path parent = Files.isDirectory(folder) ? folder : path.toAbsolutePath().getParent();
        if (!Files.exists(path) || parent == null) {
            throw new ProjectException("there is no file or folder " + path);
        }
        Path root = parent.toAbsolutePath().normalize().getParent();
        ProjectKinds kinds = root == null ? ProjectKinds.installed() : ProjectKinds.of(root, AllowedKinds.consent());
        AllowedKinds.report(kinds);
        List<LoopFile> files =
                new ArrayList<>(new LoopLibrary(kinds.kinds(), new Language(new JinjaTemplates(), new CelConditions()))
                        .readFolder(parent));
        if (!Files.isDirectory(path)) {
            files.removeIf(f -> !f.fileName().equals(path.getFileName().toString()));
        }
        if (files.isEmpty()) {
            throw new ProjectException(path + " has no loops: their names end with " + LoopFile.SUFFIX);
        }
        Map<Path, LoopFile> loops = new LinkedHashMap<>();
        files.forEach(f -> loops.put(parent.resolve(f.fileName()), f));
        return loops;
    }

    private static boolean report(Path path, LoopFile loop, PrintWriter out) {
        List<LoopProblem> problems = loop.parse().problems();
        out.println(path + ": " + (problems.isEmpty() ? "ok" : problems.size() + " problem(s)"));
        for (LoopProblem problem : problems) {
            out.println("  " + (problem.severity() == LoopProblem.Severity.ERROR ? "error" : "warning") + " ["
                    + problem.code() + "] " + problem.describe());
        }
        return loop.parse().runnable();
    }
}
