/// The items of a run, and one item's turns side by side.
@NullMarked
package org.loopwright.app.inspect;

import org.jspecify.annotations.NullMarked;
