package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureCommandTest {
    @TempDir
    private Path folder;

    @Test
    void twoTurnsGiveTheTable() throws IOException {
        JsonNode json = measure(turns("run.jsonl", 1), "--margin", "5");
        assertThat(json.get("n").asInt()).isEqualTo(40);
        assertThat(json.get("unit").asText()).isEqualTo("item");
        assertThat(json.get("accuracy")).extracting(JsonNode::asDouble).containsExactly(0.5, 0.625);
        assertThat(json.at("/transitions/wrong-right").asInt()).isEqualTo(10);
        assertThat(json.at("/mcnemar/b").asInt()).isEqualTo(5);
        assertThat(json.at("/mcnemar/c").asInt()).isEqualTo(10);
        assertThat(json.at("/mcnemar/p").asDouble()).isCloseTo(0.3017578125, within(1e-9));
        assertThat(json.at("/mcnemar/midP").asDouble()).isCloseTo(0.210113525390625, within(1e-9));
        assertThat(json.get("keepRight").asDouble()).isEqualTo(0.75);
        assertThat(json.get("fixWrong").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/passAtK/1").asDouble()).isEqualTo(0.625);
        assertThat(json.at("/interval/of").asText()).isEqualTo("difference");
        assertThat(json.at("/interval/low").asDouble()).isLessThan(0.125);
        assertThat(json.at("/interval/method").asText()).isEqualTo("Tango's score");
        assertThat(json.get("verdict").asText()).isEqualTo("inconclusive");
        assertThat(json.get("neededN").asInt()).isGreaterThan(40);
    }

    @Test
    void pooledMcNemarIsRefusedEvenWhenAskedFor() throws IOException {
        Path samples = turns("samples.jsonl", 8);
        JsonNode json = measure(samples);
        assertThat(json.get("n").asInt()).isEqualTo(40);
        assertThat(json.get("mcnemar").isNull()).isTrue();
        assertThat(json.at("/refused/mcnemar").asText()).contains("320 pooled samples");
        assertThat(json.get("test").asText()).isEqualTo("paired permutation over items");
        Shell asked = Shell.run("measure", samples.toString(), "--test", "mcnemar");
        assertThat(asked.code()).isEqualTo(4);
        assertThat(asked.err()).contains("refused", "use the permutation test over the 40 items");
    }

    @Test
    void mixedUpItemsOfAPairAreNamed() throws IOException {
        Path one =
                write("one.jsonl", List.of("{\"task_id\": \"a\", \"pass\": 1}", "{\"task_id\": \"b\", \"pass\": 0}"));
        Path other =
                write("two.jsonl", List.of("{\"task_id\": \"a\", \"pass\": 1}", "{\"task_id\": \"c\", \"pass\": 1}"));
        Shell shell = Shell.run("measure", one.toString(), "--pair", other.toString());
        assertThat(shell.code()).isEqualTo(4);
        assertThat(shell.err()).contains("one.jsonl has no item c, which two.jsonl has");
        Path same =
                write("three.jsonl", List.of("{\"task_id\": \"a\", \"pass\": 1}", "{\"task_id\": \"b\", \"pass\": 1}"));
        JsonNode json = measure(one, "--pair", same.toString());
        assertThat(json.get("accuracy")).extracting(JsonNode::asDouble).containsExactly(0.5, 1.0);
        assertThat(json.at("/mcnemar/c").asInt()).isEqualTo(1);
        assertThat(json.get("fixWrong").asDouble()).isEqualTo(1);
    }

    @Test
    void whatIsNeitherFileNorRunIsNamed() {
        Shell shell = Shell.run("measure", "nowhere.jsonl", "--project", folder.toString());
        assertThat(shell.code()).isEqualTo(4);
        assertThat(shell.err()).contains("there is no file nowhere.jsonl");
    }

    /// Forty items of which 15 stay right, 5 break, 10 are fixed and 10 stay wrong, all samples alike.
    private Path turns(String name, int samples) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int item = 0; item < 40; item++) {
            for (int sample = 0; sample < samples; sample++) {
                boolean before = item < 20;
                boolean after = item < 15 || (item >= 20 && item < 30);
                lines.add(line(item, sample, 0, before));
                lines.add(line(item, sample, 1, after));
            }
        }
        return write(name, lines);
    }

    private static String line(int item, int sample, int turn, boolean correct) {
        return "{\"id\": \"i" + item + "\", \"sample\": " + sample + ", \"turn\": " + turn + ", \"correct\": " + correct
                + "}";
    }

    private JsonNode measure(Path file, String... more) throws IOException {
        Path json = folder.resolve("figures.json");
        List<String> arguments = new ArrayList<>(List.of("measure", file.toString(), "--json", json.toString()));
        arguments.addAll(List.of(more));
        Shell shell = Shell.run(arguments.toArray(String[]::new));
        assertThat(shell.code()).as(shell.err()).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }
}
