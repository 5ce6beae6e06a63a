/// Tests of the trainer on the local engine.
@NullMarked
package org.loopwright.train.djl;

import org.jspecify.annotations.NullMarked;
