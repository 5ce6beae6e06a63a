/// Tests of the package of the same name.
@NullMarked
package org.loopwright.model.djl;

import org.jspecify.annotations.NullMarked;
