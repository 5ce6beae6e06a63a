@NullMarked
package org.loopwright.measure.figure;

import org.jspecify.annotations.NullMarked;
