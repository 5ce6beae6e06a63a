package org.loopwright.app.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.loopwright.project.ProjectException;
import org.loopwright.tool.sandbox.Limits;
import org.loopwright.tool.sandbox.NamespaceSandbox;
import org.loopwright.tool.sandbox.Outcome;
import org.loopwright.tool.sandbox.Program;
import org.loopwright.tool.sandbox.Verdict;

/// Runs HumanEval's reference solutions in the sandbox, which must all pass, and broken ones, which must
/// all fail: each problem's prompt with a body that returns nothing.
final class SandboxBenchmark {
    static final String NAME = "sandbox";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final Path humanEval;
    private final NamespaceSandbox sandbox = new NamespaceSandbox();

    /// @param humanEval HumanEval's JSONL file, plain or gzipped
    SandboxBenchmark(Path humanEval) {
        this.humanEval = humanEval;
    }

    /// What was run and what became of it.
    ///
    /// @param problems in the file
    /// @param referencePassed reference solutions that passed; should be all
    /// @param brokenPassed broken solutions that passed; should be 0
    /// @param reference problems whose reference solution did not pass, with the outcome
    /// @param broken problems whose broken solution passed
    /// @param brokenVerdicts verdict -> how many broken solutions got it
    /// @param seconds by the clock, for both
    record Result(
            int problems,
            long referencePassed,
            long brokenPassed,
            Map<String, String> reference,
            List<String> broken,
            Map<String, Integer> brokenVerdicts,
            double seconds) {
        /// Whether all is as it should be.
        boolean met() {
            return referencePassed == problems && brokenPassed == 0;
        }
    }

    /// One line of the file.
    private record Problem(String id, String prompt, String solution, String test, String entryPoint) {
        Program withBody(String body) {
            return Program.tested(prompt + body, test + "\ncheck(" + entryPoint + ")\n");
        }
    }

    Result measure() throws InterruptedException {
        long began = System.nanoTime();
        List<Problem> problems = read();
        List<Outcome> references =
                run(problems.stream().map(p -> p.withBody(p.solution())).toList());
        List<Outcome> brokenOnes =
                run(problems.stream().map(p -> p.withBody("    return None\n")).toList());
        Map<String, String> failed = new TreeMap<>();
        List<String> passed = new ArrayList<>();
        Map<String, Integer> verdicts = new TreeMap<>();
        for (int i = 0; i < problems.size(); i++) {
            Outcome reference = references.get(i);
            if (reference.verdict() != Verdict.PASSED) {
                failed.put(problems.get(i).id(), reference.verdict().label() + ": " + reference.detail());
            }
            Verdict verdict = brokenOnes.get(i).verdict();
            verdicts.merge(verdict.label(), 1, Integer::sum);
            if (verdict == Verdict.PASSED) {
                passed.add(problems.get(i).id());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Result(
                problems.size(),
                (long) problems.size() - failed.size(),
                passed.size(),
                failed,
                passed,
                verdicts,
                Math.round(seconds * 10) / 10.0);
    }

    private List<Outcome> run(List<Program> programs) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> futures = new ArrayList<>();
            for (Program program : programs) {
                futures.add(threads.submit(() -> sandbox.run(program, Limits.DEFAULT)));
            }
            for (Future<Outcome> future : futures) {
                outcomes.add(future.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a program could not be run", e);
        }
        return outcomes;
    }

    private List<Problem> read() {
        List<Problem> problems = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    problems.add(problem(MAPPER.readTree(line), problems.size() + 1));
                }
            }
        } catch (IOException e) {
            throw new ProjectException(
                    humanEval + " can't be read: " + e.getMessage()
                            + "; it should be HumanEval's JSONL file, plain or gzipped",
                    e);
        }
        return problems;
    }

    private InputStream open() throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(humanEval)) {
            start = in.readNBytes(2);
        }
        boolean zipped = start.length == 2 && start[0] == GZIP[0] && start[1] == GZIP[1];
        InputStream in = Files.newInputStream(humanEval);
        return zipped ? new GZIPInputStream(in) : in;
    }

    private Problem problem(JsonNode json, int line) {
        return new Problem(
                text(json, "task_id", line),
                text(json, "prompt", line),
                text(json, "canonical_solution", line),
                text(json, "test", line),
                text(json, "entry_point", line));
    }

    private String text(JsonNode json, String field, int line) {
        JsonNode value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw new ProjectException(
                    humanEval + ", line " + line + " has no text `" + field + "`; it should be a problem of HumanEval");
        }
        return value.textValue();
    }
}
