package org.loopwright.app.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a project's files say of licences: the first line of a `LICENSE`, or `license:` at the head of a README, as
/// model cards have it.
///
/// @param root of the project
record Licences(Path root) {
    private static final Pattern STATED = Pattern.compile("(?m)^licen[sc]e:\\s*(\\S.*)$");
    private static final String NONE = "none stated";
    private static final int LONGEST = 60;

    /// That of a model of the project; models on a person's own shelf state theirs there.
    String of(String model) {
        return in(root.resolve("models").resolve(model)).orElse(NONE);
    }

    /// That of the project, its data included.
    String ofProject() {
        return in(root).orElse(NONE);
    }

    private static Optional<String> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.sorted().toList();
            return Stream.concat(
                            all.stream().filter(file -> named(file, "LICEN")).map(Licences::firstLine),
                            all.stream().filter(file -> named(file, "README")).map(Licences::stated))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean named(Path file, String start) {
        return Files.isRegularFile(file)
                && file.getFileName()
                        .toString()
                        .toUpperCase(java.util.Locale.ROOT)
                        .startsWith(start);
    }

    private static Optional<String> firstLine(Path file) {
        return text(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> line.substring(0, Math.min(LONGEST, line.length())));
    }

    private static Optional<String> stated(Path file) {
        Matcher matcher = STATED.matcher(text(file));
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
