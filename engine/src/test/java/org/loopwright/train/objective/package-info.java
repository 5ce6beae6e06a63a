/// Tests of the objectives.
@NullMarked
package org.loopwright.train.objective;

import org.jspecify.annotations.NullMarked;
