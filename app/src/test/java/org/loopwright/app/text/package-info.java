@NullMarked
package org.loopwright.app.text;

import org.jspecify.annotations.NullMarked;
