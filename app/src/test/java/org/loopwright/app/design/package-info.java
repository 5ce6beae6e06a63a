@NullMarked
package org.loopwright.app.design;

import org.jspecify.annotations.NullMarked;
