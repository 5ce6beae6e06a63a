package org.loopwright.app.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenIds;
import org.loopwright.model.djl.DjlModels;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.ModelWriter;
import org.loopwright.model.files.NumberFormat;
import org.loopwright.project.ProjectException;
import org.loopwright.train.ExampleOrder;
import org.loopwright.train.JobTrainer;
import org.loopwright.train.Objectives;
import org.loopwright.train.SupervisedExample;
import org.loopwright.train.TrainedWeights.Lora;
import org.loopwright.train.TrainingJob;
import org.loopwright.train.TrainingSettings;
import org.loopwright.train.djl.DjlMovingModels;

/// LoRA on 200 sums with a real base, here and in PEFT: equal examples, order, initial adapter and settings, so
/// the curves of the loss must be the same but for rounding.
final class TrainLora {
    private static final int EXAMPLES = 200;
    private static final int BATCH = 8;
    private static final int STEPS = 50;
    private static final double RATE = 1e-3;
    private static final long SEED = 5;

    /// What came out.
    ///
    /// @param first loss of the first step, nats a token
    /// @param last loss of the last
    /// @param apart largest distance of the two curves, as a share of the peer's
    /// @param mebibytes peak of this process's resident memory
    /// @param ours losses of all steps
    /// @param peer PEFT's
    record Result(double first, double last, double apart, double mebibytes, List<Double> ours, List<Double> peer) {
        boolean met() {
            return apart <= 0.02 && !(mebibytes > 6 * 1024) && last < first;
        }
    }

    private final Path base;
    private final DjlModels models;
    private final int threads;

    TrainLora(Path base, DjlModels models, int threads) {
        this.base = base;
        this.models = models;
        this.threads = threads;
    }

    Result measure(String python, Path script) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("loopwright-lora");
            Path wide = folder.resolve("base");
            ModelFiles files = ModelFiles.read(base);
            ModelWriter.Description description = new ModelWriter.Description(
                    files.config(), files.tokenizer(), files.template().toConfig(), files.record());
            ModelWriter.write(wide, description, files.readWeights(), NumberFormat.F32);
            List<SupervisedExample> examples = examples(wide);
            TrainingSettings settings = TrainingSettings.of(Lora.ofRank(16), STEPS, BATCH, RATE, SEED);
            List<Double> ours = new ArrayList<>();
            Path trained = folder.resolve("adapter");
            TrainingJob job =
                    TrainingJob.of(wide, Objectives.named("supervised", Map.of()), examples, settings, trained);
            JobTrainer trainer = new JobTrainer(new DjlMovingModels(models.device()));
            var ignored = trainer.train(job, progress -> ours.add(progress.loss()));
            double mebibytes = PeakMemory.mebibytes();
            List<Double> peer = peer(python, script, folder, wide, examples, settings);
            return new Result(ours.getFirst(), ours.getLast(), apart(ours, peer), mebibytes, ours, peer);
        } catch (IOException e) {
            throw new ProjectException("the comparison can't be written: " + e.getMessage(), e);
        }
    }

    private static double apart(List<Double> ours, List<Double> peer) {
        double apart = ours.size() == peer.size() ? 0 : Double.NaN;
        for (int i = 0; i < Math.min(ours.size(), peer.size()); i++) {
            apart = Math.max(apart, Math.abs(ours.get(i) - peer.get(i)) / peer.get(i));
        }
        return apart;
    }

    private List<SupervisedExample> examples(Path model) {
        Random random = new Random(SEED);
        List<SupervisedExample> examples = new ArrayList<>();
        try (LanguageModel reader = models.open(model)) {
            for (int i = 0; i < EXAMPLES; i++) {
                int a = 10 + random.nextInt(990);
                int b = 10 + random.nextInt(990);
                Prompt question = new Prompt(List.of(Prompt.Message.of("user", "What is " + a + " + " + b + "?")));
                Prompt answered = new Prompt(List.of(
                        Prompt.Message.of("user", "What is " + a + " + " + b + "?"),
                        Prompt.Message.of("assistant", a + " + " + b + " = " + (a + b) + ".")));
                TokenIds prompt = reader.tokenize(question);
                TokenIds whole = reader.tokenize(answered);
                int[] rest = new int[whole.size() - prompt.size()];
                for (int t = 0; t < rest.length; t++) {
                    rest[t] = whole.get(prompt.size() + t);
                }
                examples.add(SupervisedExample.of(prompt, TokenIds.of(rest)));
            }
        }
        return examples;
    }

    private List<Double> peer(
            String python,
            Path script,
            Path folder,
            Path wide,
            List<SupervisedExample> examples,
            TrainingSettings settings)
            throws IOException, InterruptedException {
        Lora lora = (Lora) settings.weights();
        Path start = folder.resolve("start");
        JobTrainer.writeStart(wide, settings, start);
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("base", wide.toString());
        job.put("adapter", start.resolve("adapter_model.safetensors").toString());
        job.put("rank", lora.rank());
        job.put("alpha", lora.alpha());
        job.put("targets", lora.targets());
        job.put("rate", RATE);
        job.put("decay", settings.optimizer().decay());
        job.put("clip", settings.optimizer().clip());
        job.put("threads", threads);
        ExampleOrder order = new ExampleOrder(EXAMPLES, BATCH, SEED);
        List<List<Integer>> steps = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            steps.add(order.step(step));
        }
        job.put("order", steps);
        job.put("examples", examples.stream().map(TrainLora::asJson).toList());
        try (TrainPeer peer = new TrainPeer(python, script, "lora", job)) {
            return losses(peer.line());
        }
    }

    private static Map<String, Object> asJson(SupervisedExample example) {
        int prompt = 0;
        while (example.weights().get(prompt) == 0) {
            prompt++;
        }
        return Map.of("ids", example.ids().toArray(), "prompt", prompt);
    }

    private static List<Double> losses(String line) throws JsonProcessingException {
        List<Double> losses = new ArrayList<>();
        new ObjectMapper().readTree(line).forEach(loss -> losses.add(loss.asDouble()));
        return losses;
    }

    /// One line for people.
    static String line(Result result) {
        return String.format(
                Locale.ROOT,
                "LoRA       loss %.4f -> %.4f, PEFT's %.4f -> %.4f, at most %.2f %% apart (bar 2 %%), peak %.0f MiB (bar"
                        + " 6144)  %s",
                result.first(),
                result.last(),
                result.peer().getFirst(),
                result.peer().getLast(),
                100 * result.apart(),
                result.mebibytes(),
                result.met() ? "met" : "MISS");
    }
}
