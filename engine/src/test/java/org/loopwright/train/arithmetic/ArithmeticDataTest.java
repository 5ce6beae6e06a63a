package org.loopwright.train.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArithmeticDataTest {
    @TempDir
    Path project;

    @Test
    void partsShareNoPairOfOperands() throws IOException {
        ArithmeticData.write(project);
        Set<String> seen = new HashSet<>();
        int lines = 0;
        for (String name : List.of("dev", "test", "train")) {
            Set<String> pairs = new HashSet<>();
            for (String line : Files.readAllLines(project.resolve("data").resolve(name + ".jsonl"))) {
                String[] operands =
                        line.replaceAll(".*\"question\":\"([0-9*]+)\".*", "$1").split("\\*");
                int first = Integer.parseInt(operands[0]);
                int second = Integer.parseInt(operands[1]);
                assertThat(Split.of(first, second).name()).isEqualToIgnoringCase(name);
                pairs.add(Math.min(first, second) + "*" + Math.max(first, second));
                assertThat(line).contains("\"answer\":\"" + Multiplication.fixedWidth(first * second) + "\"");
                lines++;
            }
            assertThat(seen).doesNotContainAnyElementsOf(pairs);
            seen.addAll(pairs);
        }
        assertThat(lines).isEqualTo(2300);
    }

    @Test
    void filesThatAreThereStay() throws IOException {
        Path dev = project.resolve("data/dev.jsonl");
        Files.createDirectories(dev.getParent());
        Files.writeString(dev, "mine");
        ArithmeticData.write(project);
        assertThat(dev).hasContent("mine");
    }

    @Test
    void orderOfTheOperandsDoesNotMatter() {
        for (int a = 10; a < 100; a++) {
            assertThat(Split.of(a, 37)).isEqualTo(Split.of(37, a));
        }
    }
}
