package org.loopwright.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    @TempDir
    private Path folder;

    @Test
    void readsItemsWithIdsClustersAndFields() throws IOException {
        Dataset dataset = read("""
                {"id": "a", "question": "2+3?", "level": 2, "hints": ["x", 1], "answer": 5, "cluster": "sums"}
                {"question": "4+4?", "price": 1.10, "answer": "8"}
                {"question": "open?"}
                """);
        assertThat(dataset.items()).extracting(Item::id).containsExactly("a", "tiny-0002", "tiny-0003");
        assertThat(dataset.items()).extracting(Item::cluster).containsExactly("sums", "tiny-0002", "tiny-0003");
        assertThat(dataset.items()).extracting(Item::gold).containsExactly("5", "8", null);
        assertThat(dataset.items().getFirst().fields())
                .containsExactly(
                        Map.entry("question", "2+3?"), Map.entry("level", "2"), Map.entry("hints", "[\"x\",1]"));
        assertThat(dataset.items().get(1).fields()).containsEntry("price", "1.10");
        assertThat(dataset.split()).isEqualTo(Split.DEV);
    }

    @Test
    void takesTheGoldAnswerBehindAWorkedSolutionAndShowsNoneOfIt() throws IOException {
        Item item = read("""
                {"question": "Ducks?", "answer": "16 - 7 = <<16-7=9>>9\\n9 * 2 = 18\\n#### 1,018"}
                """).items().getFirst();
        assertThat(item.gold()).isEqualTo("1,018");
        assertThat(item.fields()).containsOnlyKeys("question");
    }

    @Test
    void toleratesAByteOrderMarkWindowsLineEndsAndBlankLines() throws IOException {
        Dataset plain = read("{\"question\": \"é?\"}\n{\"question\": \"2\"}\n");
        Dataset odd = read("\uFEFF{\"question\": \"é?\"}\r\n{\"question\": \"2\"}\r\n\r\n");
        assertThat(odd).isEqualTo(plain);
    }

    @Test
    void hashesContentButNotTheGoldAnswerOrTheOrderOfFields() throws IOException {
        Item one = read("{\"id\": \"1\", \"a\": \"x\", \"b\": \"y\", \"answer\": \"5\"}")
                .items()
                .getFirst();
        Item same = read("{\"id\": \"2\", \"b\": \"y\", \"a\": \"x\", \"answer\": \"6\"}")
                .items()
                .getFirst();
        Item other = read("{\"id\": \"1\", \"a\": \"xb\", \"b\": \"\", \"answer\": \"5\"}")
                .items()
                .getFirst();
        assertThat(one.contentHash()).isEqualTo(same.contentHash()).hasSize(64);
        assertThat(one.contentHash()).isNotEqualTo(other.contentHash());
        assertThat(read("{\"id\": \"1\", \"a\": \"x\", \"answer\": \"5\"}").hash())
                .isNotEqualTo(
                        read("{\"id\": \"1\", \"a\": \"x\", \"answer\": \"6\"}").hash());
    }

    @Test
    void namesTheLineAndTheTextOfWhatIsNoJson() {
        assertThatThrownBy(() -> read("{\"question\": \"1\"}\nquestion,answer\n"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("tiny.jsonl, line 2, `question,answer`")
                .hasMessageContaining("a line should look like {\"question\"");
        assertThatThrownBy(() -> read("[1]")).hasMessageContaining("no object");
        assertThatThrownBy(() -> read("{\"question\": \"1\"} {}")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> read("{\"q\": 1, \"q\": 2}")).hasMessageContaining("Duplicate");
    }

    @Test
    void refusesLinesWithoutFieldsAndOddAnswers() {
        assertThatThrownBy(() -> read("{\"answer\": \"1\"}")).hasMessageContaining("no field");
        assertThatThrownBy(() -> read("{\"q\": \"1\", \"answer\": [1]}")).hasMessageContaining("`answer` is [1]");
        assertThatThrownBy(() -> read("{\"q\": \"1\", \"answer\": \" \"}")).hasMessageContaining("is empty");
    }

    @Test
    void namesBothLinesOfADuplicateId() {
        assertThatThrownBy(() -> read("{\"id\": \"a\", \"q\": \"1\"}\n{\"id\": \"a\", \"q\": \"2\"}\n"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("`a` stands in line 1 already");
    }

    @Test
    void saysThatAFileIsEmptyOrMissingOrNoText() throws IOException {
        assertThatThrownBy(() -> read("\n \n")).hasMessageContaining("holds no items");
        Path missing = folder.resolve("missing.jsonl");
        assertThatThrownBy(() -> Datasets.read(missing, "m", Split.DEV))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("there is no dataset file " + missing);
        assertThatThrownBy(() -> Datasets.read(folder, "m", Split.DEV)).isInstanceOf(DatasetException.class);
        Path latin = folder.resolve("latin.jsonl");
        Files.write(latin, "{\"q\": \"1\"}\n{\"q\": \"é\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Datasets.read(latin, "l", Split.DEV))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("line 2 is no UTF-8");
    }

    private Dataset read(String text) throws IOException {
        Path file = folder.resolve("tiny.jsonl");
        Files.writeString(file, text);
        return Datasets.read(file, "tiny", Split.DEV);
    }
}
