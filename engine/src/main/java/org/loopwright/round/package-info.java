/// What round loops make: rows of text and facts, traces of item runs, checkpoints, measurements; kept by
/// their content under a project's `checkpoints`, so that nothing is made twice.
///
/// [RoundWorkshop] is the way in. For a step it computes a key (operation, settings, content of the inputs,
/// seed), looks into the [StepCache], and only else asks the node's [RoundKind] to make it. Kinds see a
/// [Making]: their inputs as rows, item runs through [ItemRuns], models through [Checkpoints].
///
/// ```
/// task items --collect--> traces --filter, dedupe, weight, pair, mix--> rows --train--> checkpoint
/// checkpoint --evaluate--> numbers --promote, until--> the next round
/// ```
@NullMarked
package org.loopwright.round;

import org.jspecify.annotations.NullMarked;
