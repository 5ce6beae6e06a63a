/// Text environments that are played in turns.
///
/// [World] is the interface to write a new one for; [NumberGuessing] and [GridWalk] are shipped. [WorldTool]
/// lets nodes play them: it replays all actions at every call, so a world keeps nothing between calls.
@NullMarked
package org.loopwright.tool.world;

import org.jspecify.annotations.NullMarked;
