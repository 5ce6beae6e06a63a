/// Tests of the package of the same name.
@NullMarked
package org.loopwright.tool.dataset;

import org.jspecify.annotations.NullMarked;
