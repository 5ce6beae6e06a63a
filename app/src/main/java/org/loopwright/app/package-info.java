/// The program that people start: [org.loopwright.app.Loopwright]. `terminal` has its commands, `shell`
/// its window, and each screen a package of its own.
@NullMarked
package org.loopwright.app;

import org.jspecify.annotations.NullMarked;
