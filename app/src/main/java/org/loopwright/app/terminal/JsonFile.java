package org.loopwright.app.terminal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loopwright.project.ProjectException;

/// Writes what a command found as JSON.
final class JsonFile {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonFile() {}

    /// Writes `value` to `file`; does nothing when `file` is null.
    ///
    /// @throws ProjectException when the file can't be written
    static void write(@Nullable Path file, Object value) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, MAPPER.writeValueAsString(value) + "\n");
        } catch (IOException e) {
            throw new ProjectException("the JSON can't be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
