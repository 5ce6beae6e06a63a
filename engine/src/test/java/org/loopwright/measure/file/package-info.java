@NullMarked
package org.loopwright.measure.file;

import org.jspecify.annotations.NullMarked;
