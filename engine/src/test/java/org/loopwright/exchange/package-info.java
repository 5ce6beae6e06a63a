/// Tests of what goes in and out.
@NullMarked
package org.loopwright.exchange;

import org.jspecify.annotations.NullMarked;
