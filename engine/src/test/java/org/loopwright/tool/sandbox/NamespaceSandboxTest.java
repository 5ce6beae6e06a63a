package org.loopwright.tool.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class NamespaceSandboxTest {
    private static final NamespaceSandbox SANDBOX = new NamespaceSandbox();
    private static final Limits SHORT = Limits.DEFAULT.withTime(Duration.ofSeconds(5));
    /// For programs that use up their time.
    private static final Limits BRIEF = Limits.DEFAULT.withTime(Duration.ofSeconds(1));

    @BeforeAll
    static void needsASandbox() throws InterruptedException {
        Optional<String> missing = SANDBOX.missing();
        missing.ifPresent(reason -> LoggerFactory.getLogger(NamespaceSandboxTest.class)
                .warn("********** THE SANDBOX IS NOT TESTED ON THIS MACHINE: {} **********", reason));
        assumeTrue(missing.isEmpty(), () -> "no sandbox: " + missing);
    }

    private static Outcome run(String... lines) throws InterruptedException {
        return SANDBOX.run(Program.of(String.join("\n", lines)), SHORT);
    }

    private static Outcome briefly(String... lines) throws InterruptedException {
        return SANDBOX.run(Program.of(String.join("\n", lines)), BRIEF);
    }

    @Test
    void aRightProgramPassesItsTests() throws InterruptedException {
        Outcome outcome = SANDBOX.run(
                Program.tested("def double(x):\n    return 2 * x\nprint('hello')", "assert double(4) == 8"), SHORT);
        assertThat(outcome).isEqualTo(new Outcome(Verdict.PASSED, "", "hello\n"));
    }

    @Test
    void aWrongProgramFailsWithTheAssertionAndItsLine() throws InterruptedException {
        Outcome outcome = SANDBOX.run(
                Program.tested(
                        "def double(x):\n    return x", "assert double(0) == 0\nassert double(4) == 8, 'of four'"),
                SHORT);
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome.detail())
                .isEqualTo("AssertionError: of four at line 2 of tests: assert double(4) == 8, 'of four'");
    }

    @Test
    void aSyntaxErrorFailsAndIsNamed() throws InterruptedException {
        assertThat(run("def f(:").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(run("def f(:").detail()).startsWith("SyntaxError");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            import sys; sys.exit(0)
            import os; os._exit(0)
            import ctypes; ctypes.string_at(0)
            import os; os.kill(os.getpid(), 9)
            """)
    void leavingBeforeTheTestsIsNoPass(String program) throws InterruptedException {
        assertThat(SANDBOX.run(Program.tested(program, "assert False"), SHORT).verdict())
                .isEqualTo(Verdict.CRASHED);
    }

    @Test
    void noReportIsLostWhenManyEndAtOnce() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Queue<Verdict> verdicts = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 30; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    verdicts.add(SANDBOX.run(Program.of("x = 1"), SHORT).verdict());
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(verdicts).hasSize(30).containsOnly(Verdict.PASSED);
    }

    @Test
    void standardInputIsRead() throws InterruptedException {
        Program program = new Program(Program.of("print(input()[::-1])").parts(), "olleh\n");
        assertThat(SANDBOX.run(program, SHORT).output()).isEqualTo("hello\n");
    }

    @Test
    void aForkBombIsContained() throws InterruptedException {
        assertThat(run("import os", "while True: os.fork()").verdict()).isEqualTo(Verdict.TOO_MANY_PROCESSES);
        assertThat(briefly("import os", "while True:", "    try: os.fork()", "    except OSError: pass")
                        .verdict())
                .isEqualTo(Verdict.TIMED_OUT);
        assertNobodyIsLeft();
    }

    @Test
    void thereAreNoMoreProcessesThanAllowed() throws InterruptedException {
        Outcome outcome = run(
                "import os, time",
                "count = 0",
                "try:",
                "    while count < 500:",
                "        if os.fork() == 0:",
                "            time.sleep(30)",
                "        count += 1",
                "except OSError:",
                "    pass",
                "print(count)");
        assertThat(outcome.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(Integer.parseInt(outcome.output().strip())).isBetween(1, Limits.DEFAULT.processes());
        assertNobodyIsLeft();
    }

    @Test
    void anEndlessLoopTimesOut() throws InterruptedException {
        assertThat(briefly("while True: pass").verdict()).isEqualTo(Verdict.TIMED_OUT);
        assertThat(briefly(
                                "import signal",
                                "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))",
                                "while True: pass")
                        .verdict())
                .isEqualTo(Verdict.TIMED_OUT);
    }

    @Test
    void printingForeverCostsTimeAndNoMemory() throws InterruptedException {
        Outcome outcome = briefly("while True: print('x' * 1000)");
        assertThat(outcome.verdict()).isEqualTo(Verdict.TIMED_OUT);
        assertThat(outcome.output()).hasSize(64 << 10);
    }

    @Test
    void tenGigabytesAreOutOfMemory() throws InterruptedException {
        assertThat(run("x = bytearray(10 * 1024 ** 3)").verdict()).isEqualTo(Verdict.OUT_OF_MEMORY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            import socket; socket.create_connection(("1.1.1.1", 80), 1)
            import socket; socket.create_connection(("127.0.0.1", 22), 1)
            import socket; socket.getaddrinfo("example.org", 80)
            import urllib.request; urllib.request.urlopen("http://example.org", timeout=1)
            """)
    void theNetworkIsRefused(String program) throws InterruptedException {
        assertThat(run(program).verdict()).isEqualTo(Verdict.NETWORK_REFUSED);
    }

    @Test
    void filesOfThePersonAreRefused(@TempDir Path folder) throws IOException, InterruptedException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "mine");
        Outcome outcome = run("print(open('" + secret + "').read())");
        assertThat(outcome.verdict()).isIn(Verdict.FILE_REFUSED, Verdict.FAILED);
        assertThat(outcome.output()).doesNotContain("mine");
        assertThat(run("open('/etc/passwd')").verdict()).isEqualTo(Verdict.FILE_REFUSED);
        String home = System.getProperty("user.home");
        assertThat(run("import os", "os.listdir('" + home + "')").verdict()).isEqualTo(Verdict.FILE_REFUSED);
        Path copy = folder.resolve("written.txt");
        assertThat(run("open('" + copy + "', 'w')").verdict()).isIn(Verdict.FILE_REFUSED, Verdict.FAILED);
        assertThat(run("open('/usr/written', 'w')").verdict()).isEqualTo(Verdict.FILE_REFUSED);
        assertThat(copy).doesNotExist();
    }

    @Test
    void aSymlinkLeadsNowhere() throws InterruptedException {
        assertThat(run("import os", "os.symlink('/etc/passwd', 'out')", "open('out').read()")
                        .verdict())
                .isEqualTo(Verdict.FILE_REFUSED);
        assertThat(run("import os", "os.symlink('../../../../../etc', 'out')", "os.listdir('out/ssl')")
                        .verdict())
                .isEqualTo(Verdict.FILE_REFUSED);
    }

    @Test
    void aFileThatTheProgramForgotToWriteIsItsOwnMistake() throws InterruptedException {
        assertThat(run("open('forgotten.txt')").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(run("open('own.txt', 'w').write('x')", "assert open('own.txt').read() == 'x'")
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void filesLargerThanAllowedAreRefused() throws InterruptedException {
        assertThat(run(
                                "import signal",
                                "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)",
                                "open('big', 'wb').write(bytes(20 * 2 ** 20))")
                        .verdict())
                .isEqualTo(Verdict.FILE_REFUSED);
    }

    @Test
    void signalsToOthersReachNobody() throws InterruptedException {
        assertThat(run("import os", "os.kill(1, 9)").verdict()).isEqualTo(Verdict.PASSED);
        // Its parent guards its time: without it the cell ends, perhaps before the program could report.
        assertThat(run("import os", "os.kill(os.getppid(), 9)").verdict()).isIn(Verdict.CRASHED, Verdict.PASSED);
        // The group and "everybody" end where the cell ends: the program meets itself.
        assertThat(run("import os", "os.kill(0, 9)").verdict()).isEqualTo(Verdict.CRASHED);
        assertThat(run("import os", "os.kill(-1, 9)").verdict()).isIn(Verdict.CRASHED, Verdict.PASSED);
        assertThat(run("import os", "os.kill(" + ProcessHandle.current().pid() + ", 9)")
                        .verdict())
                .isEqualTo(Verdict.FAILED);
        assertNobodyIsLeft();
    }

    @Test
    void otherProcessesAreNotToBeSeen() throws InterruptedException {
        Outcome walk = run("import os", "print(os.listdir('/proc'))");
        assertThat(walk.output()).isEqualTo("[]\n");
        assertThat(run("open('/proc/1/environ').read()").verdict()).isEqualTo(Verdict.FILE_REFUSED);
    }

    @Test
    void newNamespacesAndMountsAreRefused() throws InterruptedException {
        Outcome outcome = run(
                "import ctypes",
                "c = ctypes.CDLL(None)",
                "print(c.unshare(0x10000000), c.mount(b'x', b'/work', b'tmpfs', 0, 0), c.chroot(b'/usr'))");
        assertThat(outcome.output()).isEqualTo("-1 -1 -1\n");
    }

    @Test
    void aForgedReportDoesNotCount() throws InterruptedException {
        Outcome outcome = run(
                "import os",
                "for fd in range(3, 20):",
                "    try: os.write(fd, b'S{\"status\": \"passed\", \"detail\": \"\"}\\n')",
                "    except OSError: pass",
                "assert False, 'forged'");
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void limitsOutsideTheirRangesAreNamed() {
        assertThatThrownBy(() -> Limits.DEFAULT.withTime(Duration.ofMillis(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time PT0.01S is not from 1 second to 10 minutes");
    }

    @Test
    void anInterruptKillsTheProgram() throws InterruptedException {
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                SANDBOX.run(Program.of("import time\ntime.sleep(60)"), Limits.DEFAULT.withTime(Duration.ofMinutes(1)));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        Thread.sleep(300);
        thread.interrupt();
        assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
        assertNobodyIsLeft();
    }

    /// The harness's text stands in the command line of everything in a cell.
    private static void assertNobodyIsLeft() throws InterruptedException {
        for (int i = 0; i < 50 && left() > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(left()).isZero();
    }

    private static long left() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .count();
    }

    @Test
    void textOfAnyKindComesThrough() throws InterruptedException {
        Outcome outcome = run("print('é\\U0001F600')", "print('<|im_start|> {{ 7*7 }}')");
        assertThat(outcome.output().getBytes(StandardCharsets.UTF_8))
                .isEqualTo("é\uD83D\uDE00\n<|im_start|> {{ 7*7 }}\n".getBytes(StandardCharsets.UTF_8));
    }
}
