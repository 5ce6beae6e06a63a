package org.loopwright.experiment.control;

/// What can be chosen of a ready experiment.
///
/// @param budget what a twin's budget counts
/// @param critic id of the model of a stronger critic; empty where none is chosen
/// @param mistake what is put into drafts: `digit`, `drop-line` or `swap-words`
public record ControlOptions(TwinBudget budget, String critic, String mistake) {
    /// What holds where nobody chooses: tokens generated, a digit.
    public static final ControlOptions USUAL = new ControlOptions(TwinBudget.COMPLETION_TOKENS, "", "digit");

    /// This with another budget.
    public ControlOptions withBudget(TwinBudget unit) {
        return new ControlOptions(unit, critic, mistake);
    }

    /// This with a model for critics.
    public ControlOptions withCritic(String model) {
        return new ControlOptions(budget, model, mistake);
    }
}
