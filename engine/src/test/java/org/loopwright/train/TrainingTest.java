package org.loopwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelCard.LabelUse;
import org.loopwright.testing.LocalEngine;
import org.loopwright.train.djl.DjlTrainer;

class TrainingTest {
    private static final String PLAN = """
            loopwright: 1
            recipe: arithmetic-self-check
            seed: %d
            steps: 30
            output: models/tiny
            format: bf16
            licence: Apache-2.0
            model: {hidden: 16, layers: 1, heads: 2, key-value-heads: 1, feed-forward: 32, context: 512}
            optimizer: {rate: 0.01, warm-up: 5}
            examine: {every: 10, problems: 4, at-the-end: 4}
            mix: {rows: 8, draft-rows: 8, own-from: 8, own-every: 8, own-samples: 8}
            """;

    @TempDir
    Path project;

    private TrainResult train(int seed, TrainListener listener) throws IOException, InterruptedException {
        Files.createDirectories(project.resolve("training"));
        Files.writeString(project.resolve("training/tiny.yaml"), PLAN.formatted(seed));
        return Training.run(project, "tiny", new DjlTrainer(LocalEngine.models().device()), listener);
    }

    @Test
    void lossFallsAndTheModelSaysWhereItComesFrom() throws IOException, InterruptedException {
        List<TrainListener.Progress> heard = new ArrayList<>();
        TrainResult result = train(1, heard::add);
        assertThat(heard.getLast().loss()).isLessThan(heard.getFirst().loss());
        assertThat(heard.getLast().step()).isEqualTo(30);
        assertThat(heard.getLast().sample()).startsWith("473*68 | ");
        assertThat(result.evaluation()).containsKeys("dev T=0.0 draft", "dev T=0.7 final");
        ModelCard card = LocalEngine.models().card(result.folder());
        assertThat(card.hash()).isEqualTo(result.hash());
        assertThat(card.trainedOn()).containsExactly(new LabelUse("arithmetic", "train"));
        assertThat(card.labels()).containsExactly("format-taught");
        assertThat(Files.readAllLines(project.resolve("data/dev.jsonl"))).hasSize(1000);
    }

    @Test
    void equalSeedsGiveEqualWeights() throws IOException, InterruptedException {
        String hash = train(1, TrainListener.NONE).hash();
        assertThat(train(1, TrainListener.NONE).hash()).isEqualTo(hash);
        assertThat(train(2, TrainListener.NONE).hash()).isNotEqualTo(hash);
    }

    @Test
    void interruptionLeavesNoModel() {
        assertThatThrownBy(() -> train(1, progress -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedException.class);
        assertThat(project.resolve("models/tiny")).doesNotExist();
    }

    @Test
    void unknownPlansAndRecipesAreNamed() throws IOException {
        DjlTrainer trainer = new DjlTrainer(LocalEngine.models().device());
        assertThatThrownBy(() -> Training.run(project, "none", trainer, TrainListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("none.yaml: there is no such plan");
        Files.createDirectories(project.resolve("training"));
        Files.writeString(
                project.resolve("training/other.yaml"), PLAN.formatted(1).replace("arithmetic-self-check", "chess"));
        assertThatThrownBy(() -> Training.run(project, "other", trainer, TrainListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("recipe `chess` is unknown; known are arithmetic-self-check");
    }
}
