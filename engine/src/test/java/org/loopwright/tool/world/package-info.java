/// Tests of the package of the same name.
@NullMarked
package org.loopwright.tool.world;

import org.jspecify.annotations.NullMarked;
