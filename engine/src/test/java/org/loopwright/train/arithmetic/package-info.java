/// Tests of the package of the same name.
@NullMarked
package org.loopwright.train.arithmetic;

import org.jspecify.annotations.NullMarked;
