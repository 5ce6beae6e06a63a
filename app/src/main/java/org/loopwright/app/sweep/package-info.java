/// Sweeps beside the canvas: several values of settings, prompts, parameters and models become an
/// experiment's arms. [SweepPanel] plugs into the designer; [SweepView] shows what [SweepViewModel]
/// holds.
@NullMarked
package org.loopwright.app.sweep;

import org.jspecify.annotations.NullMarked;
