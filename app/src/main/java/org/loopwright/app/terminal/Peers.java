package org.loopwright.app.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loopwright.project.ProjectException;

/// Other engines, run by the Python scripts of `engine/src/bench`. Only benchmarks use Python.
///
/// @param python the interpreter that has the peers' packages
/// @param scripts the folder of the scripts
/// @param cache where converted weights are kept
/// @param text a text for perplexity, or null
/// @param windows how much of it is read
record Peers(
        String python, Path scripts, Path cache, @Nullable Path text, int windows) {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int LOOP_BATCH = 32;

    /// llama.cpp's figure, by the words that its script takes after the figure's name: kind, then numbers.
    double llama(Path model, String call, int threads) throws InterruptedException {
        List<String> words = Arrays.asList(call.split(" "));
        List<String> command = new ArrayList<>(List.of(
                python,
                scripts.resolve("llama_cpp_peer.py").toString(),
                words.getFirst(),
                model.toString(),
                words.get(1),
                cache.toString(),
                Integer.toString(threads)));
        command.addAll(words.subList(2, words.size()));
        return value(command);
    }

    /// Seconds of the loop by transformers.
    double transformersLoop(Path model, int items, int threads) throws InterruptedException {
        return value(List.of(
                python,
                scripts.resolve("transformers_peer.py").toString(),
                model.toString(),
                Integer.toString(LOOP_BATCH),
                Integer.toString(items),
                Integer.toString(threads)));
    }

    private static double value(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            String last = output.strip().lines().reduce("", (first, second) -> second);
            if (code != 0 || last.isEmpty()) {
                throw new ProjectException(
                        "the peer's script ended with code " + code + ": " + String.join(" ", command)
                                + "; its first lines say which packages it needs; name an interpreter that has them with --python");
            }
            return Objects.requireNonNull(MAPPER.readTree(last)).path("value").asDouble();
        } catch (JsonProcessingException e) {
            throw new ProjectException("the peer's script printed no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ProjectException(
                    "the peer can't be run with `" + command.getFirst() + "`: " + e.getMessage()
                            + "; name a Python interpreter with --python",
                    e);
        }
    }
}
