/// What a training can minimise, each a page of arithmetic on log-probabilities and other readings.
///
/// [StandardObjectives] lists all names. An objective says which examples it takes and what it reads of the
/// model, and gives its loss with the slope by each reading; the trainer does the rest. The papers' formulas
/// and symbols stand at each class. All are held to TRL's and PyTorch's values by golden numbers.
///
/// | group | classes |
/// |---|---|
/// | imitation | [Supervised], [Distillation] |
/// | preference | [Dpo], [Ipo], [Kto], [Orpo], [SimPo], [StepDpo] |
/// | policy gradient | [PolicyGradient] with [Advantage], [Surrogate], [TokenMean], [KlEstimator]; [Nft] |
/// | rewards | [RewardShaping], [LabelFreeRewards] |
/// | values | [BradleyTerry], [ValueHead], [TemporalDifference] |
@NullMarked
package org.loopwright.train.objective;

import org.jspecify.annotations.NullMarked;
