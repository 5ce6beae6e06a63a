/// Tests of edits.
@NullMarked
package org.loopwright.loop.edit;

import org.jspecify.annotations.NullMarked;
