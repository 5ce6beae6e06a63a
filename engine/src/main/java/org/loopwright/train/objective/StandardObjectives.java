package org.loopwright.train.objective;

import java.util.List;
import java.util.Map;
import org.loopwright.train.Objectives;
import org.loopwright.train.Objectives.Maker;
import org.loopwright.train.objective.PolicyGradient.Penalty;
import org.loopwright.train.objective.ValueHead.Kind;

/// The objectives of this package, with the numbers that their papers use.
public final class StandardObjectives implements Objectives.Library {
    /// For [java.util.ServiceLoader].
    public StandardObjectives() {}

    @Override
    public List<Maker> makers() {
        return List.of(
                new Maker(
                        "supervised",
                        Map.of("label-smoothing", 0.0),
                        s -> new Supervised(number(s, "label-smoothing"))),
                new Maker(
                        "dpo",
                        Map.of("beta", 0.1, "label-smoothing", 0.0, "length-normalised", 0.0, "imitation", 0.0),
                        s -> new Dpo(
                                number(s, "beta"),
                                number(s, "label-smoothing"),
                                flag(s, "length-normalised"),
                                number(s, "imitation"))),
                new Maker("step-dpo", Map.of("beta", 0.4), s -> new StepDpo(number(s, "beta"))),
                new Maker(
                        "ipo",
                        Map.of("tau", 0.1, "length-normalised", 1.0),
                        s -> new Ipo(number(s, "tau"), flag(s, "length-normalised"))),
                new Maker(
                        "kto",
                        Map.of("beta", 0.1, "good", 1.0, "bad", 1.0),
                        s -> new Kto(number(s, "beta"), number(s, "good"), number(s, "bad"))),
                new Maker("orpo", Map.of("lambda", 0.1), s -> new Orpo(number(s, "lambda"))),
                new Maker(
                        "simpo",
                        Map.of("beta", 2.0, "gamma", 1.0),
                        s -> new SimPo(number(s, "beta"), number(s, "gamma"))),
                Reinforce.maker(),
                Rloo.maker(),
                Grpo.maker(),
                DrGrpo.maker(),
                PpoClip.maker(),
                Dapo.maker(),
                new Maker(
                        "nft",
                        Map.of("floor", 1.0, "weighted", 1.0),
                        s -> new Nft(number(s, "floor"), flag(s, "weighted"))),
                new Maker(
                        "distillation",
                        Map.of("reverse", 0.0, "adaptive", 0.0, "gold", 0.0),
                        s -> new Distillation(number(s, "reverse"), flag(s, "adaptive"), number(s, "gold"))),
                new Maker("bradley-terry", Map.of("centring", 0.0), s -> new BradleyTerry(number(s, "centring"))),
                new Maker("outcome", Map.of(), _ -> new ValueHead(Kind.OUTCOME)),
                new Maker("process", Map.of(), _ -> new ValueHead(Kind.PROCESS)),
                new Maker("value", Map.of(), _ -> new ValueHead(Kind.VALUE)));
    }

    /// A number that the maker's defaults guarantee.
    static double number(Map<String, Double> settings, String name) {
        Double value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static boolean flag(Map<String, Double> settings, String name) {
        double value = number(settings, name);
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException(name + " " + value + " is neither 0 nor 1");
        }
        return value == 1;
    }

    /// The penalty that `beta` and `kl-estimator` name.
    static Penalty penalty(Map<String, Double> settings) {
        return new Penalty(number(settings, "beta"), KlEstimator.numbered(number(settings, "kl-estimator")));
    }

    /// The clip that `clip-low` and `clip-high` name.
    static Surrogate tokenRatio(Map<String, Double> settings) {
        return new Surrogate.TokenRatio(number(settings, "clip-low"), number(settings, "clip-high"));
    }
}
