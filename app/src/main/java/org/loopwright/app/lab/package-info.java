/// The lab: what a run's stored answers say under other stop rules, selectors and graders. No model is called; the
/// figures are the engine's, the same that the terminal prints.
@NullMarked
package org.loopwright.app.lab;

import org.jspecify.annotations.NullMarked;
