/// Tests of the package of the same name.
@NullMarked
package org.loopwright.tool.sandbox;

import org.jspecify.annotations.NullMarked;
