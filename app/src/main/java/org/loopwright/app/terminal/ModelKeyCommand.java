package org.loopwright.app.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.keys.ServerKeys;
import org.loopwright.model.keys.SystemKeyring;
import org.loopwright.model.openai.ServerFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `models key`: keeps or forgets the key of a server in the system's keyring. The key is typed, or comes by standard
/// input; it is no argument, which other programs could read.
@Command(
        name = "key",
        description = {
            "Keep the key of a server in this system's keyring; it is asked for, or read from standard input.",
            "Models behind that server then use it. An environment variable that a model's file names comes first."
        })
final class ModelKeyCommand implements Callable<Integer> {
    private final ServerKeys keys;
    private final Supplier<String> typed;

    @Parameters(
            paramLabel = "SERVER",
            description = "The server's address, https://api.example.org/v1, or a model's file, models/NAME.yaml.")
    private String server = "";

    @Option(names = "--forget", description = "Forget the key.")
    private boolean forget;

    @Option(names = "--check", description = "Say whether a key is kept.")
    private boolean check;

    @Spec
    private @Nullable CommandSpec spec;

    ModelKeyCommand() {
        this(new SystemKeyring(), ModelKeyCommand::read);
    }

    /// @param typed gives the key that a person types
    ModelKeyCommand(ServerKeys keys, Supplier<String> typed) {
        this.keys = keys;
        this.typed = typed;
    }

    @Override
    public Integer call() {
        URI endpoint = endpoint();
        PrintWriter out = Out.of(spec);
        if (forget) {
            out.println((keys.forget(endpoint) ? "Forgot the key for " : "No key was kept for ") + endpoint);
        } else if (check) {
            out.println((keys.key(endpoint).isPresent() ? "A key is kept for " : "No key is kept for ") + endpoint);
        } else {
            keep(endpoint, out);
        }
        return ExitCode.DONE.code();
    }

    private void keep(URI endpoint, PrintWriter out) {
        String key = typed.get().strip();
        if (key.isEmpty() || key.chars().anyMatch(Character::isISOControl)) {
            throw wrong("the key is empty or holds control characters; nothing was kept");
        }
        keys.keep(endpoint, key);
        out.println("Kept the key for " + endpoint + " in this system's keyring. Forget it with --forget.");
    }

    private URI endpoint() {
        if (server.endsWith(ServerFile.SUFFIX)) {
            return ServerFile.read(Path.of(server)).endpoint();
        }
        try {
            URI uri = URI.create(server.replaceAll("/+$", ""));
            if (uri.getHost() != null
                    && String.valueOf(uri.getScheme()).matches("https?")
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw wrong("`" + server + "` is no address of a server: it should look like https://api.example.org/v1");
    }

    private RuntimeException wrong(String message) {
        return spec == null
                ? new IllegalArgumentException(message)
                : new ParameterException(spec.commandLine(), message);
    }

    private static String read() {
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isPresent()) {
            char[] password = terminal.get().readPassword("Key: ");
            return password == null ? "" : new String(password);
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException("the key can't be read from standard input", e);
        }
    }
}
