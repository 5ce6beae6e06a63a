@NullMarked
package org.loopwright.app.run;

import org.jspecify.annotations.NullMarked;
