/// Round loops on the screen: what will be taken and which control arms run ([RoundBarView]), the training page
/// with its curves, alarms, samples and ledger ([TrainingView]), and the checkpoints ([CheckpointsView]).
@NullMarked
package org.loopwright.app.train;

import org.jspecify.annotations.NullMarked;
