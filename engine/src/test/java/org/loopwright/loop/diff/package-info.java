@org.jspecify.annotations.NullMarked
package org.loopwright.loop.diff;
