/// Tests of the package of the same name.
@NullMarked
package org.loopwright.model.files;

import org.jspecify.annotations.NullMarked;
