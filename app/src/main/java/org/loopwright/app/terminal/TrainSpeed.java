package org.loopwright.app.terminal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.loopwright.model.TokenIds;
import org.loopwright.model.files.ModelConfig;
import org.loopwright.model.files.ParameterLayout;
import org.loopwright.train.AdamW;
import org.loopwright.train.MovingModel;
import org.loopwright.train.MovingModels;
import org.loopwright.train.MovingModels.Opening;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredSequence;
import org.loopwright.train.TrainedWeights;
import org.loopwright.train.TrainingSettings;
import org.loopwright.train.TrainingSettings.Precision;

/// Training tokens per second against PyTorch eager on the same shape, batch, precision and threads. The two
/// take turns, so that whatever else the machine does falls on both; each round gives a ratio.
final class TrainSpeed {
    private static final AdamW OPTIMIZER = new AdamW(0.9, 0.98, 0.01, 1);

    /// What is measured.
    ///
    /// @param name for people
    /// @param config the decoder's shape
    /// @param rows sequences of a step
    /// @param length tokens of each
    /// @param steps of one turn
    record Shape(String name, ModelConfig config, int rows, int length, int steps) {
        static final Shape TINY = new Shape(
                "tiny 0.74M",
                ModelConfig.llama(28, 128, 4, 4, 2, 32, 352, 256, 10_000, 1e-5, true, List.of()),
                32,
                87,
                10);
        static final Shape SMOL = new Shape(
                "SmolLM2 135M",
                ModelConfig.llama(49_152, 576, 30, 9, 3, 64, 1536, 2048, 10_000, 1e-5, true, List.of()),
                2,
                256,
                1);
    }

    /// What came out.
    ///
    /// @param name shape and precision
    /// @param ours tokens per second, median of the rounds
    /// @param peer the same of PyTorch
    /// @param ratio median of the rounds' ratios
    /// @param bar what `ratio` should be at least
    /// @param ratios of each round
    record Result(String name, double ours, double peer, double ratio, double bar, int threads, List<Double> ratios) {
        Result {
            ratios = List.copyOf(ratios);
        }
    }

    private final MovingModels models;
    private final int rounds;

    TrainSpeed(MovingModels models, int rounds) {
        this.models = models;
        this.rounds = rounds;
    }

    /// What the peer reads.
    static Map<String, Object> job(Shape shape, Precision precision, int threads) {
        Map<String, Object> job = new LinkedHashMap<>();
        ModelConfig c = shape.config();
        job.put("vocabulary", c.vocabularySize());
        job.put("hidden", c.hiddenSize());
        job.put("layers", c.layers());
        job.put("heads", c.heads());
        job.put("keyValueHeads", c.keyValueHeads());
        job.put("headSize", c.headSize());
        job.put("feedForward", c.feedForwardSize());
        job.put("rows", shape.rows());
        job.put("length", shape.length());
        job.put("half", precision == Precision.BF16);
        job.put("threads", threads);
        return job;
    }

    Result measure(Shape shape, Precision precision, TrainPeer peer) throws InterruptedException {
        String ready = peer.line();
        if (!ready.equals("ready")) {
            throw new IllegalStateException("the peer said " + ready);
        }
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (MovingModel model = open(shape, precision)) {
            List<MovingModel.Request> requests = requests(shape);
            // The first steps of both make room and choose kernels.
            double ignored = peer.seconds(2) + seconds(model, requests, 2);
            double tokens = (double) shape.rows() * (shape.length() - 1) * shape.steps();
            for (int round = 0; round < rounds; round++) {
                double mine = tokens / seconds(model, requests, shape.steps());
                double other = tokens / peer.seconds(shape.steps());
                ours.add(mine);
                theirs.add(other);
                ratios.add(mine / other);
            }
        }
        String name = shape.name() + " " + (precision == Precision.BF16 ? "bf16" : "fp32");
        return new Result(name, median(ours), median(theirs), median(ratios), 0.95, models.threads(), ratios);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private MovingModel open(Shape shape, Precision precision) throws InterruptedException {
        float[] weights = new float[ParameterLayout.of(shape.config()).size()];
        Random random = new Random(1);
        for (ParameterLayout.Parameter parameter :
                ParameterLayout.of(shape.config()).parameters()) {
            for (int i = 0; i < parameter.size(); i++) {
                weights[parameter.offset() + i] = parameter.columns() == 0 ? 1 : (float) (random.nextGaussian() * 0.02);
            }
        }
        TrainingSettings settings = TrainingSettings.of(new TrainedWeights.Full(), 1, shape.rows(), 1e-3, 1)
                .withPrecision(precision);
        return models.open(new Opening(
                shape.config(),
                weights,
                weights,
                settings,
                Set.of(Reading.LOG_PROB),
                shape.config(),
                new float[0],
                -1));
    }

    /// As long as what the peer reads, which leaves its last token out.
    private static List<MovingModel.Request> requests(Shape shape) {
        Random random = new Random(2);
        List<MovingModel.Request> requests = new ArrayList<>();
        for (int row = 0; row < shape.rows(); row++) {
            int[] ids = random.ints(shape.length(), 0, shape.config().vocabularySize())
                    .toArray();
            BitSet read = new BitSet();
            read.set(1, shape.length());
            requests.add(new MovingModel.Request(TokenIds.of(ids), read));
        }
        return requests;
    }

    private static double seconds(MovingModel model, List<MovingModel.Request> requests, int steps) {
        long start = System.nanoTime();
        for (int step = 0; step < steps; step++) {
            double loss = model.learn(requests, TrainSpeed::crossEntropy);
            double norm = model.update(OPTIMIZER, 1e-3);
            if (!Double.isFinite(loss + norm)) {
                throw new IllegalStateException("loss " + loss + ", gradient's norm " + norm);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double crossEntropy(List<ScoredSequence> sequences) {
        double tokens = sequences.stream().mapToDouble(s -> s.size() - 1.0).sum();
        double loss = 0;
        for (ScoredSequence sequence : sequences) {
            for (int t = 1; t < sequence.size(); t++) {
                loss -= sequence.get(Reading.LOG_PROB, t) / tokens;
                sequence.addSlope(Reading.LOG_PROB, t, -1 / tokens);
            }
        }
        return loss;
    }
}
