/// The designer: a loop drawn as nodes and exits, and edited there or as text.
///
/// [org.loopwright.app.design.DesignViewModel] holds the loop under work; its text and steps are
/// `LoopWork`'s, what differs from another version `LoopComparison`'s (`Ghosts` are what is gone), where
/// nodes stand is the `Arrangement`'s, what is done to marked nodes `NodeEdits`', loops in loops are `NestedLoops`',
/// and
/// `LoopKeeper` writes files. `LoopCanvas` shows a `Placement` through a `Viewport`: cards, curves and ports
/// are `CanvasParts`, cycles and notes lie under them in layers of their own, and each kind of drag is one class
/// (`CardDrag`, `WireDrag`, `GroundDrag`). [org.loopwright.app.design.DesignView] puts the canvas together with
/// its tools, keys, palettes and what stands beside it (`DesignSides`, where the shell plugs in panels).
@NullMarked
package org.loopwright.app.design;

import org.jspecify.annotations.NullMarked;
