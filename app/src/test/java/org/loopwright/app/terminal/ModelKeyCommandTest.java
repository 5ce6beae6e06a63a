package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.model.keys.KeyringException;
import org.loopwright.model.keys.SystemKeyring;
import org.loopwright.testing.FakeKeyring;
import picocli.CommandLine;

class ModelKeyCommandTest {
    private static final String ADDRESS = "https://api.example.org/v1";

    private final FakeKeyring keyring = new FakeKeyring();
    private final StringWriter printed = new StringWriter();
    private String typed = "sk-123\n";

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new ModelKeyCommand(keyring, () -> typed));
        line.setOut(new PrintWriter(printed, true));
        line.setErr(new PrintWriter(printed, true));
        return line.execute(arguments);
    }

    @Test
    void aKeyIsKeptFoundAndForgotten() {
        assertThat(run(ADDRESS, "--check")).isZero();
        assertThat(printed.toString()).contains("No key is kept for " + ADDRESS);

        assertThat(run(ADDRESS + "/")).isZero();
        assertThat(keyring.key(URI.create(ADDRESS))).contains("sk-123");
        assertThat(run(ADDRESS, "--check")).isZero();
        assertThat(printed.toString())
                .contains("Kept the key", "A key is kept for")
                .doesNotContain("sk-123");

        assertThat(run(ADDRESS, "--forget")).isZero();
        assertThat(keyring.key(URI.create(ADDRESS))).isEmpty();
        assertThat(run(ADDRESS, "--forget")).isZero();
        assertThat(printed.toString()).contains("Forgot the key", "No key was kept");
    }

    @Test
    void theServerMayBeNamedByAModelsFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("far.yaml");
        Files.writeString(file, "loopwright: 1\nendpoint: " + ADDRESS + "\nmodel: m\n");

        assertThat(run(file.toString())).isZero();
        assertThat(keyring.key(URI.create(ADDRESS))).contains("sk-123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.example.org", "ftp://x/v1", "https://me:secret@x/v1", "http://x y"})
    void whatIsNoAddressIsRefused(String address) {
        assertThat(run(address)).isEqualTo(ExitCode.USAGE.code());
        assertThat(printed.toString()).contains("is no address of a server");
    }

    @Test
    void anEmptyKeyIsNotKept() {
        typed = "\n";
        assertThat(run(ADDRESS)).isEqualTo(ExitCode.USAGE.code());
        assertThat(printed.toString()).contains("nothing was kept");
        assertThat(keyring.key(URI.create(ADDRESS))).isEmpty();
    }

    @Test
    void withoutAKeyringTheCommandSaysWhatElseThereIs() {
        try {
            var _ = new SystemKeyring().key(URI.create(ADDRESS));
        } catch (KeyringException e) {
            Shell shell = Shell.run("models", "key", ADDRESS, "--check");
            assertThat(shell.code()).isEqualTo(ExitCode.MISSING_ENVIRONMENT.code());
            assertThat(shell.err()).contains("loopwright: ", "no keyring", "environment variable", "key-env");
            return;
        }
        assertThat(Shell.run("models", "key", "https://nobody.invalid/v1", "--check")
                        .out())
                .contains("No key is kept");
    }
}
