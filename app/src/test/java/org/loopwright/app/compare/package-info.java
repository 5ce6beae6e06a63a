@NullMarked
package org.loopwright.app.compare;

import org.jspecify.annotations.NullMarked;
