@NullMarked
package org.loopwright.model.constraint;

import org.jspecify.annotations.NullMarked;
