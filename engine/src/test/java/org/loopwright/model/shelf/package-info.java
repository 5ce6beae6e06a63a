@NullMarked
package org.loopwright.model.shelf;

import org.jspecify.annotations.NullMarked;
