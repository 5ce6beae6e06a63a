/// The project's queue as the window sees it: what several screens share of it.
@NullMarked
package org.loopwright.app.queue;

import org.jspecify.annotations.NullMarked;
