package org.loopwright.model.shelf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.files.JsonFile;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.hub.FetchListener;
import org.loopwright.model.hub.Hub;
import org.loopwright.model.hub.HubChoice;
import org.loopwright.model.hub.HubFetch;
import org.loopwright.model.hub.HubModel;
import org.loopwright.model.hub.HubName;

/// The models that a person keeps for all projects. A model appears under its name when all of it is there
/// and was read and checked; until then it grows in a hidden folder, which a later attempt goes on with.
/// Thread-safe; two programs may use one shelf, and the later one of two that add one name is refused.
public final class ModelShelf {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern UNFINISHED = Pattern.compile("\\.(.+)\\.[0-9a-f]{7}");
    private static final String GGUF = ".gguf";
    private static final String ORIGIN = ".origin.json";

    private final Path folder;
    private final Clock clock;

    /// The shelf in `folder`, which is made when the first model comes.
    public ModelShelf(Path folder) {
        this(folder, Clock.systemUTC());
    }

    ModelShelf(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// What to get from the hub.
    ///
    /// @param name the repository
    /// @param file a GGUF file of it, or null for what there is
    /// @param as the name here, or null for the repository's or file's own
    public record Wish(
            HubName name, @Nullable String file, @Nullable String as) {}

    /// Where it is.
    public Path folder() {
        return folder;
    }

    /// Every model, by name.
    ///
    /// @throws ShelfException when the folder can't be read
    public List<ShelfModel> list() {
        List<ShelfModel> models = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                for (Path path : inside.filter(ModelShelf::isModel).sorted().toList()) {
                    models.add(model(path));
                }
            } catch (IOException e) {
                throw broken("can't be read", e);
            }
        }
        return models;
    }

    /// Downloads that were stopped, by the name that the model will have; [#remove] drops them too.
    ///
    /// @throws ShelfException when the folder can't be read
    public List<ShelfModel> unfinished() {
        List<ShelfModel> models = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                for (Path path : inside.sorted().toList()) {
                    Matcher matcher = UNFINISHED.matcher(path.getFileName().toString());
                    if (matcher.matches() && Files.isDirectory(path)) {
                        models.add(new ShelfModel(
                                matcher.group(1).replaceAll("\\.gguf$", ""),
                                path,
                                FileTree.bytes(path),
                                Optional.empty()));
                    }
                }
            } catch (IOException e) {
                throw broken("can't be read", e);
            }
        }
        return models;
    }

    private static boolean isModel(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && (Files.isDirectory(path) || name.endsWith(GGUF));
    }

    private ShelfModel model(Path path) throws IOException {
        return new ShelfModel(name(path), path, FileTree.bytes(path), origin(path));
    }

    private static String name(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(GGUF) ? name.substring(0, name.length() - GGUF.length()) : name;
    }

    private Optional<Origin> origin(Path model) {
        Path file = folder.resolve(name(model) + ORIGIN);
        return Files.exists(file) ? Optional.of(Origin.of(JsonFile.readObject(file))) : Optional.empty();
    }

    /// Copies a model to the shelf: of a folder, only the files that this engine reads.
    ///
    /// @param as the name here, or null for its own
    /// @throws org.loopwright.model.ModelException with code `FILE` when it is no model that can be read
    /// @throws ShelfException when the name is taken, or the disk is full
    /// @throws InterruptedException when the thread is interrupted; nothing is kept
    public ShelfModel copy(Path source, @Nullable String as, FetchListener listener) throws InterruptedException {
        ModelFiles.read(source);
        Path target = free(source, as);
        Path growing = hidden(target);
        try {
            Files.createDirectories(folder);
            try {
                copyInto(source, growing, listener);
                return shelve(
                        growing, target, new Origin(Origin.Kind.COPY, absolute(source), "unknown", clock.instant()));
            } finally {
                if (Files.exists(growing)) {
                    FileTree.remove(growing);
                }
            }
        } catch (IOException e) {
            throw broken("can't take " + source, e);
        }
    }

    private static void copyInto(Path source, Path growing, FetchListener listener)
            throws IOException, InterruptedException {
        List<Path> files = List.of(source);
        if (Files.isDirectory(source)) {
            Files.createDirectories(growing);
            try (Stream<Path> inside = Files.list(source)) {
                files = inside.filter(f -> HubChoice.isNeeded(f.getFileName().toString()))
                        .sorted()
                        .toList();
            }
        }
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        long before = 0;
        for (Path file : files) {
            Path to = Files.isDirectory(source)
                    ? growing.resolve(file.getFileName().toString())
                    : growing;
            FetchListener.Progress none =
                    new FetchListener.Progress(file.getFileName().toString(), before, total);
            FileTree.copy(
                    file,
                    to,
                    bytes -> listener.progress(
                            new FetchListener.Progress(none.file(), none.done() + bytes, none.total())));
            before += Files.size(file);
        }
    }

    /// Puts a link on the shelf: the model's files stay where they are, and must stay.
    ///
    /// @param as the name here, or null for its own
    /// @throws org.loopwright.model.ModelException with code `FILE` when it is no model that can be read
    /// @throws ShelfException when the name is taken, or this system allows no links
    public ShelfModel link(Path source, @Nullable String as) {
        ModelFiles.read(source).hash();
        Path target = free(source, as);
        try {
            Files.createDirectories(folder);
            Files.createSymbolicLink(target, source.toAbsolutePath().normalize());
            write(target, new Origin(Origin.Kind.LINK, absolute(source), "unknown", clock.instant()));
            return model(target);
        } catch (UnsupportedOperationException | IOException e) {
            throw new ShelfException(
                    "no link to " + source + " can be made in " + folder + ": " + e.getMessage()
                            + "; add it without a link, which copies it",
                    e);
        }
    }

    /// Downloads a model from the hub. What came before it was stopped is kept, and used the next time.
    ///
    /// @throws org.loopwright.model.hub.HubException when it can't be had
    /// @throws org.loopwright.model.ModelException with code `FILE` when it is no model that can be read
    /// @throws ShelfException when the name is taken, or the disk is full
    /// @throws InterruptedException when the thread is interrupted
    public ShelfModel get(Hub hub, Wish wish, FetchListener listener) throws InterruptedException {
        HubModel model = hub.model(wish.name());
        HubChoice choice = HubChoice.of(model, wish.file());
        boolean single = choice.kind() == HubChoice.Kind.GGUF;
        String own = single
                ? name(Path.of(choice.files().getFirst().name()))
                : wish.name().shortName();
        Path target = target(wish.as() == null ? own : wish.as(), single);
        Path growing =
                folder.resolve("." + target.getFileName() + "." + model.commit().substring(0, 7));
        HubFetch fetch = new HubFetch(hub);
        if (!single && choice.has("config.json")) {
            // What is wrong with a model's small files shows before gigabytes have come.
            fetch.fetch(model, choice.withoutWeights(), growing, FetchListener.NONE);
            ModelFiles.read(growing);
        }
        fetch.fetch(model, choice, growing, listener);
        Origin origin = new Origin(
                Origin.Kind.HUB, model.repository() + "@" + model.commit(), model.licence(), clock.instant());
        try {
            if (!single) {
                return shelve(growing, target, origin);
            }
            ShelfModel shelved =
                    shelve(growing.resolve(choice.files().getFirst().name()), target, origin);
            FileTree.remove(growing);
            return shelved;
        } catch (IOException e) {
            throw broken("can't take " + wish.name(), e);
        }
    }

    /// Checks all of a model, and gives it its name.
    private ShelfModel shelve(Path growing, Path target, Origin origin) throws IOException {
        ModelFiles.read(growing).hash();
        write(target, origin);
        Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
        return model(target);
    }

    private void write(Path target, Origin origin) throws IOException {
        Files.writeString(
                folder.resolve(name(target) + ORIGIN), origin.json().toPrettyString() + "\n", StandardCharsets.UTF_8);
    }

    /// Takes a model, or a download that was stopped, from the shelf; of a link, only the link.
    ///
    /// @return what it was, with the bytes that are free now
    /// @throws ShelfException when there is none of this name, or it can't be removed
    public ShelfModel remove(String name) {
        ShelfModel model = Stream.concat(list().stream(), unfinished().stream())
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ShelfException("there is no model `" + name + "` in " + folder + "; there are "
                        + list().stream().map(ShelfModel::name).toList()));
        try {
            FileTree.remove(model.path());
            if (model.origin().isPresent()) {
                Files.deleteIfExists(folder.resolve(name + ORIGIN));
            }
            return model;
        } catch (IOException e) {
            throw broken("can't let go of " + name, e);
        }
    }

    private Path free(Path source, @Nullable String as) {
        Path file = source.toAbsolutePath().normalize();
        return target(as == null ? name(file) : as, Files.isRegularFile(source));
    }

    private Path target(String name, boolean single) {
        if (!NAME.matcher(name).matches()) {
            throw new ShelfException("`" + name + "` can't be a model's name here; use letters, digits, `.`, `_`, `-`");
        }
        for (Path path : List.of(folder.resolve(name), folder.resolve(name + GGUF))) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                String from = origin(path).map(o -> ", from " + o.from()).orElse("");
                throw new ShelfException(
                        "there is a model `" + name + "` already" + from + "; remove it, or choose another name");
            }
        }
        return folder.resolve(single ? name + GGUF : name);
    }

    private static Path hidden(Path target) {
        return target.resolveSibling("." + ProcessHandle.current().pid() + "." + target.getFileName());
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private ShelfException broken(String what, IOException cause) {
        return new ShelfException(
                "the models' folder " + folder + " " + what + ": " + cause.getMessage()
                        + "; make room or check its permissions",
                cause);
    }
}
