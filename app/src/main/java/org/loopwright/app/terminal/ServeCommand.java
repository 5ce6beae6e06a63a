package org.loopwright.app.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.UserFolders;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.project.ModelLibrary;
import org.loopwright.project.ProjectException;
import org.loopwright.project.ProjectFile;
import org.loopwright.serve.LocalServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `serve [PROJECT]`: the local engine as an OpenAI-compatible server on this machine, until it is stopped.
@Command(
        name = "serve",
        description = {
            "Serve models to programs on this machine by OpenAI's protocol, until Ctrl-C.",
            "Serves your models and, where PROJECT is named, the project's."
        })
final class ServeCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "Folder of a project.")
    private @Nullable Path folder;

    @Option(names = "--port", paramLabel = "N", description = "Port; 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(names = "--model", paramLabel = "NAME", description = "Serve only this model, and open it at once.")
    private @Nullable String model;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "What clients bring as API key (default: the variable LOOPWRIGHT_TOKEN, or a new one).")
    private @Nullable String token;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one operation (default: ${DEFAULT-VALUE}).")
    private int threads = DjlModels.DEFAULT_THREADS;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try (DjlModels engine = DjlModels.onCpu(threads);
                ModelLibrary library = new ModelLibrary(folders(), engine);
                LocalServer server = start(library)) {
            // Ctrl-C ends the program without running the lines below; who waits for an answer is told so.
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            // Whoever runs this command in a thread of a program ends it so.
        }
        return ExitCode.DONE.code();
    }

    private List<Path> folders() {
        List<Path> folders = new ArrayList<>(List.of(UserFolders.models()));
        if (folder != null) {
            ProjectFile.read(folder);
            folders.addFirst(folder.resolve("models"));
        }
        return folders;
    }

    private LocalServer start(ModelLibrary library) {
        LibraryModels models = LibraryModels.of(library, model);
        String secret = token();
        try {
            LocalServer server = LocalServer.start(port, secret, models);
            PrintWriter out = Out.of(spec);
            out.println("Serving " + String.join(", ", models.ids()));
            out.println("OPENAI_BASE_URL=" + server.address());
            out.println("OPENAI_API_KEY=" + secret);
            out.flush();
            return server;
        } catch (IOException e) {
            throw new ProjectException(
                    "port " + port + " can't be used: " + e.getMessage()
                            + "; choose another with --port, 0 for a free one",
                    e);
        }
    }

    private String token() {
        String given = token == null ? System.getenv("LOOPWRIGHT_TOKEN") : token;
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
