/// The trainer on the local engine: gradients by libtorch through the same kernels that decode.
@NullMarked
package org.loopwright.train.djl;

import org.jspecify.annotations.NullMarked;
