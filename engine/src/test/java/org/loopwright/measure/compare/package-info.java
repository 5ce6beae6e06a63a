@NullMarked
package org.loopwright.measure.compare;

import org.jspecify.annotations.NullMarked;
