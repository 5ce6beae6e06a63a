package org.loopwright.tool.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.loopwright.tool.ToolException;

/// A [Sandbox] of Linux namespaces around the system's Python, built with util-linux alone.
///
/// Each program is run by `unshare` in new user, mount, process, network, message and host-name
/// namespaces. `cell.sh` gives it a root that holds `/usr` read-only, three devices and an empty folder in
/// memory, takes all capabilities away and sets the limits; `harness.py` runs the program and reports
/// with a secret of its own. Killing `unshare` kills process 1 of the cell, and with it the kernel kills
/// all others. A program started by root runs as user 65534.
///
/// At most one program for each processor runs at a time; others wait.
public final class NamespaceSandbox implements Sandbox {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<Path> PYTHONS = List.of(Path.of("/usr/bin/python3"), Path.of("/usr/local/bin/python3"));
    private static final List<String> COMMANDS =
            List.of("unshare", "setpriv", "prlimit", "setsid", "timeout", "mount", "umount", "pivot_root", "sh");
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));
    private static final String SEARCH_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";
    /// The line by which `cell.sh` says that the cell stands.
    private static final String BUILT = "built";

    private static final String NOBODY = "65534";
    /// The exit code of what SIGKILL ended, as `timeout` does.
    private static final int KILLED = 137;

    private static final int MOST_OUTPUT = 64 << 10;
    private static final int MOST_REPORT = 256 << 10;
    /// What building the cell and starting Python may take beside the program's own time.
    private static final Duration START = Duration.ofSeconds(5);

    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final String cell = resource("cell.sh");
    private final String harness = resource("harness.py");
    /// Guarded by `this`: why there is no sandbox here; empty when there is one; null before the first try.
    private @Nullable String missing;

    /// Why this machine can't build a sandbox and what to do about it; empty when it can. The first call
    /// tries it, in half a second; later ones remember.
    public synchronized Optional<String> missing() throws InterruptedException {
        if (missing == null) {
            missing = probe().orElse("");
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(missing);
    }

    @Override
    public Outcome run(Program program, Limits limits) throws InterruptedException {
        Optional<String> reason = missing();
        if (reason.isPresent()) {
            throw new ToolException(reason.get(), null);
        }
        return runHere(program, limits);
    }

    private Optional<String> probe() throws InterruptedException {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.of("running code is off: the sandbox needs Linux, and this is "
                    + System.getProperty("os.name") + "; run this loop on Linux, or in WSL 2 on Windows");
        }
        List<String> lacking = COMMANDS.stream().filter(c -> !isCommand(c)).toList();
        if (!lacking.isEmpty()) {
            return Optional.of(
                    "running code is off: the commands " + lacking + " are missing; install util-linux and coreutils");
        }
        if (python().isEmpty()) {
            return Optional.of("running code is off: there is none of " + PYTHONS + "; install python3");
        }
        try {
            Outcome outcome = runHere(Program.of("print(6 * 7)"), Limits.DEFAULT);
            return outcome.verdict() == Verdict.PASSED
                            && outcome.output().strip().equals("42")
                    ? Optional.empty()
                    : Optional.of(off(outcome.verdict().label() + " " + outcome.detail()));
        } catch (ToolException e) {
            return Optional.of(off(String.valueOf(e.getMessage())));
        }
    }

    private static String off(String why) {
        return "running code is off: this machine lets no user build a sandbox (" + why.strip()
                + "); allow user namespaces: `sudo sysctl kernel.unprivileged_userns_clone=1` (Debian) or `sudo sysctl"
                + " kernel.apparmor_restrict_unprivileged_userns=0` (Ubuntu), and in a container allow `unshare` and"
                + " `mount`";
    }

    private static boolean isCommand(String name) {
        return FOLDERS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(name)));
    }

    private static Optional<Path> python() {
        return PYTHONS.stream().filter(Files::isExecutable).findFirst();
    }

    private Outcome runHere(Program program, Limits limits) throws InterruptedException {
        places.acquire();
        try {
            return start(program, limits);
        } catch (IOException e) {
            throw new ToolException("the sandbox could not be started: " + e.getMessage(), e);
        } finally {
            places.release();
        }
    }

    private Outcome start(Program program, Limits limits) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(limits));
        builder.environment().clear();
        builder.environment().put("PATH", SEARCH_PATH);
        builder.environment().put("HOME", "/work");
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("PYTHONHASHSEED", "0");
        builder.directory(Path.of("/").toFile());
        Process process = builder.start();
        try {
            BoundedOutput output = new BoundedOutput(process.getInputStream(), MOST_OUTPUT);
            BoundedOutput report = new BoundedOutput(process.getErrorStream(), MOST_REPORT);
            String secret = secret();
            long began = System.nanoTime();
            send(process, job(program, secret));
            boolean ended = process.waitFor(limits.time().plus(START).toMillis(), TimeUnit.MILLISECONDS);
            boolean over = System.nanoTime() - began >= limits.time().toNanos();
            kill(process);
            process.waitFor();
            boolean late = !ended || (over && process.exitValue() == KILLED);
            return outcome(new Ended(late, process.exitValue(), secret, output.text(), report.text()), limits);
        } finally {
            kill(process);
        }
    }

    /// Kills it and leaves its streams open, so that what it wrote before can still be read.
    private static void kill(Process process) {
        process.toHandle().destroyForcibly();
    }

    private List<String> command(Limits limits) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.addAll(List.of("unshare", "--user", "--map-root-user", "--mount", "--pid", "--net", "--ipc", "--uts"));
        command.addAll(List.of("--fork", "--kill-child=KILL", "sh", "-c", cell, "cell"));
        command.add(
                python().orElseThrow(() -> new IOException("python3 is gone")).toString());
        command.add("-");
        command.add(Long.toString(limits.time().toSeconds()));
        command.add(Long.toString(limits.memoryBytes()));
        command.add(Integer.toString(limits.processes()));
        command.add(Long.toString(limits.fileBytes()));
        command.add(harness);
        return command;
    }

    private static boolean isRoot() throws IOException {
        Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return user.equals(0);
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] job(Program program, String secret) throws JsonProcessingException {
        ObjectNode job = MAPPER.createObjectNode().put("secret", secret).put("stdin", program.stdin());
        ArrayNode parts = job.putArray("parts");
        program.parts().forEach(part -> parts.addArray().add(part.name()).add(part.text()));
        return MAPPER.writeValueAsBytes(job);
    }

    private static void send(Process process, byte[] job) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(job);
        } catch (IOException _) {
            // The cell ended before it read its job; its report or exit code says why.
        }
    }

    /// A process that is over.
    ///
    /// @param late whether its time ended it
    private record Ended(boolean late, int code, String secret, String output, String report) {}

    private static Outcome outcome(Ended ended, Limits limits) {
        int at = ended.report().indexOf(ended.secret());
        if (at >= 0) {
            String line = ended.report()
                    .substring(at + ended.secret().length())
                    .lines()
                    .findFirst()
                    .orElse("");
            return reported(line, ended.output());
        }
        if (ended.report().lines().noneMatch(BUILT::equals)) {
            throw new ToolException(
                    "the sandbox could not be built: "
                            + ended.report().strip().lines().findFirst().orElse("code " + ended.code()),
                    null);
        }
        if (ended.late()) {
            long seconds = limits.time().toSeconds();
            return new Outcome(Verdict.TIMED_OUT, "it used up its " + seconds + " seconds", ended.output());
        }
        return new Outcome(
                Verdict.CRASHED,
                "the interpreter ended with code " + ended.code() + " before the tests did",
                ended.output());
    }

    private static Outcome reported(String line, String output) {
        try {
            JsonNode json = MAPPER.readTree(line);
            String detail = json.path("detail").asText();
            Verdict verdict = switch (json.path("status").asText()) {
                case "passed" -> Verdict.PASSED;
                case "memory" -> Verdict.OUT_OF_MEMORY;
                case "processes" -> Verdict.TOO_MANY_PROCESSES;
                case "network" -> Verdict.NETWORK_REFUSED;
                case "file" -> Verdict.FILE_REFUSED;
                case "failed" -> Verdict.FAILED;
                default -> Verdict.CRASHED;
            };
            return new Outcome(verdict, detail, output);
        } catch (JsonProcessingException e) {
            return new Outcome(Verdict.CRASHED, "the report is cut off: " + line, output);
        }
    }

    private static String resource(String name) {
        try (InputStream in = NamespaceSandbox.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its own file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
