/// Work off the window's thread, and how its results come back: [Background], [PulseQueue].
@NullMarked
package org.loopwright.app.work;

import org.jspecify.annotations.NullMarked;
