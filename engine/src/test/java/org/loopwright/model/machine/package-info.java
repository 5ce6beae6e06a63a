@NullMarked
package org.loopwright.model.machine;

import org.jspecify.annotations.NullMarked;
