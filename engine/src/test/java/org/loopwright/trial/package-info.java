@NullMarked
package org.loopwright.trial;

import org.jspecify.annotations.NullMarked;
