package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.loop.SearchTree;
import org.loopwright.loop.SearchTree.State;
import org.loopwright.loop.Value;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.Prompt;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.ScriptedLanguageModel;

/// A search is told from the journal as it was done.
@Timeout(60)
class SearchesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: beam-search\n    width: 2",
                "kind: tree-search\n    by: best-first\n    expansions: 4",
                "kind: tree-search\n    by: mcts\n    expansions: 4"
            })
    void theTreeHasTheValuesVisitsAndTheWayThatWasTaken(String search) throws IOException, InterruptedException {
        Path root = SampleFolder.copyTo(folder.resolve("project"));
        Files.writeString(root.resolve("loops/search.loop.yaml"), """
                loopwright: 1
                name: search
                level: item
                models: [student]
                slots:
                  question: {type: Text, from: item.question}
                  answer: {type: Text, answer: true, default: ""}
                start: search
                nodes:
                  search:
                    SEARCH
                    model: student
                    prompt: [{user: "go on: {{ answer }}"}]
                    value-prompt: [{user: "value of: {{ answer }}"}]
                    branches: 3
                    depth: 2
                    score: "([0-9.]+)"
                    scale: 1
                    writes: answer
                    exits: {next: done}
                  done: {kind: stop, returns: answer}
                """.replace("SEARCH", search));
        try (Project project = Project.open(root, new Grower())) {
            RunHandle run = project.start(
                    RunRequest.of(project.file().defaults()).withLoop("search").withItems(1), RunListener.NONE);
            assertThat(run.await().status()).isEqualTo(RunHandle.Status.FINISHED);

            List<SearchTree> trees = project.searches(run.id(), "dev-0001");

            SearchTree tree = trees.getFirst();
            assertThat(trees).hasSize(1);
            assertThat(tree.children()).hasSize(3);
            assertThat(tree.visits()).isEqualTo(tree.size() - 1).isGreaterThan(3);
            assertThat(tree.state()).isEqualTo(State.TAKEN);
            assertThat(tree.children())
                    .allSatisfy(child -> assertThat(child.value()).isEqualTo(value(child.text())));
            assertThat(String.join("\n", way(tree)))
                    .as("the way that was taken spells the answer")
                    .isEqualTo(answer(project, run.id()));
            assertThat(project.trace(run.id(), "dev-0001", "integer").replay().difference())
                    .isNull();
        }
    }

    private static String answer(Project project, UUID run) {
        Value written = project.trace(run, "dev-0001", "integer")
                .replay()
                .steps()
                .getFirst()
                .writes()
                .get("answer");
        return Objects.requireNonNull(written).text();
    }

    private static List<String> way(SearchTree tree) {
        List<String> way = new ArrayList<>();
        SearchTree at = tree;
        while (true) {
            List<SearchTree> taken = at.children().stream()
                    .filter(child -> child.state() == State.TAKEN)
                    .toList();
            if (taken.isEmpty()) {
                return way;
            }
            assertThat(taken).hasSize(1);
            at = taken.getFirst();
            way.add(at.text());
        }
    }

    private static double value(String text) {
        return Math.floorMod(text.hashCode(), 100) / 100.0;
    }

    /// Goes on with a number that the seed decides; the value of a text is a hash of its last line.
    private record Grower() implements ModelOpener {
        @Override
        public ModelCard card(Path model) {
            return open(model).card();
        }

        @Override
        public LanguageModel open(Path model) {
            return ScriptedLanguageModel.named("student", Grower::answer);
        }

        private static String answer(Prompt prompt, long seed) {
            String text = prompt.messages().getLast().text();
            return text.startsWith("value of: ")
                    ? Double.toString(
                            value(text.substring(text.lastIndexOf('\n') + 1).replace("value of: ", "")))
                    : "step " + Math.floorMod(seed, 1000);
        }

        @Override
        public void close() {}
    }
}
