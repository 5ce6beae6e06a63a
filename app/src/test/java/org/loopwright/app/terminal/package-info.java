/// The commands, from outside: words in, exit code and text out.
@NullMarked
package org.loopwright.app.terminal;

import org.jspecify.annotations.NullMarked;
