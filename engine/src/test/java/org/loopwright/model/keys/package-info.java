/// Tests of where keys are kept.
@NullMarked
package org.loopwright.model.keys;

import org.jspecify.annotations.NullMarked;
