/// A project: a folder with loops, datasets, models and runs, and everything that can be done with it.
///
/// [Project] is the door for a program, a terminal and a window alike. `project.yaml` is read by
/// [ProjectFile].
@NullMarked
package org.loopwright.project;

import org.jspecify.annotations.NullMarked;
