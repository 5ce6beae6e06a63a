package org.loopwright.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.yaml.LoopPatch;
import org.loopwright.task.Split;

/// Names a dataset in `project.yaml`, whose other lines stay as they are.
final class DatasetEntry {
    private DatasetEntry() {}

    /// @param id what people type
    /// @param name what labels call it
    /// @param file relative to the project's folder
    /// @throws ProjectException when the file can't be written; the old one then stays
    static void write(Path root, String id, String name, Split split, String file) {
        Path yaml = root.resolve(ProjectFile.FILE_NAME);
        Path fresh = yaml.resolveSibling(ProjectFile.FILE_NAME + ".new");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("split", split.label());
        entry.put("file", file);
        try {
            Files.writeString(fresh, LoopPatch.set(Files.readString(yaml), List.of("datasets", id), entry));
            Files.move(fresh, yaml, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ProjectException(yaml + " can't be written: " + e.getMessage(), e);
        }
    }
}
