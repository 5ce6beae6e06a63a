/// Tests of the package of the same name.
@NullMarked
package org.loopwright.tool.retrieval;

import org.jspecify.annotations.NullMarked;
