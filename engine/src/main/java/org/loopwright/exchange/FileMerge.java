package org.loopwright.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loopwright.loop.Source;
import org.loopwright.project.ProjectFile;

/// Brings the files of a pack into a project: what is new is moved there, what is the same is left, and where
/// two files differ both are kept, the pack's with `theirs` in its name. Of a `project.yaml` that differs,
/// datasets that are new are added to ours.
final class FileMerge {
    private final Path from;
    private final Path target;
    private final Map<Path, Path> moves = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private String projectYaml = "";

    private FileMerge(Path from, Path target) {
        this.from = from;
        this.target = target;
    }

    /// What is to be done; changes nothing.
    ///
    /// @param from the pack's files
    /// @param target the project, or a folder that is not there yet
    /// @throws ExchangeException when a folder of the target is a link that leads out of it
    static FileMerge plan(Path from, Path target) throws IOException {
        FileMerge merge = new FileMerge(from, target);
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                merge.plan(file, from.relativize(file).toString());
            }
        }
        return merge;
    }

    private void plan(Path file, String name) throws IOException {
        Path place = target.resolve(name);
        requireWithin(place);
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            moves.put(file, place);
        } else if (!same(file, place)) {
            if (name.equals(ProjectFile.FILE_NAME) && onlyMoreDatasets()) {
                return;
            }
            Path free = theirs(file, place);
            if (!Files.exists(free)) {
                moves.put(file, free);
            }
            remarks.add(name + " differs: yours stays, theirs is " + target.relativize(free));
        }
    }

    private static boolean same(Path one, Path other) throws IOException {
        return Files.isRegularFile(other) && Files.mismatch(one, other) < 0;
    }

    /// A place for the pack's version: `solve.theirs.loop.yaml`, or the one where it lies already.
    private static Path theirs(Path file, Path place) throws IOException {
        String name = place.getFileName().toString();
        int dot = name.indexOf('.', 1);
        String start = dot < 0 ? name : name.substring(0, dot);
        String end = dot < 0 ? "" : name.substring(dot);
        for (int number = 1; ; number++) {
            Path free = place.resolveSibling(start + ".theirs" + (number == 1 ? "" : "-" + number) + end);
            if (!Files.exists(free) || same(file, free)) {
                return free;
            }
        }
    }

    /// Whether their `project.yaml` says what ours says, but for datasets that ours lacks; then they are added.
    private boolean onlyMoreDatasets() throws IOException {
        ProjectFile mine = ProjectFile.read(target);
        ProjectFile theirs = ProjectFile.read(from);
        Map<String, ProjectFile.DatasetRef> all = new LinkedHashMap<>(theirs.datasets());
        boolean conflict = mine.datasets().entrySet().stream()
                .anyMatch(one -> Optional.ofNullable(all.get(one.getKey()))
                        .filter(their -> !their.equals(one.getValue()))
                        .isPresent());
        boolean sameOtherwise = new ProjectFile(
                        theirs.name(),
                        theirs.title(),
                        theirs.description(),
                        theirs.grader(),
                        mine.datasets(),
                        theirs.defaults())
                .equals(mine);
        if (conflict || !sameOtherwise) {
            return false;
        }
        all.keySet().removeAll(mine.datasets().keySet());
        String text = Files.readString(target.resolve(ProjectFile.FILE_NAME));
        for (ProjectFile.DatasetRef ref : all.values()) {
            text = DatasetEntry.withDataset(text, line(ref));
            remarks.add("dataset " + ref.id() + " was added to " + ProjectFile.FILE_NAME);
        }
        projectYaml = text;
        return true;
    }

    private static String line(ProjectFile.DatasetRef ref) {
        String chosen = ref.chosenBy().isEmpty()
                ? ""
                : ", chosen-by: ["
                        + ref.chosenBy().stream()
                                .map(Source::label)
                                .sorted()
                                .map(label -> "\"" + label + "\"")
                                .collect(Collectors.joining(", "))
                        + "]";
        return ref.id() + ": {name: \"" + ref.name() + "\", split: "
                + ref.split().label() + ", file: \"" + ref.file() + "\"" + chosen + "}";
    }

    /// Follows no link out of the project.
    private void requireWithin(Path place) throws IOException {
        Path there = place.getParent();
        while (there != null && there.startsWith(target) && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there != null
                && Files.exists(target)
                && there.startsWith(target)
                && !there.toRealPath().startsWith(target.toRealPath())) {
            throw new ExchangeException(there + " is a link that leads out of the project: nothing was unpacked");
        }
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /// Does it.
    ///
    /// @return how many files are new
    int move() throws IOException {
        for (Map.Entry<Path, Path> one : moves.entrySet()) {
            Files.createDirectories(one.getValue().getParent());
            Files.move(one.getKey(), one.getValue(), StandardCopyOption.ATOMIC_MOVE);
        }
        if (!projectYaml.isEmpty()) {
            DatasetEntry.replace(target.resolve(ProjectFile.FILE_NAME), projectYaml);
        }
        return moves.size();
    }
}
