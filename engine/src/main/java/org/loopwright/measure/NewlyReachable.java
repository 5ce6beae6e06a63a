package org.loopwright.measure;

import java.util.Map;

/// How many problems a trained model solves that the untrained one never did, beyond what asking the
/// untrained one again would have shown.
///
/// Y. Yue et al.: Does Reinforcement Learning Really Incentivize Reasoning Capacity in LLMs Beyond the Base
/// Model? (2025), counted per item; the second batch of the untrained model is the A-against-A control.
///
/// @param trained share of items with no right answer of the untrained model and one of the trained
/// @param again the same share for a second batch of the untrained model
/// @param excess trained less again, paired
public record NewlyReachable(double trained, double again, Estimate excess) {
    /// Each is item -> right answers out of the same number.
    public static NewlyReachable of(
            Map<String, Integer> base, Map<String, Integer> again, Map<String, Integer> trained) {
        Arm.checkSame("the untrained model", base.keySet(), "its second batch", again.keySet());
        Arm.checkSame("the untrained model", base.keySet(), "the trained model", trained.keySet());
        double[] fresh = new double[base.size()];
        double[] control = new double[base.size()];
        double[] excess = new double[base.size()];
        int i = 0;
        for (Map.Entry<String, Integer> item : base.entrySet()) {
            boolean never = item.getValue() == 0;
            fresh[i] = never && trained.getOrDefault(item.getKey(), 0) > 0 ? 1 : 0;
            control[i] = never && again.getOrDefault(item.getKey(), 0) > 0 ? 1 : 0;
            excess[i] = fresh[i] - control[i];
            i++;
        }
        return new NewlyReachable(
                UnitValues.of(Unit.ITEM, fresh).mean(),
                UnitValues.of(Unit.ITEM, control).mean(),
                Estimate.of(UnitValues.of(Unit.ITEM, excess)));
    }
}
