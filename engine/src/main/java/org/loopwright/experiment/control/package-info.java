/// Ready experiments: controls that are made of a finished run at one call.
///
/// [ReadyExperiments] is the door. [LoopAnatomy] finds a loop's draft, critics and revisions by what
/// its nodes read and write; one small class each turns the loop's text into a control's
/// ([BlindRedraw], [VoteTwin], [BestOfNTwin], [Placebo], [ErrorInjection], [GoldFeedback],
/// [StrongerCritic]) by edits that the designer could make as well. The result is an ordinary loop
/// file, and an arm of an experiment on the run's items, seed and drafts.
@NullMarked
package org.loopwright.experiment.control;

import org.jspecify.annotations.NullMarked;
