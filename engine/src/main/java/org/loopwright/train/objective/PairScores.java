package org.loopwright.train.objective;

/// What the two completions of a pair weigh under the policy and under the reference.
///
/// @param chosen sum of the chosen completion's log-probabilities, natural logarithm
/// @param rejected the same of the rejected one
/// @param referenceChosen under the reference; 0 when there is none
/// @param referenceRejected under the reference; 0 when there is none
/// @param chosenTokens length of the chosen completion, at least 1
/// @param rejectedTokens length of the rejected one
record PairScores(
        double chosen,
        double rejected,
        double referenceChosen,
        double referenceRejected,
        int chosenTokens,
        int rejectedTokens) {

    /// `log pi(y_w)/pi_ref(y_w)`.
    double chosenRatio() {
        return chosen - referenceChosen;
    }

    /// `log pi(y_l)/pi_ref(y_l)`.
    double rejectedRatio() {
        return rejected - referenceRejected;
    }
}
