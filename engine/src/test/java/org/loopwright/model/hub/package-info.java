@NullMarked
package org.loopwright.model.hub;

import org.jspecify.annotations.NullMarked;
