package org.loopwright.project;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.loopwright.loop.Templates;
import org.loopwright.task.Dataset;
import org.loopwright.task.DatasetException;
import org.loopwright.tool.ToolException;
import org.loopwright.tool.Tools;
import org.loopwright.tool.dataset.DatasetTool;
import org.loopwright.tool.retrieval.RetrievalTool;
import org.loopwright.tool.sandbox.NamespaceSandbox;
import org.loopwright.tool.sandbox.SandboxTool;
import org.loopwright.tool.world.WorldTool;

/// The tools that a project's loops may use.
final class ProjectTools {
    /// One for the program: it bounds how many cells there are at once.
    private static final NamespaceSandbox SANDBOX = new NamespaceSandbox();

    private ProjectTools() {}

    /// The tools over a project's files.
    ///
    /// @param root the project's folder
    /// @param datasets reads a dataset by its id
    /// @param templates shows items
    static Tools of(Path root, Function<String, Dataset> datasets, Templates templates) {
        return new Tools(List.of(
                new SandboxTool(SANDBOX),
                new DatasetTool(id -> dataset(datasets, id), templates),
                new RetrievalTool(root),
                WorldTool.installed()));
    }

    private static Dataset dataset(Function<String, Dataset> datasets, String id) {
        try {
            return datasets.apply(id);
        } catch (ProjectException | DatasetException e) {
            throw new ToolException(String.valueOf(e.getMessage()), e);
        }
    }
}
