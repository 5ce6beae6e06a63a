package org.loopwright.app.terminal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.loopwright.project.ProjectException;

/// A run of `engine/src/bench/train_peer.py`: PyTorch on the other side of a comparison.
final class TrainPeer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;

    /// @param kind `speed` or `lora`
    /// @param job what the script reads
    TrainPeer(String python, Path script, String kind, Object job) {
        try {
            Path file = Files.createTempFile("loopwright-peer", ".json");
            Files.writeString(file, JSON.writeValueAsString(job));
            this.process = new ProcessBuilder(python, script.toString(), kind, file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new ProjectException(
                    "the peer can't be started: " + e.getMessage() + "; name a Python that has the packages of"
                            + " engine/src/bench/requirements.txt with --python",
                    e);
        }
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /// The next line that the peer prints.
    String line() {
        try {
            String line = out.readLine();
            if (line == null) {
                throw new ProjectException("the peer ended without a result; what it said stands above");
            }
            return line;
        } catch (IOException e) {
            throw new ProjectException("the peer can't be read: " + e.getMessage(), e);
        }
    }

    /// Asks for steps and returns the seconds that they took.
    double seconds(int steps) {
        in.println(steps);
        return Double.parseDouble(line());
    }

    @Override
    public void close() {
        in.close();
        process.destroy();
    }
}
