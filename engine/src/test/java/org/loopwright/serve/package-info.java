@NullMarked
package org.loopwright.serve;

import org.jspecify.annotations.NullMarked;
