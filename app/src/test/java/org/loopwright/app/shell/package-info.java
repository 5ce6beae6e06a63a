@NullMarked
package org.loopwright.app.shell;

import org.jspecify.annotations.NullMarked;
