@NullMarked
package org.loopwright.app.result;

import org.jspecify.annotations.NullMarked;
