@NullMarked
package org.loopwright.app;

import org.jspecify.annotations.NullMarked;
