package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.UserFolders;
import org.loopwright.model.hub.Hub;
import org.loopwright.model.hub.HubName;
import org.loopwright.model.hub.HubSettings;
import org.loopwright.model.shelf.ModelDetails;
import org.loopwright.model.shelf.ModelShelf;
import org.loopwright.model.shelf.ShelfModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `models`: lists the models that can be run, and adds, gets and removes those of the user's shelf.
@Command(
        name = "models",
        description = "List models; add, get or remove one; keep the key of a server.",
        subcommands = ModelKeyCommand.class)
final class ModelsCommand implements Callable<Integer> {
    @Option(names = "--project", paramLabel = "PROJECT", description = "List the models of this project too.")
    private @Nullable Path project;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Write what was found or done as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    private final ModelShelf shelf = new ModelShelf(UserFolders.models());

    @Override
    public Integer call() {
        PrintWriter out = Out.of(spec);
        List<Map<String, Object>> found = new ArrayList<>();
        if (project != null) {
            list(new ModelShelf(project.resolve("models")), out, found);
        }
        list(shelf, out, found);
        for (ShelfModel unfinished : shelf.unfinished()) {
            out.println(ModelText.unfinished(unfinished));
        }
        if (found.isEmpty()) {
            out.println("No models in " + shelf.folder() + ". Get one with: ./loopwright models get OWNER/NAME");
        }
        JsonFile.write(json, found);
        return ExitCode.DONE.code();
    }

    private static void list(ModelShelf from, PrintWriter out, List<Map<String, Object>> found) {
        for (ShelfModel model : from.list()) {
            ModelDetails details = ModelDetails.of(model);
            out.println(ModelText.of(details));
            found.add(ModelText.json(details));
        }
    }

    private int done(String what, ShelfModel model) {
        ModelDetails details = ModelDetails.of(model);
        Out.of(spec).println(what + " " + ModelText.of(details));
        JsonFile.write(json, ModelText.json(details));
        return ExitCode.DONE.code();
    }

    @Command(name = "add", description = "Add a model folder, a GGUF file or a LoRA adapter to your models.")
    int add(
            @Parameters(paramLabel = "PATH", description = "The folder or file.") Path path,
            @Option(names = "--as", paramLabel = "NAME", description = "Its name here.") @Nullable String as,
            @Option(names = "--link", description = "Make a link: the files stay where they are.") boolean link)
            throws InterruptedException {
        if (link) {
            return done("Linked", shelf.link(path, as));
        }
        try (ByteProgress progress = new ByteProgress("Copying")) {
            return done("Added", shelf.copy(path, as, progress));
        }
    }

    @Command(
            name = "get",
            description = {
                "Download a model from the Hugging Face hub. A download that was stopped goes on the next time.",
                "HF_ENDPOINT names another hub, HF_TOKEN your token for private and gated models."
            })
    int get(
            @Parameters(paramLabel = "NAME", description = "owner/name, or owner/name@revision.") String name,
            @Option(names = "--file", paramLabel = "FILE", description = "A GGUF file of the repository.") @Nullable
                    String file,
            @Option(names = "--as", paramLabel = "NAME", description = "Its name here.") @Nullable String as)
            throws InterruptedException {
        try (Hub hub = new Hub(HubSettings.of(System.getenv()));
                ByteProgress progress = new ByteProgress("Downloading")) {
            return done("Got", shelf.get(hub, new ModelShelf.Wish(HubName.of(name), file, as), progress));
        }
    }

    @Command(name = "remove", description = "Remove one of your models, or a download that was stopped.")
    int remove(@Parameters(paramLabel = "NAME", description = "Its name here.") String name) {
        ShelfModel removed = shelf.remove(name);
        Out.of(spec).println("Removed " + name + ": " + ModelText.bytes(removed.bytes()) + " are free now.");
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("bytes", removed.bytes());
        JsonFile.write(json, map);
        return ExitCode.DONE.code();
    }
}
