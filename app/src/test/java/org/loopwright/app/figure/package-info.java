@NullMarked
package org.loopwright.app.figure;

import org.jspecify.annotations.NullMarked;
