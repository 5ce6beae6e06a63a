@NullMarked
package org.loopwright.app.inspect;

import org.jspecify.annotations.NullMarked;
