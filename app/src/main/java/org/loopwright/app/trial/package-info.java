/// The panel beside the canvas in which a loop is tried on one item: [TryPanel].
///
/// [PromptView] shows the exact tokens of a node's prompt and a few completions of it, [StepView] steps through the
/// loop. What both try on is [TryViewModel]'s.
@NullMarked
package org.loopwright.app.trial;

import org.jspecify.annotations.NullMarked;
