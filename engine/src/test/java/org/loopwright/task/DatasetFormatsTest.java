package org.loopwright.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Formats of dataset files and the layouts of known benchmarks.
class DatasetFormatsTest {
    @TempDir
    private Path folder;

    @Test
    void readsBigBenchHard() throws IOException {
        Item item =
                one("task.json", "{\"canary\": \"x\", \"examples\": [{\"input\": \"1 + 1 =\", \"target\": \"2\"}]}");
        assertThat(item.gold()).isEqualTo("2");
        assertThat(item.fields()).containsOnlyKeys("question");
    }

    @Test
    void readsHumanEvalPackedByGzipWithoutItsSolution() throws IOException {
        Path file = folder.resolve("HumanEval.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("""
                    {"task_id": "T/0", "prompt": "def f():", "entry_point": "f", "canonical_solution": "s", "test": "check"}
                    """.getBytes(StandardCharsets.UTF_8));
        }
        Item item = read(file).getFirst();
        assertThat(item.id()).isEqualTo("T/0");
        assertThat(item.gold()).isEqualTo("check");
        assertThat(item.fields()).containsOnlyKeys("question", "entry_point");
    }

    @Test
    void readsMathByTheLastBox() throws IOException {
        Item item = one(
                "m.jsonl", "{\"problem\": \"p\", \"level\": \"1\", \"solution\": \"So \\\\boxed{\\\\frac{1}{2}}.\"}");
        assertThat(item.gold()).isEqualTo("\\frac{1}{2}");
        assertThat(item.fields()).containsOnlyKeys("question", "level");
    }

    @Test
    void readsMbpp() throws IOException {
        Item item = one(
                "m.jsonl",
                "{\"task_id\": 2, \"text\": \"t\", \"code\": \"c\", \"test_list\": [\"assert a\", \"assert b\"]}");
        assertThat(item.gold()).isEqualTo("assert a\nassert b");
        assertThat(item.fields()).containsOnlyKeys("question");
    }

    @Test
    void readsCsvWithQuotesAndLineBreaks() throws IOException {
        Item item = one("d.csv", "id,question,answer\na,\"How much,\n\"\"really\"\"?\",5\n");
        assertThat(item.id()).isEqualTo("a");
        assertThat(item.gold()).isEqualTo("5");
        assertThat(item.fields()).containsEntry("question", "How much,\n\"really\"?");
    }

    @Test
    void namesTheLineOfAShortCsvRow() throws IOException {
        Path file = write("d.csv", "id,question,answer\na,q,5\nb,q\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("2 fields");
    }

    @Test
    void refusesATruncatedGzip() throws IOException {
        Path whole = folder.resolve("a.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write("{\"question\": \"q\"}\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("b.gz");
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> read(cut)).hasMessageContaining("cut off");
    }

    @Test
    void namesTheRowOfDamagedParquet() throws IOException {
        Path file = write("d.parquet", "PAR1 and nothing");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("Parquet");
    }

    private Item one(String name, String text) throws IOException {
        List<Item> items = read(write(name, text));
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<Item> read(Path file) {
        return Datasets.read(file, "d", Split.TEST).items();
    }
}
