/// The task of the shipped model: fixed-width multiplication with a quick answer, a check and a revision.
///
/// The quick answer to a [Multiplication] is hard at the model's size, the steps of long multiplication
/// are learnable. So a check ([CheckTrace]) that recomputes the product digit by digit, compares each
/// digit with the draft and ends in a verdict finds what the draft got wrong, and a revision reads the
/// right answer out of it.
///
/// | conversation | messages before the answer | answer |
/// |---|---|---|
/// | draft | user `473*68` | `32154` |
/// | check | the draft's, assistant `32154`, user `check` | trace, then `y`, or `n` and the lowest wrong place |
/// | revise | the check's, assistant the check, user `revise` | `32164` |
/// | worked | user `work 473*68` | trace without a draft, `=`, `32164` |
///
/// A revision is only taught after a verdict `n`. The worked answer is the honest baseline: the check
/// recomputes the product, so what it adds must be compared with recomputing alone.
///
/// [ArithmeticCourse] makes training rows of these conversations ([ConversationRows]), lets the model
/// make its own mistakes ([DraftBuffer]), and examines it ([SelfCheckExamination]) on problems that a
/// hash of the operands holds out ([Split]).
@NullMarked
package org.loopwright.train.arithmetic;

import org.jspecify.annotations.NullMarked;
