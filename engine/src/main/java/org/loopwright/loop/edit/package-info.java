/// Edits of a loop, as the designer makes them.
///
/// A [org.loopwright.loop.edit.LoopChange] says what to do, [org.loopwright.loop.edit.LoopEditor] makes
/// the smallest patch of the text that does it, and [org.loopwright.loop.edit.EditHistory] keeps the
/// steps. [org.loopwright.loop.edit.LoopFixes] knows the change that mends a problem,
/// [org.loopwright.loop.edit.NodeDrafts] what a fresh node of a kind looks like, and
/// [org.loopwright.loop.edit.NodeCopy] carries nodes from loop to loop as text,
/// [org.loopwright.loop.edit.SubLoops] makes nodes a loop of their own, and
/// [org.loopwright.loop.edit.Inlining] takes them back.
@NullMarked
package org.loopwright.loop.edit;

import org.jspecify.annotations.NullMarked;
