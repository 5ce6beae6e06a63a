package org.loopwright.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loopwright.project.ProjectException;

/// Every combination of some factors' values, as arms.
///
/// @param base what all arms share
/// @param factors in the order in which names list them; none twice
public record Sweep(ExperimentArm base, List<Factor> factors) {
    /// The most arms of one sweep.
    public static final int MOST_ARMS = 256;

    public Sweep {
        factors = List.copyOf(factors);
        Set<String> targets = new HashSet<>();
        for (Factor factor : factors) {
            if (!targets.add(factor.target())) {
                throw new ProjectException(factor.target() + " is swept twice: give all its values at once");
            }
        }
        long size = factors.stream().mapToLong(factor -> factor.values().size()).reduce(1, Math::multiplyExact);
        if (size > MOST_ARMS) {
            throw new ProjectException("the sweep has " + size + " arms, and " + MOST_ARMS
                    + " is the most: take values away, or sweep one factor after the other");
        }
    }

    /// The arms, the last factor changing fastest. Names say what differs: `temperature=0.2, turns=1`.
    public List<ExperimentArm> arms() {
        List<ExperimentArm> arms = List.of(base.withName(""));
        for (Factor factor : factors) {
            List<ExperimentArm> next = new ArrayList<>();
            for (ExperimentArm arm : arms) {
                for (int place = 0; place < factor.values().size(); place++) {
                    String label = label(factor, place);
                    next.add(factor.set(arm, place).withName(arm.name().isEmpty() ? label : arm.name() + ", " + label));
                }
            }
            arms = next;
        }
        return factors.isEmpty() ? List.of(base) : List.copyOf(arms);
    }

    /// The factor's short label; with its whole target where another factor's last word is the same.
    private String label(Factor factor, int place) {
        String label = factor.label(place);
        String word = label.substring(0, label.indexOf('='));
        boolean shared = factors.stream()
                        .filter(other -> other.target().endsWith("." + word))
                        .count()
                > 1;
        return shared ? factor.target() + label.substring(word.length()) : label;
    }
}
