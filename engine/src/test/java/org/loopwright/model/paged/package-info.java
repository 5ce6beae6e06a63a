/// Tests of the package of the same name.
@NullMarked
package org.loopwright.model.paged;

import org.jspecify.annotations.NullMarked;
