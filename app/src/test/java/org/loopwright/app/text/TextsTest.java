package org.loopwright.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern USE = Pattern.compile("Texts\\.of\\(\\s*\"([^\"]+)\"\\s*([,)+])");
    private static final List<String> CLAIMS = List.of("improves", "better", "no effect", "proves");

    @Test
    void everyKeyThatTheCodeNamesIsInTheBundle() throws IOException {
        Set<String> keys = ResourceBundle.getBundle(Texts.BUNDLE, Texts.LOCALE).keySet();
        Set<String> missing = new TreeSet<>();
        for (Path file : sources()) {
            Matcher use = USE.matcher(Files.readString(file));
            while (use.find()) {
                boolean whole = !use.group(2).equals("+");
                if (whole ? !keys.contains(use.group(1)) : keys.stream().noneMatch(k -> k.startsWith(use.group(1)))) {
                    missing.add(use.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noTextClaimsMoreThanWasMeasured() {
        ResourceBundle bundle = ResourceBundle.getBundle(Texts.BUNDLE, Texts.LOCALE);
        assertThat(bundle.keySet().stream().map(bundle::getString))
                .noneMatch(text -> CLAIMS.stream().anyMatch(text.toLowerCase(Texts.LOCALE)::contains));
    }

    @Test
    void argumentsStandInTheirPlaces() {
        assertThat(Texts.of("progress.of", "3", "10")).isEqualTo("3 of 10");
        assertThat(Texts.of("status.device", "cpu")).isEqualTo("device cpu");
        assertThat(Texts.of("items.list")).isEqualTo("The run's items");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(f -> f.toString().endsWith(".java")).toList();
        }
    }
}
