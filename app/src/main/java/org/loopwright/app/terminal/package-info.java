/// The terminal: one small class for each command, on the same engine as the window. Exit codes are in
/// [org.loopwright.app.terminal.ExitCode].
@NullMarked
package org.loopwright.app.terminal;

import org.jspecify.annotations.NullMarked;
