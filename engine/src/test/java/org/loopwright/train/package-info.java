/// Tests of training.
@NullMarked
package org.loopwright.train;

import org.jspecify.annotations.NullMarked;
