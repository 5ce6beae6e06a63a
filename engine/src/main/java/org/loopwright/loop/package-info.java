/// The vocabulary of loops: a control-flow graph over typed slots.
///
/// [LoopSpec] is a loop as written, [NodeKind] says what one kind of node does, [Frame] is one execution
/// on one subject, and [Decision] is what a node wants next. Deciding is pure: no clock, no input or
/// output, no randomness but the seed in the frame. `run.LoopMachine` decides, `run.Runner` acts, the
/// `journal` remembers.
///
/// [LoopChecks] finds what is wrong with a loop when it is drawn; [NodeSlots] says what a node reads and
/// writes.
///
/// File format, conditions and prompts have their adapters in `loop.yaml`, `loop.cel` and `loop.jinja`;
/// node kinds live in `loop.node`.
@NullMarked
package org.loopwright.loop;

import org.jspecify.annotations.NullMarked;
